export { StepKindsModule } from './step-kinds.module.js';
