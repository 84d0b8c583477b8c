import { applyDecorators, type Type } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, ApiResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import {
  BLOCKED_CODE_DOC,
  BLOCKED_DETAIL_DOC,
  COMMAND_STATE_DOC,
  type CommandState,
  type CommandDocs,
  CommandRoute,
  pendingAnswer,
} from '../../../platform/commands/index.js';
import { etagOf } from '../../../platform/versions/index.js';
import { ApiCaseId, ApiStep } from '../access/case-params.js';
import type { Sent } from './case-gateway.service.js';

const COMMAND = '019a0000-0000-8000-8000-000000000002';

/** What became of a command. */
export class CommandAnswerDto {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: '办件编号 · Id of the case',
    example: '019a0000-0000-8000-8000-000000000001',
  })
  caseId!: string;
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: '操作编号 · Id of the command',
    example: COMMAND,
  })
  commandId!: string;
  @ApiPropertyOptional({
    type: 'integer',
    description: '办理后的版本；尚未落账时没有 · The version afterwards; missing while it is not recorded',
    example: 12,
  })
  version?: number;
  @ApiProperty(COMMAND_STATE_DOC)
  state!: CommandState;
  @ApiPropertyOptional(BLOCKED_CODE_DOC)
  code?: string;
  @ApiPropertyOptional(BLOCKED_DETAIL_DOC)
  detail?: string;
}

export const describe = (sent: Sent, response: Response): CommandAnswerDto => {
  const { caseId, commandId } = sent;
  return 'pending' in sent
    ? { caseId, commandId, ...pendingAnswer(sent, response) }
    : { caseId, commandId, version: sent.version, state: 'recorded' };
};

/** Tells what became of a command: at once, or where to ask for it later. */
export function answerOf(sent: Sent, response: Response): CommandAnswerDto {
  const { caseId, commandId } = sent;
  if ('pending' in sent) response.status(202).location(`/api/v1/commands/${commandId}?caseId=${caseId}`);
  else response.setHeader('etag', etagOf(sent.version));
  return describe(sent, response);
}

/** Documents the answer for a command that is accepted but not yet recorded. */
export const ApiAcceptedAnswer = (type: Type<CommandAnswerDto> = CommandAnswerDto) =>
  ApiResponse({
    status: 202,
    type,
    description: '已受理，尚未落账；按 Location 查询 · Accepted, not recorded yet; ask at Location',
    headers: {
      Location: {
        description: '查询地址 · Where to ask',
        schema: { type: 'string', format: 'uri-reference' },
        example: `/api/v1/commands/${COMMAND}`,
      },
    },
  });

/** Documents what a command answers besides problems. */
export const ApiCommandAnswers = (type: Type<CommandAnswerDto> = CommandAnswerDto) =>
  applyDecorators(
    ApiResponse({
      status: 200,
      type,
      description: '已落账 · Recorded',
      headers: { ETag: { description: '版本 · Version', schema: { type: 'string' }, example: '"12"' } },
    }),
    ApiAcceptedAnswer(type),
  );

/** `POST /cases/:id/…`: carries out a command on a case; the handler returns what was sent. */
export const CaseCommand = (path: string, docs: CommandDocs) =>
  applyDecorators(CommandRoute(path, docs, answerOf), ApiCaseId(), ApiCommandAnswers());

/** As {@link CaseCommand}, on one of its steps. */
export const StepCommand = (path: string, docs: CommandDocs) =>
  applyDecorators(CaseCommand(path, docs), ApiStep());
