import { ApiParam } from '@nestjs/swagger';

export const ApiCaseId = () =>
  ApiParam({
    name: 'id',
    description: '办件编号 · The case',
    schema: { type: 'string', format: 'uuid' },
    example: '019a0000-0000-8000-8000-000000000001',
  });

export const ApiStep = () =>
  ApiParam({
    name: 'step',
    description: '步骤，见办件详情 · Key of the step, as the case shows it',
    schema: { type: 'string', maxLength: 64 },
    example: 'investigate',
  });
