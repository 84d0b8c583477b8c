export { AssignStep } from './actions/assign-step.js';
export { CaseAccess } from './access/case-access.js';
export { CaseCommands } from './commands/case-commands.js';
export { answerOf, ApiAcceptedAnswer, CommandAnswerDto } from './commands/command-answer.js';
export { CasesModule } from './cases.module.js';
export { type NameBook, type Named, Names } from './directory/names.js';
export { isOverdue, placeDto, placeIds } from './views/summaries.js';
export { CasePlaceDto, HolderDto, NamedDto } from './views/summary.dto.js';
export { ApiCaseId } from './access/case-params.js';
