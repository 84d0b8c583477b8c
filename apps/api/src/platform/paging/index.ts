export { afterId, type Page, pageById, pageOf, PageQuery } from './page.js';
