export { openApiDocument, serveDocument } from './document.js';
export { clientSchema, schemaName } from './step-actions.js';
