export { type CursorKey, decodeCursor, encodeCursor, type Page, pageOf, PageQuery } from './page.js';
