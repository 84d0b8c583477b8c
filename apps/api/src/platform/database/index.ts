export { DatabaseModule, POOL } from './database.module.js';
