export { hydrate, isContentRef, refsIn, textsOf, withRefs } from './content.js';
export { referencesIn, type Reference, type ReferenceKind } from './references.js';
export { clientSchema, type PayloadSchema } from './schema-walk.js';
export { checkPayload } from './validate.js';
