import { Module } from '@nestjs/common';
import { CaseAccess } from './access/case-access.js';
import { AssignStep } from './actions/assign-step.js';
import { CaseActionsController } from './actions/case-actions.controller.js';
import { NameWarnings } from './actions/name-warnings.js';
import { ReopenCase } from './actions/reopen-case.js';
import { StepAction } from './actions/step-action.js';
import { StepActionsController } from './actions/step-actions.controller.js';
import { TimeActionsController } from './actions/time-actions.controller.js';
import { CaseCommands } from './commands/case-commands.js';
import { CaseGateway } from './commands/case-gateway.js';
import { CommandsController } from './commands/commands.controller.js';
import { Names } from './directory/names.js';
import { ReferenceCheck } from './directory/reference-check.js';
import { IntakeController } from './intake/intake.controller.js';
import { Intake } from './intake/intake.js';
import { OpenCases } from './intake/open-case.js';
import { RecordDoneCases } from './intake/record-done.js';
import { StoresModule } from './stores.module.js';
import { CaseDetails } from './views/case-detail.js';
import { CaseListController } from './views/case-list.controller.js';
import { CaseViewsController } from './views/case-views.controller.js';
import { Deadlines } from './views/deadlines.js';
import { Summaries } from './views/summaries.js';
import { Timeline } from './views/timeline.js';

@Module({
  imports: [StoresModule],
  controllers: [
    IntakeController,
    CaseListController,
    CaseViewsController,
    StepActionsController,
    CaseActionsController,
    TimeActionsController,
    CommandsController,
  ],
  providers: [
    AssignStep,
    CaseAccess,
    CaseCommands,
    CaseGateway,
    CaseDetails,
    Deadlines,
    Intake,
    Names,
    NameWarnings,
    OpenCases,
    RecordDoneCases,
    ReferenceCheck,
    ReopenCase,
    StepAction,
    Summaries,
    Timeline,
  ],
  exports: [StoresModule, AssignStep, CaseAccess, CaseCommands, CaseGateway, Names, ReferenceCheck, Timeline],
})
export class CasesModule {}
