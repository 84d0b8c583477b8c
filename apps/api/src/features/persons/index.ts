export { PersonsModule } from './persons.module.js';
export { PERSON_EDITORS, PersonsService } from './persons.service.js';
