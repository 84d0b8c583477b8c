/** The only entry of the workflow bundle. */
export { calendarWorkflow } from './calendar/calendar-workflow.js';
export { caseWorkflow } from './case/case-workflow.js';
export { dutyWorkflow } from './duty/duty-workflow.js';
export { maintenanceWorkflow } from './maintenance/maintenance-workflow.js';
