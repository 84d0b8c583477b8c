export { calendarFromChineseDays } from './calendar.js';
export { checkProcedures } from './check.js';
export { kindsOf, PRODUCT_KINDS, type Kinds } from './kind-registry.js';
export {
  InvalidProcedures,
  loadProcedures,
  procedureFiles,
  setProblems,
  type FileProblem,
  type LoadedProcedure,
} from './load.js';
export { parseProcedure, type LocatedProblem, type ParsedProcedure, type ParseOptions } from './parse.js';
export { describeProblem, describeSpan } from './describe.js';
export { type Inspection, inspectProcedure } from './findings.js';
