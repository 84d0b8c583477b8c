export { ApiIfMatch, etagOf, expectedVersion, stale } from './if-match.js';
