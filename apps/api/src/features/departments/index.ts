export { DepartmentsModule } from './departments.module.js';
