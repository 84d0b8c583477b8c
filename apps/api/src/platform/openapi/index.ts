export { openApiDocument, serveDocument } from './document.js';
export { clientSchema } from './step-actions.js';
