/** Builders for specs: valid defaults, so that a test states only what matters to it. */
export * from './a-case.js';
export * from './carry-out.js';
export * from './context-for.js';
export * from './values.js';
export * from './workdays.js';
