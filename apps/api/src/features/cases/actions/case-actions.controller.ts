import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Account, CurrentAccount } from '../../../platform/auth/index.js';
import {
  ApiIdempotencyKey,
  derivedId,
  type Idempotency,
  Repeatable,
} from '../../../platform/idempotency/index.js';
import { IdPipe } from '../../../platform/validation/index.js';
import { ApiCaseId } from '../access/case-params.js';
import { CaseCommands, type Plan } from '../commands/case-commands.js';
import {
  answerOf,
  ApiAcceptedAnswer,
  ApiCommandAnswers,
  CommandAnswerDto,
} from '../commands/command-answer.js';
import type { FactDto } from '../commands/fact.dto.js';
import { ReopenCase } from './reopen-case.js';
import {
  CommentDto,
  ExternalRefDto,
  ObjectionAnswerDto,
  ObjectionCreatedDto,
  ObjectionDto,
  ReasonDto,
  WithdrawalDto,
} from './case-actions.dto.js';

/** What is done to a case as a whole. */
@ApiTags('cases')
@Controller('cases/:id')
export class CaseActionsController {
  constructor(
    private readonly commands: CaseCommands,
    private readonly reopening: ReopenCase,
  ) {}

  @Post('withdrawals')
  @HttpCode(200)
  @ApiCaseId()
  @ApiOperation({
    operationId: 'withdrawCase',
    summary: '撤回事项 · Withdraw the matter',
    description:
      '当事人可以终止纠纷调解，反映人可以撤回，作出决定前有效 · Parties may end a dispute, and who raised a matter may take it back, until it is decided.',
  })
  @ApiIdempotencyKey()
  @ApiCommandAnswers()
  withdraw(
    @Param('id', IdPipe) caseId: string,
    @Body() { by, reason, ...fact }: WithdrawalDto,
    @CurrentAccount() account: Account,
    @Repeatable() idempotency: Idempotency,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswerDto> {
    const persons = by.map((id) => id.toLowerCase());
    return this.send(account, idempotency, fact, caseId, response, {
      texts: [reason],
      references: persons.map((id, index) => ({ kind: 'person', id, path: `/by/${index}` })),
      body: ([ref]) => ({ type: 'withdraw', by: persons, reason: ref! }),
    });
  }

  @Post('escalations')
  @HttpCode(200)
  @ApiCaseId()
  @ApiOperation({
    operationId: 'escalateCase',
    summary: '上交乡镇（街道） · Hand the matter up to the township',
    description: '之后各步骤由镇社会工作办公室负责 · Its steps then belong to the township office.',
  })
  @ApiIdempotencyKey()
  @ApiCommandAnswers()
  escalate(
    @Param('id', IdPipe) caseId: string,
    @Body() { reason, ...fact }: ReasonDto,
    @CurrentAccount() account: Account,
    @Repeatable() idempotency: Idempotency,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswerDto> {
    return this.send(account, idempotency, fact, caseId, response, {
      texts: [reason],
      body: ([ref]) => ({ type: 'escalate', reason: ref! }),
    });
  }

  @Post('reopenings')
  @HttpCode(200)
  @ApiCaseId()
  @ApiOperation({
    operationId: 'reopenCase',
    summary: '重新启动已办结的事项 · Reopen a closed matter',
    description: '新的一轮，从所选流程的第一步开始 · A new round, from the start of its procedure.',
  })
  @ApiIdempotencyKey()
  @ApiCommandAnswers()
  async reopen(
    @Param('id', IdPipe) caseId: string,
    @Body() { reason, ...fact }: ReasonDto,
    @CurrentAccount() account: Account,
    @Repeatable() idempotency: Idempotency,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswerDto> {
    const request = { account, idempotency, fact };
    const sent = await this.commands.submit(request, caseId, (found) =>
      this.reopening.plan(request, found, reason),
    );
    return answerOf(sent, response);
  }

  @Post('comments')
  @HttpCode(200)
  @ApiCaseId()
  @ApiOperation({
    operationId: 'commentOnCase',
    summary: '留言 · Comment',
    description: '留在办理经过中 · Stays in the timeline.',
  })
  @ApiIdempotencyKey()
  @ApiCommandAnswers()
  comment(
    @Param('id', IdPipe) caseId: string,
    @Body() { text, ...fact }: CommentDto,
    @CurrentAccount() account: Account,
    @Repeatable() idempotency: Idempotency,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswerDto> {
    return this.send(account, idempotency, fact, caseId, response, {
      texts: [text],
      body: ([ref]) => ({ type: 'comment', text: ref! }),
    });
  }

  @Post('external-refs')
  @HttpCode(200)
  @ApiCaseId()
  @ApiOperation({
    operationId: 'linkExternalRef',
    summary: '关联外部系统编号 · Link the number of another system',
    description: '同一事项不重复登记 · Nobody types a thing twice.',
  })
  @ApiIdempotencyKey()
  @ApiCommandAnswers()
  linkExternal(
    @Param('id', IdPipe) caseId: string,
    @Body() { system, number, dueOn, ...fact }: ExternalRefDto,
    @CurrentAccount() account: Account,
    @Repeatable() idempotency: Idempotency,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswerDto> {
    const ref = { system, number, ...(dueOn && { dueOn }) };
    return this.send(account, idempotency, fact, caseId, response, {
      body: () => ({ type: 'linkExternal', ref }),
    });
  }

  @Post('objections')
  @HttpCode(201)
  @ApiCaseId()
  @ApiOperation({
    operationId: 'objectToNotice',
    summary: '登记公示异议 · Enter an objection to a public notice',
    description: '公示期内由工作人员登记 · Entered by staff while the notice hangs out.',
  })
  @ApiIdempotencyKey()
  @ApiAcceptedAnswer()
  @ApiCreatedResponse({ type: ObjectionCreatedDto, description: '已登记 · Entered' })
  async object(
    @Param('id', IdPipe) caseId: string,
    @Body() { text, by, ...fact }: ObjectionDto,
    @CurrentAccount() account: Account,
    @Repeatable() idempotency: Idempotency,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ObjectionCreatedDto> {
    // Derived, so that a repeat is told the same id.
    const objectionId = derivedId('objection', idempotency.commandId);
    const person = by?.toLowerCase();
    const answer = await this.send(account, idempotency, fact, caseId, response, {
      texts: [text],
      references: person ? [{ kind: 'person', id: person, path: '/by' }] : [],
      body: ([ref]) => ({ type: 'object', objectionId, text: ref!, ...(person && { by: person }) }),
    });
    return { ...answer, objectionId };
  }

  @Post('objections/:objectionId/answers')
  @HttpCode(200)
  @ApiCaseId()
  @ApiParam({
    name: 'objectionId',
    description: '异议编号 · The objection',
    schema: { type: 'string', format: 'uuid' },
    example: '019a0000-0000-8000-8000-000000000003',
  })
  @ApiOperation({
    operationId: 'answerObjection',
    summary: '答复异议 · Answer an objection',
    description: '成立则修改决定，不成立则维持 · Upheld, the decision is amended; else it stands.',
  })
  @ApiIdempotencyKey()
  @ApiCommandAnswers()
  answerObjection(
    @Param('id', IdPipe) caseId: string,
    @Param('objectionId', IdPipe) objectionId: string,
    @Body() { answer, upheld, ...fact }: ObjectionAnswerDto,
    @CurrentAccount() account: Account,
    @Repeatable() idempotency: Idempotency,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswerDto> {
    return this.send(account, idempotency, fact, caseId, response, {
      texts: [answer],
      body: ([ref]) => ({ type: 'answerObjection', objectionId, answer: ref!, upheld }),
    });
  }

  private async send(
    account: Account,
    idempotency: Idempotency,
    fact: FactDto,
    caseId: string,
    response: Response,
    plan: Plan,
  ): Promise<CommandAnswerDto> {
    return answerOf(await this.commands.submit({ account, idempotency, fact }, caseId, () => plan), response);
  }
}
