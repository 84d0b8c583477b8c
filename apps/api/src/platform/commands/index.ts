export { type CommandDocs, CommandRoute } from './command-route.js';
export {
  BLOCKED_CODE_DOC,
  BLOCKED_DETAIL_DOC,
  COMMAND_STATE_DOC,
  type CommandState,
  pendingAnswer,
} from './pending-answer.js';
export { CurrentSender, type Sender } from './sender.js';
