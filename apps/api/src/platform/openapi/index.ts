export { openApiDocument, serveDocument } from './document.js';
