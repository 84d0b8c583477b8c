export { ProceduresModule } from './procedures.module.js';
