import { KIND_NAMES, KINDS, type KindName } from '#domain';
import { translate } from '#i18n';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { clientSchema } from '../../platform/openapi/index.js';
import { StepKindsDto, type StepKindDto } from './dto/step-kind.dto.js';

@ApiTags('step-kinds')
@Controller('step-kinds')
export class StepKindsController {
  @Get()
  @ApiOperation({
    operationId: 'listStepKinds',
    summary: '步骤类型 · Kinds of steps',
    description:
      '每种步骤能做哪些操作、要填什么、有哪些结果。 · Actions of each kind, their payloads and outcomes.',
  })
  @ApiOkResponse({ type: StepKindsDto, description: '步骤类型 · Kinds of steps' })
  list(): StepKindsDto {
    return { items: KIND_NAMES.map(viewOf), next: null };
  }
}

const viewOf = (kind: KindName): StepKindDto => ({
  kind,
  name: { zh: translate(`kind.${kind}`, 'zh-CN'), en: translate(`kind.${kind}`, 'en') },
  outcomes: [...KINDS[kind].outcomes],
  actions: Object.entries(KINDS[kind].actions).map(([action, { schema, example }]) => ({
    action,
    schema: clientSchema(schema) as object,
    example,
  })),
});
