export { AssignStep } from './actions/assign-step.js';
export { actorAt, CaseAccess } from './access/case-access.js';
export { CaseCommands, putTexts } from './commands/case-commands.js';
export { answerOf, ApiAcceptedAnswer, CommandAnswerDto } from './commands/command-answer.js';
export { CommandGateway, type SentTo } from './commands/command-gateway.js';
export { problemOf } from './commands/outcome.js';
export { CasesModule } from './cases.module.js';
export { type NameBook, type Named, Names } from './directory/names.js';
export { ReferenceCheck } from './directory/reference-check.js';
export { type NamedDue } from './views/deadline-words.js';
export { deadlineDto } from './views/deadlines.js';
export { DeadlineDto } from './views/deadlines.dto.js';
export { stateOf } from './views/state.js';
export { Timeline, withoutBodies } from './views/timeline.js';
export { TimelineItemDto } from './views/timeline.dto.js';
export { isOverdue, placeDto, placeIds } from './views/summaries.js';
export {
  CaseInListDto,
  CasePlaceDto,
  HolderDto,
  NamedDto,
  PENDING_DEPARTMENTS,
} from './views/summary.dto.js';
export { ApiCaseId } from './access/case-params.js';
