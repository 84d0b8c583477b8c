/** What API and worker share towards Temporal. */
export { createClient } from './client.js';
export { dataConverter, dataConverterPaths } from './data-converter.js';
export { decodePayloads, type PayloadOwner } from './decode.js';
