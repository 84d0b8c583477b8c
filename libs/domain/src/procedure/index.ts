export { durations, type Durations } from './duration.js';
export { INTAKE } from './intake.js';
export type { KindRegistry, KindRules, ParamsProblem } from './kind-rules.js';
export { LEGAL_PARAMETERS, type LegalAct, type LegalParameters } from './law.js';
export { isError, type Problem } from './problem.js';
export { approximateDays, type Span } from './span.js';
export { verifyProcedure, type VerifyOptions } from './verify.js';
