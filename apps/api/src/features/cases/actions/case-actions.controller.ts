import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentSender, type Sender } from '../../../platform/commands/index.js';
import { ApiIdempotencyKey, derivedId } from '../../../platform/idempotency/index.js';
import { IdPipe } from '../../../platform/validation/index.js';
import { ApiIfMatch } from '../../../platform/versions/index.js';
import { ApiCaseId } from '../access/case-params.js';
import { CaseCommandsService } from '../commands/case-commands.service.js';
import type { Sent } from '../commands/case-gateway.service.js';
import { ExternalRefsService } from '../commands/external-refs.service.js';
import { answerOf, ApiAcceptedAnswer, CaseCommand } from '../commands/command-answer.js';
import { ReopenCaseService } from './reopen-case.service.js';
import {
  CommentDto,
  ConfidentialityDto,
  ExternalRefDto,
  ObjectionAnswerDto,
  ObjectionCreatedDto,
  NewObjectionDto,
  ReasonDto,
  WithdrawalDto,
} from './dto/case-actions.dto.js';

/** What is done to a case as a whole. */
@ApiTags('cases')
@Controller('cases/:id')
export class CaseActionsController {
  constructor(
    private readonly commands: CaseCommandsService,
    private readonly reopening: ReopenCaseService,
    private readonly externalRefs: ExternalRefsService,
  ) {}

  @CaseCommand('withdrawals', {
    operationId: 'withdrawCase',
    summary: '撤回事项 · Withdraw the matter',
    description:
      '当事人可以终止纠纷调解，反映人可以撤回，作出决定前有效 · Parties may end a dispute, and who raised a matter may take it back, until it is decided.',
  })
  withdraw(
    @Param('id', IdPipe) caseId: string,
    @Body() { by, reason, ...fact }: WithdrawalDto,
    @CurrentSender() sender: Sender,
  ): Promise<Sent> {
    const persons = by.map((id) => id.toLowerCase());
    return this.commands.submitTo(
      caseId,
      { ...sender, fact },
      {
        texts: [reason],
        references: persons.map((id, index) => ({ kind: 'person', id, path: `/by/${index}` })),
        body: ([ref]) => ({ type: 'withdraw', by: persons, reason: ref! }),
      },
    );
  }

  @CaseCommand('escalations', {
    operationId: 'escalateCase',
    summary: '上交乡镇（街道） · Hand the matter up to the township',
    description: '之后各步骤由镇社会工作办公室负责 · Its steps then belong to the township office.',
  })
  escalate(
    @Param('id', IdPipe) caseId: string,
    @Body() { reason, ...fact }: ReasonDto,
    @CurrentSender() sender: Sender,
  ): Promise<Sent> {
    return this.commands.submitTo(
      caseId,
      { ...sender, fact },
      {
        texts: [reason],
        body: ([ref]) => ({ type: 'escalate', reason: ref! }),
      },
    );
  }

  @CaseCommand('confidentiality', {
    operationId: 'setCaseConfidential',
    summary: '标为保密或取消 · Mark the matter confidential, or take the mark away',
    description:
      '受限的事项只有必须办理的人看得到，其他人查无此件；有红线情形的不用标记，自动受限 · A restricted matter is seen by those who must act only, and for everybody else there is none; one with a red line is restricted without a mark.',
  })
  setConfidential(
    @Param('id', IdPipe) caseId: string,
    @Body() { confidential, reason, ...fact }: ConfidentialityDto,
    @CurrentSender() sender: Sender,
  ): Promise<Sent> {
    return this.commands.submitTo(
      caseId,
      { ...sender, fact },
      {
        texts: [reason],
        body: ([ref]) => ({ type: 'setConfidential', confidential, reason: ref! }),
      },
    );
  }

  @CaseCommand('reopenings', {
    operationId: 'reopenCase',
    summary: '重新启动已办结的事项 · Reopen a closed matter',
    description: '新的一轮，从所选流程的第一步开始 · A new round, from the start of its procedure.',
  })
  reopen(
    @Param('id', IdPipe) caseId: string,
    @Body() { reason, ...fact }: ReasonDto,
    @CurrentSender() sender: Sender,
  ): Promise<Sent> {
    const request = { ...sender, fact };
    return this.commands.submitTo(caseId, request, (found) => this.reopening.draft(request, found, reason));
  }

  @CaseCommand('comments', {
    operationId: 'commentOnCase',
    summary: '留言 · Comment',
    description: '留在办理经过中 · Stays in the timeline.',
  })
  comment(
    @Param('id', IdPipe) caseId: string,
    @Body() { text, ...fact }: CommentDto,
    @CurrentSender() sender: Sender,
  ): Promise<Sent> {
    return this.commands.submitTo(
      caseId,
      { ...sender, fact },
      {
        texts: [text],
        body: ([ref]) => ({ type: 'comment', text: ref! }),
      },
    );
  }

  @CaseCommand('external-refs', {
    operationId: 'linkExternalRef',
    summary: '关联外部系统编号 · Link the number of another system',
    description:
      '同一事项不重复登记；再次关联同一编号即更正其日期，不填日期则取消 · Nobody types a thing twice; linking a number again corrects its date, or takes it away.',
  })
  linkExternal(
    @Param('id', IdPipe) caseId: string,
    @Body() { system, number, dueOn, ...fact }: ExternalRefDto,
    @CurrentSender() sender: Sender,
  ): Promise<Sent> {
    const given = { system, number, ...(dueOn && { dueOn }) };
    return this.commands.submitTo(
      caseId,
      { ...sender, fact },
      {
        texts: [this.externalRefs.textOf(given)],
        body: ([ref]) => ({ type: 'linkExternal', ref: this.externalRefs.refOf(caseId, given, ref!) }),
      },
    );
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
  @ApiIfMatch()
  @ApiAcceptedAnswer()
  @ApiCreatedResponse({ type: ObjectionCreatedDto, description: '已登记 · Entered' })
  async object(
    @Param('id', IdPipe) caseId: string,
    @Body() { text, by, ...fact }: NewObjectionDto,
    @CurrentSender() sender: Sender,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ObjectionCreatedDto> {
    // Derived, so that a repeat is told the same id.
    const objectionId = derivedId('objection', sender.idempotency.commandId);
    const person = by?.toLowerCase();
    const sent = await this.commands.submitTo(
      caseId,
      { ...sender, fact },
      {
        texts: [text],
        references: person ? [{ kind: 'person', id: person, path: '/by' }] : [],
        body: ([ref]) => ({ type: 'object', objectionId, text: ref!, ...(person && { by: person }) }),
      },
    );
    return { ...answerOf(sent, response), objectionId };
  }

  @CaseCommand('objections/:objectionId/answers', {
    operationId: 'answerObjection',
    summary: '答复异议 · Answer an objection',
    description: '成立则修改决定，不成立则维持 · Upheld, the decision is amended; else it stands.',
  })
  @ApiParam({
    name: 'objectionId',
    description: '异议编号 · The objection',
    schema: { type: 'string', format: 'uuid' },
    example: '019a0000-0000-8000-8000-000000000003',
  })
  answerObjection(
    @Param('id', IdPipe) caseId: string,
    @Param('objectionId', IdPipe) objectionId: string,
    @Body() { answer, upheld, ...fact }: ObjectionAnswerDto,
    @CurrentSender() sender: Sender,
  ): Promise<Sent> {
    return this.commands.submitTo(
      caseId,
      { ...sender, fact },
      {
        texts: [answer],
        body: ([ref]) => ({ type: 'answerObjection', objectionId, answer: ref!, upheld }),
      },
    );
  }
}
