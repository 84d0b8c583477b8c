import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Account, CurrentAccount } from '../../../platform/auth/index.js';
import { ApiIdempotencyKey, type Idempotency, Repeatable } from '../../../platform/idempotency/index.js';
import { IdPipe } from '../../../platform/validation/index.js';
import { ApiCaseId, ApiStep } from '../access/case-params.js';
import { CaseCommands, type CommandRequest, type Plan } from '../commands/case-commands.js';
import { answerOf, ApiCommandAnswers, type CommandAnswerDto } from '../commands/command-answer.js';
import {
  ExtensionDecisionDto,
  ExtensionRequestDto,
  PauseDto,
  ResumptionDto,
  WholeExtensionDto,
} from './time-actions.dto.js';

/** What moves the dates of a case. */
@ApiTags('cases')
@Controller('cases/:id')
export class TimeActionsController {
  constructor(private readonly commands: CaseCommands) {}

  @Post('pauses')
  @HttpCode(200)
  @ApiCaseId()
  @ApiOperation({
    operationId: 'pauseCase',
    summary: '暂停办理 · Pause the matter',
    description:
      '步骤时限和对群众承诺的时限都停止计算，到期自动恢复 · All clocks stop, the step’s and the resident’s; they run again by themselves at its end.',
  })
  @ApiIdempotencyKey()
  @ApiCommandAnswers()
  pause(
    @Param('id', IdPipe) caseId: string,
    @Body() { reason, text, until, ...fact }: PauseDto,
    @CurrentAccount() account: Account,
    @Repeatable() idempotency: Idempotency,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswerDto> {
    return this.send({ account, idempotency, fact }, caseId, response, {
      texts: text ? [text] : [],
      body: ([ref]) => ({ type: 'pause', reason, until, ...(ref && { text: ref }) }),
    });
  }

  @Post('resumptions')
  @HttpCode(200)
  @ApiCaseId()
  @ApiOperation({
    operationId: 'resumeCase',
    summary: '恢复办理 · Resume the matter',
    description: '各时限按实际暂停的时间顺延 · Every date moves by what the pause really took.',
  })
  @ApiIdempotencyKey()
  @ApiCommandAnswers()
  resume(
    @Param('id', IdPipe) caseId: string,
    @Body() { text, ...fact }: ResumptionDto,
    @CurrentAccount() account: Account,
    @Repeatable() idempotency: Idempotency,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswerDto> {
    return this.send({ account, idempotency, fact }, caseId, response, {
      texts: text ? [text] : [],
      body: ([ref]) => ({ type: 'resume', ...(ref && { text: ref }) }),
    });
  }

  @Post('whole-extensions')
  @HttpCode(200)
  @ApiCaseId()
  @ApiOperation({
    operationId: 'extendWholeTerm',
    summary: '经当事人同意延长总时限 · Extend the whole term with the parties’ consent',
    description: '只用于矛盾纠纷，各方同意，一次为限 · For disputes, with all parties’ consent, once.',
  })
  @ApiIdempotencyKey()
  @ApiCommandAnswers()
  extendWhole(
    @Param('id', IdPipe) caseId: string,
    @Body() { by, reason, ...fact }: WholeExtensionDto,
    @CurrentAccount() account: Account,
    @Repeatable() idempotency: Idempotency,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswerDto> {
    const persons = by.map((id) => id.toLowerCase());
    return this.send({ account, idempotency, fact }, caseId, response, {
      texts: [reason],
      references: persons.map((id, index) => ({ kind: 'person', id, path: `/by/${index}` })),
      body: ([ref]) => ({ type: 'extendWhole', by: persons, reason: ref! }),
    });
  }

  @Post('steps/:step/extensions')
  @HttpCode(200)
  @ApiCaseId()
  @ApiStep()
  @ApiOperation({
    operationId: 'requestExtension',
    summary: '申请延期 · Ask for more time',
    description: '由承办人提出，上一级审批，一次为限 · By whoever holds the step; decided a level up; once.',
  })
  @ApiIdempotencyKey()
  @ApiCommandAnswers()
  requestExtension(
    @Param('id', IdPipe) caseId: string,
    @Param('step') step: string,
    @Body() { term, reason, milestone, ...fact }: ExtensionRequestDto,
    @CurrentAccount() account: Account,
    @Repeatable() idempotency: Idempotency,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswerDto> {
    return this.send({ account, idempotency, fact }, caseId, response, {
      texts: [reason],
      body: ([ref]) => ({
        ...{ type: 'requestExtension', step, term, reason: ref! },
        ...(milestone && { milestone }),
      }),
    });
  }

  @Post('steps/:step/extension-decisions')
  @HttpCode(200)
  @ApiCaseId()
  @ApiStep()
  @ApiOperation({
    operationId: 'decideExtension',
    summary: '审批延期 · Decide on more time',
    description:
      '镇社会办审批；镇级承办的由县级审批；不能审批自己的 · By the township, for its own steps by the county; never one’s own.',
  })
  @ApiIdempotencyKey()
  @ApiCommandAnswers()
  decideExtension(
    @Param('id', IdPipe) caseId: string,
    @Param('step') step: string,
    @Body() { approve, reason, ...fact }: ExtensionDecisionDto,
    @CurrentAccount() account: Account,
    @Repeatable() idempotency: Idempotency,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswerDto> {
    return this.send({ account, idempotency, fact }, caseId, response, {
      texts: reason ? [reason] : [],
      body: ([ref]) => ({ type: 'decideExtension', step, approve, ...(ref && { reason: ref }) }),
    });
  }

  private async send(
    request: CommandRequest,
    caseId: string,
    response: Response,
    plan: Plan,
  ): Promise<CommandAnswerDto> {
    return answerOf(await this.commands.submit(request, caseId, () => plan), response);
  }
}
