import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentSender, type Sender } from '../../../platform/commands/index.js';
import { IdPipe } from '../../../platform/validation/index.js';
import { CaseCommandsService } from '../commands/case-commands.service.js';
import type { Sent } from '../commands/case-gateway.service.js';
import { CaseCommand, StepCommand } from '../commands/command-answer.js';
import {
  ExtensionDecisionDto,
  ExtensionRequestDto,
  PauseDto,
  ResumptionDto,
  OverallExtensionDto,
} from './dto/time-actions.dto.js';

/** What moves the dates of a case. */
@ApiTags('cases')
@Controller('cases/:id')
export class TimeActionsController {
  constructor(private readonly commands: CaseCommandsService) {}

  @CaseCommand('pauses', {
    operationId: 'pauseCase',
    summary: '暂停办理 · Pause the matter',
    description:
      '步骤时限和对群众承诺的时限都停止计算，到期自动恢复 · All clocks stop, the step’s and the resident’s; they run again by themselves at its end.',
  })
  pause(
    @Param('id', IdPipe) caseId: string,
    @Body() { reason, text, until, ...fact }: PauseDto,
    @CurrentSender() sender: Sender,
  ): Promise<Sent> {
    return this.commands.submitTo(
      caseId,
      { ...sender, fact },
      {
        texts: text ? [text] : [],
        body: ([ref]) => ({ type: 'pause', reason, until, ...(ref && { text: ref }) }),
      },
    );
  }

  @CaseCommand('resumptions', {
    operationId: 'resumeCase',
    summary: '恢复办理 · Resume the matter',
    description: '各时限按实际暂停的时间顺延 · Every date moves by what the pause really took.',
  })
  resume(
    @Param('id', IdPipe) caseId: string,
    @Body() { text, ...fact }: ResumptionDto,
    @CurrentSender() sender: Sender,
  ): Promise<Sent> {
    return this.commands.submitTo(
      caseId,
      { ...sender, fact },
      {
        texts: text ? [text] : [],
        body: ([ref]) => ({ type: 'resume', ...(ref && { text: ref }) }),
      },
    );
  }

  @CaseCommand('whole-extensions', {
    operationId: 'extendOverallDeadline',
    summary: '经当事人同意延长总时限 · Extend the overall deadline with the parties’ consent',
    description: '只用于矛盾纠纷，各方同意，一次为限 · For disputes, with all parties’ consent, once.',
  })
  extendOverallDeadline(
    @Param('id', IdPipe) caseId: string,
    @Body() { by, reason, ...fact }: OverallExtensionDto,
    @CurrentSender() sender: Sender,
  ): Promise<Sent> {
    const persons = by.map((id) => id.toLowerCase());
    return this.commands.submitTo(
      caseId,
      { ...sender, fact },
      {
        texts: [reason],
        references: persons.map((id, index) => ({ kind: 'person', id, path: `/by/${index}` })),
        body: ([ref]) => ({ type: 'extendOverallDeadline', by: persons, reason: ref! }),
      },
    );
  }

  @StepCommand('steps/:step/extensions', {
    operationId: 'requestExtension',
    summary: '申请延期 · Ask for more time',
    description: '由承办人提出，上一级审批，一次为限 · By whoever holds the step; decided a level up; once.',
  })
  requestExtension(
    @Param('id', IdPipe) caseId: string,
    @Param('step') step: string,
    @Body() { term, reason, milestone, ...fact }: ExtensionRequestDto,
    @CurrentSender() sender: Sender,
  ): Promise<Sent> {
    return this.commands.submitTo(
      caseId,
      { ...sender, fact },
      {
        texts: [reason],
        body: ([ref]) => ({
          type: 'requestExtension',
          step,
          term,
          reason: ref!,
          ...(milestone && { milestone }),
        }),
      },
    );
  }

  @StepCommand('steps/:step/extension-decisions', {
    operationId: 'decideExtension',
    summary: '审批延期 · Decide on more time',
    description:
      '镇社会办审批；镇级承办的由县级审批；不能审批自己的 · By the township, for its own steps by the county; never one’s own.',
  })
  decideExtension(
    @Param('id', IdPipe) caseId: string,
    @Param('step') step: string,
    @Body() { approve, reason, ...fact }: ExtensionDecisionDto,
    @CurrentSender() sender: Sender,
  ): Promise<Sent> {
    return this.commands.submitTo(
      caseId,
      { ...sender, fact },
      {
        texts: reason ? [reason] : [],
        body: ([ref]) => ({ type: 'decideExtension', step, approve, ...(ref && { reason: ref }) }),
      },
    );
  }
}
