import { languageOf } from '#i18n';
import { CaseReader } from '#persistence';
import { Body, Controller, Headers, HttpCode, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Account, CurrentAccount } from '../../../platform/auth/index.js';
import { ApiIdempotencyKey, type Idempotency, Repeatable } from '../../../platform/idempotency/index.js';
import { NameWarningsService } from '../actions/name-warnings.service.js';
import { WarnedAnswerDto } from '../actions/dto/warning.dto.js';
import type { Sent } from '../commands/case-gateway.service.js';
import { answerOf, ApiAcceptedAnswer, type CommandAnswerDto } from '../commands/command-answer.js';
import { CaseSummaryDto } from '../views/dto/summary.dto.js';
import { SummariesService } from '../views/summaries.service.js';
import { OpenCaseDto } from './dto/intake.dto.js';
import { lowerIds } from './lower-ids.js';
import { OpenCasesService } from './open-cases.service.js';
import { RecordDoneDto, RecordedCaseDto } from './dto/record-done.dto.js';
import { RecordDoneCasesService } from './record-done-cases.service.js';

@ApiTags('cases')
@Controller('cases')
export class IntakeController {
  constructor(
    private readonly opening: OpenCasesService,
    private readonly recording: RecordDoneCasesService,
    private readonly reader: CaseReader,
    private readonly summaries: SummariesService,
    private readonly warnings: NameWarningsService,
  ) {}

  @Post()
  @HttpCode(201)
  @ApiOperation({
    operationId: 'openCase',
    summary: '登记事项 · Enter a matter',
    description: '只需写明什么事、在哪里，其余可以后补 · What happened and where; the rest may come later.',
  })
  @ApiIdempotencyKey()
  @ApiCreatedResponse({ type: CaseSummaryDto, description: '已登记 · Entered' })
  @ApiAcceptedAnswer()
  async open(
    @Body() body: OpenCaseDto,
    @CurrentAccount() account: Account,
    @Repeatable() idempotency: Idempotency,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CaseSummaryDto | CommandAnswerDto> {
    const form = lowerIds(body);
    return this.answer(await this.opening.open({ account, idempotency, fact: form }, form), response);
  }

  @Post('record-done')
  @HttpCode(201)
  @ApiOperation({
    operationId: 'recordDone',
    summary: '快速断事补录 · Enter a case that was settled on the spot',
    description:
      '一张表、一次提交，全部登记或全部不登记 · One form, one command: all of it is entered, or nothing.',
  })
  @ApiIdempotencyKey()
  @ApiCreatedResponse({ type: RecordedCaseDto, description: '已登记 · Entered' })
  @ApiAcceptedAnswer(WarnedAnswerDto)
  async recordDone(
    @Body() body: RecordDoneDto,
    @CurrentAccount() account: Account,
    @Repeatable() idempotency: Idempotency,
    @Headers('accept-language') accepted: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RecordedCaseDto | WarnedAnswerDto> {
    const form = lowerIds(body);
    const sent = await this.recording.record({ account, idempotency, fact: form }, form);
    const { members, parties } = form;
    const warned = await this.warnings.among(members, parties, '/members', languageOf(accepted));
    return { ...(await this.answer(sent, response)), ...warned };
  }

  private async answer(sent: Sent, response: Response): Promise<CaseSummaryDto | CommandAnswerDto> {
    const answer = answerOf(sent, response);
    const found = 'pending' in sent ? undefined : await this.reader.findCase(sent.caseId);
    if (!found) return answer;
    const [summary] = await this.summaries.of([found]);
    response.location(`/api/v1/cases/${sent.caseId}`);
    return summary!;
  }
}
