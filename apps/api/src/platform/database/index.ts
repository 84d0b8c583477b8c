export { DatabaseModule, POOL } from './database.module.js';
export { taken } from './taken.js';
