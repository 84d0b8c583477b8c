import { languageOf } from '#i18n';
import { Body, Controller, Get, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Account, CurrentAccount } from '../../../platform/auth/index.js';
import { IdPipe } from '../../../platform/validation/index.js';
import { CaseAccessService } from '../access/case-access.service.js';
import { ApiCaseId, ApiStep } from '../access/case-params.js';
import { ActionDto } from '../actions/dto/step-actions.dto.js';
import { StepCheckDto, StepFormsDto } from './dto/step-form.dto.js';
import { StepCheckService } from './step-check.service.js';
import { StepFormsService } from './step-forms.service.js';

@ApiTags('cases')
@Controller('cases/:id/steps/:step')
export class StepFormsController {
  constructor(
    private readonly access: CaseAccessService,
    private readonly forms: StepFormsService,
    private readonly checking: StepCheckService,
  ) {}

  @Get('forms')
  @ApiCaseId()
  @ApiStep()
  @ApiOperation({
    operationId: 'getStepForms',
    summary: '办理表单 · Forms of a step',
    description:
      '这一步现在可以办理的操作，表单已按本事项收窄并附名称 · What may be done in the step now, each with a form narrowed to this case and its labels.',
  })
  @ApiOkResponse({ type: StepFormsDto, description: '表单 · The forms' })
  async get(
    @Param('id', IdPipe) caseId: string,
    @Param('step') step: string,
    @CurrentAccount() account: Account,
    @Headers('accept-language') accepted: string | undefined,
  ): Promise<StepFormsDto> {
    const seen = await this.access.look(account, caseId);
    return this.forms.of(seen, step, { account, language: languageOf(accepted) });
  }

  @Post('checks')
  @HttpCode(200)
  @ApiCaseId()
  @ApiStep()
  @ApiOperation({
    operationId: 'checkStepAction',
    summary: '提交前试算 · Check an action',
    description:
      '按规则试算这次办理会怎样，什么也不登记；不能办的与正式提交同样答复 · What the rules would say of this action; nothing is recorded, and what would be refused is answered in the same way.',
  })
  @ApiOkResponse({ type: StepCheckDto, description: '可以办理 · It would be accepted' })
  check(
    @Param('id', IdPipe) caseId: string,
    @Param('step') step: string,
    @Body() { action, payload, ...fact }: ActionDto,
    @CurrentAccount() account: Account,
    @Headers('accept-language') accepted: string | undefined,
  ): Promise<StepCheckDto> {
    return this.checking.check(account, { caseId, step, action, payload, fact }, languageOf(accepted));
  }
}
