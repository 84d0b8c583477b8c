import { Module } from '@nestjs/common';
import { CaseAccessService } from './access/case-access.service.js';
import { ActionBatchService } from './actions/action-batch.service.js';
import { AssignStepService } from './actions/assign-step.service.js';
import { CaseActionsController } from './actions/case-actions.controller.js';
import { NameWarningsService } from './actions/name-warnings.service.js';
import { NudgesController } from './actions/nudges.controller.js';
import { ReopenCaseService } from './actions/reopen-case.service.js';
import { StepActionService } from './actions/step-action.service.js';
import { StepActionsController } from './actions/step-actions.controller.js';
import { TimeActionsController } from './actions/time-actions.controller.js';
import { CaseCommandsService } from './commands/case-commands.service.js';
import { CaseGatewayService } from './commands/case-gateway.service.js';
import { CommandsController } from './commands/commands.controller.js';
import { ExternalRefsService } from './commands/external-refs.service.js';
import { NamesService } from './directory/names.service.js';
import { StepNamesService } from './directory/step-names.service.js';
import { ReferenceCheckService } from '../../platform/commands/index.js';
import { StepCheckService } from './forms/step-check.service.js';
import { StepFormsController } from './forms/step-forms.controller.js';
import { StepFormsService } from './forms/step-forms.service.js';
import { IntakeController } from './intake/intake.controller.js';
import { IntakeService } from './intake/intake.service.js';
import { OpenCasesService } from './intake/open-cases.service.js';
import { RecordDoneCasesService } from './intake/record-done-cases.service.js';
import { RegisterController } from './register/register.controller.js';
import { ReportsService } from './register/reports.service.js';
import { RegisterRowsService } from './register/rows.service.js';
import { SearchTextService } from './register/search-text.service.js';
import { StoresModule } from './stores.module.js';
import { CaseDetailsService } from './views/case-details.service.js';
import { CaseExportService } from './views/case-export.service.js';
import { CaseListService } from './views/case-list.service.js';
import { CaseListController } from './views/case-list.controller.js';
import { CaseViewsController } from './views/case-views.controller.js';
import { DeadlinesService } from './views/deadlines.service.js';
import { RecordService } from './views/record.service.js';
import { SummariesService } from './views/summaries.service.js';
import { TimelineService } from './views/timeline.service.js';

@Module({
  imports: [StoresModule],
  controllers: [
    IntakeController,
    CaseListController,
    RegisterController,
    CaseViewsController,
    StepActionsController,
    NudgesController,
    StepFormsController,
    CaseActionsController,
    TimeActionsController,
    CommandsController,
  ],
  providers: [
    ActionBatchService,
    AssignStepService,
    CaseAccessService,
    CaseCommandsService,
    CaseGatewayService,
    CaseDetailsService,
    CaseExportService,
    CaseListService,
    DeadlinesService,
    ExternalRefsService,
    IntakeService,
    NamesService,
    NameWarningsService,
    OpenCasesService,
    RecordDoneCasesService,
    RecordService,
    ReferenceCheckService,
    RegisterRowsService,
    ReopenCaseService,
    ReportsService,
    SearchTextService,
    StepActionService,
    StepCheckService,
    StepFormsService,
    StepNamesService,
    SummariesService,
    TimelineService,
  ],
  exports: [
    StoresModule,
    ActionBatchService,
    AssignStepService,
    CaseAccessService,
    CaseCommandsService,
    CaseGatewayService,
    NamesService,
    ReferenceCheckService,
    StepNamesService,
    TimelineService,
  ],
})
export class CasesModule {}
