export { BatchResultDto } from './actions/dto/action-batch.dto.js';
export { StepRefDto } from './actions/dto/step-actions.dto.js';
export { ActionBatchService } from './actions/action-batch.service.js';
export { AssignStepService } from './actions/assign-step.service.js';
export { CaseAccessService } from './access/case-access.service.js';
export { CaseCommandsService } from './commands/case-commands.service.js';
export { answerOf, ApiAcceptedAnswer, CommandAnswerDto } from './commands/command-answer.js';
export { CasesModule } from './cases.module.js';
export { type NameBook, type Named, NamesService } from './directory/names.service.js';
export { type NamedDue } from './views/deadline-words.js';
export { deadlineDto } from './views/deadlines.service.js';
export { DeadlineDto } from './views/dto/deadlines.dto.js';
export { stateOf } from './views/state.js';
export { TimelineService, withoutBodies } from './views/timeline.service.js';
export { TimelineItemDto } from './views/dto/timeline.dto.js';
export { BilingualDto, DueDto } from './views/dto/bilingual.dto.js';
export { dueDto } from './views/due-words.js';
export { type StepNames, StepNamesService } from './directory/step-names.service.js';
export { isOverdue, placeDto, placeIds } from './views/summaries.service.js';
export {
  CaseInListDto,
  CasePlaceDto,
  AssigneeDto,
  NamedDto,
  PENDING_DEPARTMENTS,
} from './views/dto/summary.dto.js';
export { ApiCaseId } from './access/case-params.js';
