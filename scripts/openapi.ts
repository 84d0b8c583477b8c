/** Writes the OpenAPI document to dist/openapi.json. Starts nothing: needs neither PostgreSQL nor Temporal. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { offlineDocument } from '../apps/api/src/offline-document.js';

const folder = join(process.cwd(), 'dist');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'openapi.json'), `${JSON.stringify(await offlineDocument(), null, 2)}\n`);
