export { type CommandDocs, CommandRoute } from './command-route.js';
export { CurrentSender, type Sender } from './sender.js';
