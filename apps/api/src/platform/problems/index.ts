export {
  type FieldProblem,
  invalidCursor,
  notFound,
  Problem,
  type ProblemCode,
  type ProblemDetails,
  type ProblemParams,
  type ProblemStatus,
} from './problem.js';
export { ProblemFilter, sendProblem } from './problem.filter.js';
export { problemOfRefusal } from './refusals.js';
export { problemDocument, type ProblemDocument, sentence as problemSentence } from './sentence.js';
