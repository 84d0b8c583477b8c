export { hydrate, isContentRef, refsIn, textsOf, withRefs } from './content.js';
export { isDate, isInstant, isUuid } from './formats.js';
export { referencesIn, type Reference, type ReferenceKind } from './references.js';
export { clientSchema, type PayloadSchema } from './schema-walk.js';
export { textFault, type TextFault } from './text-hygiene.js';
export { faultsOf, type FieldFault } from './validate.js';
