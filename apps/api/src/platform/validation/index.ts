export { BodyInterceptor } from './body.interceptor.js';
export * from './fields.js';
export { IdPipe } from './id.pipe.js';
export { InputPipe } from './input.pipe.js';
export { formatInstant, formatOptional, isLocalDate, parseInstant } from './instants.js';
export { schemaProblem } from './schema-problems.js';
export { hasVisibleCharacter } from './visible.js';
