export { describeError } from './describe-error.js';
export { loggingModule } from './logging.module.js';
