export { BlockedModule } from './blocked.module.js';
