export { TemporalModule } from './temporal.module.js';
