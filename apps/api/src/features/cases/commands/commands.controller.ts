import { CaseReader } from '#persistence';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Account, CurrentAccount } from '../../../platform/auth/index.js';
import { derivedId } from '../../../platform/idempotency/index.js';
import { notFound } from '../../../platform/problems/index.js';
import { IdField, IdPipe } from '../../../platform/validation/index.js';
import { etagOf } from '../../../platform/versions/index.js';
import { CaseAccessService } from '../access/case-access.service.js';
import { CaseGatewayService } from './case-gateway.service.js';
import { CommandAnswerDto, describe } from './command-answer.js';

export class CommandQuery {
  @IdField({ description: '办件编号 · Id of the case', example: '019a0000-0000-8000-8000-000000000001' })
  caseId!: string;
}

@ApiTags('commands')
@Controller('commands')
export class CommandsController {
  constructor(
    private readonly gateway: CaseGatewayService,
    private readonly reader: CaseReader,
    private readonly access: CaseAccessService,
  ) {}

  @Get(':id')
  @ApiParam({
    name: 'id',
    description: '操作编号 · The command',
    schema: { type: 'string', format: 'uuid' },
    example: '019a0000-0000-8000-8000-000000000002',
  })
  @ApiOperation({
    operationId: 'getCommand',
    summary: '操作结果 · What became of a command',
    description:
      '收到 202 后在这里查询；因技术原因落不了账的为 blocked · The place to ask after 202; `blocked` is what can not be recorded until an operator has looked at it.',
  })
  @ApiOkResponse({
    type: CommandAnswerDto,
    description: '已落账，或正在落账 · Recorded, or being recorded',
    headers: { ETag: { description: '版本 · Version', schema: { type: 'string' }, example: '"12"' } },
  })
  async get(
    @Param('id', IdPipe) commandId: string,
    @Query() { caseId: id }: CommandQuery,
    @CurrentAccount() account: Account,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswerDto> {
    const caseId = id.toLowerCase();
    // A case that is only being opened has no place to be seen from yet, but its id follows from that of the command that
    // opens it, which follows from the sender's key.
    if (derivedId('case', commandId) !== caseId || (await this.reader.findCase(caseId)))
      await this.access.find(account, caseId);
    const state = await this.gateway.stateOf(caseId, commandId);
    if (!state) throw notFound();
    if ('version' in state) response.setHeader('etag', etagOf(state.version));
    return describe(state, response);
  }
}
