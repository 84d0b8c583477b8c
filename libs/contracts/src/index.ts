/** What the API, the workflows and the worker say to each other. Imports only the domain. */
export * from './calendar.js';
export * from './case.js';
export * from './duty.js';
export * from './run.js';
export * from './maintenance.js';
export * from './parking.js';
