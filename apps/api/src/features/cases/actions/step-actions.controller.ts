import { languageOf } from '#i18n';
import { Body, Controller, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentSender, type Sender } from '../../../platform/commands/index.js';
import { ApiIdempotencyKey } from '../../../platform/idempotency/index.js';
import { IdPipe } from '../../../platform/validation/index.js';
import { ApiIfMatch } from '../../../platform/versions/index.js';
import { ApiCaseId, ApiStep } from '../access/case-params.js';
import { CaseCommandsService } from '../commands/case-commands.service.js';
import type { Sent } from '../commands/case-gateway.service.js';
import { answerOf, ApiCommandAnswers, StepCommand } from '../commands/command-answer.js';
import { ActionBatchService } from './action-batch.service.js';
import { AssignStepService } from './assign-step.service.js';
import { nudgeDraft } from './nudge.js';
import { NameWarningsService } from './name-warnings.service.js';
import { StepActionService } from './step-action.service.js';
import { ActionBatchDto, BatchResultsDto } from './dto/action-batch.dto.js';
import { ActionDto, AssignmentDto, NudgeDto } from './dto/step-actions.dto.js';
import { WarnedAnswerDto } from './dto/warning.dto.js';

@ApiTags('cases')
@Controller('cases/:id/steps/:step')
export class StepActionsController {
  constructor(
    private readonly commands: CaseCommandsService,
    private readonly actions: StepActionService,
    private readonly assigning: AssignStepService,
    private readonly warnings: NameWarningsService,
    private readonly batches: ActionBatchService,
  ) {}

  @Post('actions')
  @HttpCode(200)
  @ApiCaseId()
  @ApiStep()
  @ApiOperation({
    operationId: 'actOnStep',
    summary: '办理步骤 · Act on a step',
    description:
      '动作和内容由步骤类型规定，见 /step-kinds；群英与当事人同名的照办，并提醒核对 · Actions and payloads are those of the step kind, see /step-kinds; a member who bears a party’s name is accepted, with a warning.',
  })
  @ApiIdempotencyKey()
  @ApiIfMatch(
    '所依据的版本；“决定”步骤必填 · The version that the actor looked at; required for the actions of a `decide` step',
  )
  @ApiCommandAnswers(WarnedAnswerDto)
  async act(
    @Param('id', IdPipe) caseId: string,
    @Param('step') step: string,
    @Body() { action, payload, ...fact }: ActionDto,
    @CurrentSender() sender: Sender,
    @Headers('accept-language') accepted: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<WarnedAnswerDto> {
    const sent = await this.commands.submitTo(caseId, { ...sender, fact }, (found) =>
      this.actions.draft(found, { step, action, payload, ifMatch: sender.ifMatch }),
    );
    const warned = await this.warnings.ofAction(sent.caseId, step, payload, languageOf(accepted));
    return { ...answerOf(sent, response), ...warned };
  }

  @Post('action-batches')
  @HttpCode(200)
  @ApiCaseId()
  @ApiStep()
  @ApiOperation({
    operationId: 'actOnStepInBatch',
    summary: '一次办理几项 · Several actions of a step',
    description:
      '如一张纸上的几个签名、几位群英的会前沟通；逐项办理，逐项答复 · Such as the signatures on one paper: each is carried out and answered by itself.',
  })
  @ApiIdempotencyKey()
  @ApiOkResponse({ type: BatchResultsDto, description: '逐项结果 · What became of each' })
  async actInBatch(
    @Param('id', IdPipe) caseId: string,
    @Param('step') step: string,
    @Body() { items, ...fact }: ActionBatchDto,
    @CurrentSender() sender: Sender,
    @Headers('accept-language') accepted: string | undefined,
  ): Promise<BatchResultsDto> {
    const batch = { caseId, step, items };
    return { items: await this.batches.act({ ...sender, fact }, batch, languageOf(accepted)) };
  }

  @StepCommand('assignments', {
    operationId: 'assignStep',
    summary: '认领、转办、退回 · Claim, hand over or give back a step',
    description: '填本人即认领，填空即退回给岗位 · One’s own id claims it, null gives it back to its role.',
  })
  assign(
    @Param('id', IdPipe) caseId: string,
    @Param('step') step: string,
    @Body() { assigneeId, reason, ...fact }: AssignmentDto,
    @CurrentSender() sender: Sender,
  ): Promise<Sent> {
    return this.assigning.assign({ ...sender, fact }, { caseId, step, assigneeId, reason });
  }

  @StepCommand('nudges', {
    operationId: 'nudgeStep',
    summary: '催办 · Nudge',
    description:
      '提醒承办人（无人承办时为该岗位）尽快办理，每步每天一次 · A friendly reminder to whoever holds the step, else to its role; once a day.',
  })
  nudge(
    @Param('id', IdPipe) caseId: string,
    @Param('step') step: string,
    @Body() { text }: NudgeDto,
    @CurrentSender() sender: Sender,
  ): Promise<Sent> {
    return this.commands.submitTo(caseId, { ...sender, fact: {} }, nudgeDraft(step, text));
  }
}
