export {
  type FieldProblem,
  invalidCursor,
  notFound,
  Problem,
  type ProblemDetails,
  type ProblemParams,
} from './problem.js';
export { ProblemFilter, sendProblem } from './problem.filter.js';
export { problemOfRefusal } from './refusals.js';
export { problemDocument, type ProblemDocument, sentence as problemSentence } from './sentence.js';
