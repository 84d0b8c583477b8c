export { CommandGateway, type SendOptions, type SentTo } from './command-gateway.js';
export { type CommandDocs, CommandRoute } from './command-route.js';
export {
  type CommandBody,
  type CommandDraft,
  CommandSubmitter,
  type FoundTarget,
  TEXT_PLACEHOLDER,
} from './command-submitter.js';
export { outcomeOfError, problemOf } from './outcome.js';
export {
  BLOCKED_CODE_DOC,
  BLOCKED_DETAIL_DOC,
  COMMAND_STATE_DOC,
  type CommandState,
  pendingAnswer,
} from './pending-answer.js';
export { type FieldReference, ReferenceCheckService } from './reference-check.service.js';
export { type CommandRequest, CurrentSender, type Fact, type Sender } from './sender.js';
