import { applyDecorators } from '@nestjs/common';
import { ApiParam, ApiResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import { type CommandDocs, CommandRoute, pendingAnswer } from '../../platform/commands/index.js';
import { etagOf } from '../../platform/versions/index.js';
import { SupervisionOrderAnswerDto } from './dto/supervision-order.dto.js';
import type { Sent } from './supervision-order-gateway.service.js';

/** Tells what became of a command: at once, or where to look for it later. */
export function answerOf(sent: Sent, response: Response): SupervisionOrderAnswerDto {
  const { dutyId: supervisionOrderId, commandId } = sent;
  if ('pending' in sent) {
    response.status(202).location(`/api/v1/supervision-orders/${supervisionOrderId}`);
    return { supervisionOrderId, commandId, ...pendingAnswer(sent, response) };
  }
  response.setHeader('etag', etagOf(sent.version));
  return { supervisionOrderId, commandId, version: sent.version, state: 'recorded' };
}

export const ApiSupervisionOrderId = () =>
  ApiParam({
    name: 'id',
    description: '督办单编号 · The order',
    schema: { type: 'string', format: 'uuid' },
    example: '019a0000-0000-8000-8000-000000000003',
  });

export const ApiAcceptedSupervisionOrder = () =>
  ApiResponse({
    status: 202,
    type: SupervisionOrderAnswerDto,
    description:
      '已受理，尚未落账；按 Location 查看 · Accepted, not recorded yet; Location shows it once it is',
    headers: {
      Location: {
        description: '督办单地址 · The order',
        schema: { type: 'string', format: 'uri-reference' },
        example: '/api/v1/supervision-orders/019a0000-0000-8000-8000-000000000003',
      },
    },
  });

/** Documents what a command answers besides problems. */
export const ApiSupervisionOrderAnswers = () =>
  applyDecorators(
    ApiResponse({
      status: 200,
      type: SupervisionOrderAnswerDto,
      description: '已落账 · Recorded',
      headers: { ETag: { description: '版本 · Version', schema: { type: 'string' }, example: '"2"' } },
    }),
    ApiAcceptedSupervisionOrder(),
  );

/** `POST /supervision-orders/:id/…`: carries out a command on an order; the handler returns what was sent. */
export const SupervisionOrderCommand = (path: string, docs: CommandDocs) =>
  applyDecorators(CommandRoute(path, docs, answerOf), ApiSupervisionOrderId(), ApiSupervisionOrderAnswers());
