/** The only entry of the workflow bundle. */
export { caseWorkflow } from './case/case-workflow.js';
