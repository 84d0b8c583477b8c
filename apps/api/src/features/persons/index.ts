export { PersonsModule } from './persons.module.js';
export { PERSON_EDITORS, Persons } from './persons.service.js';
