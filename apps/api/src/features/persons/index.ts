export { PersonsModule } from './persons.module.js';
export { CARERS, Persons } from './persons.service.js';
