/** Loads the demo township into the running product; run by the launcher once the product is up. */
import { readFileSync } from 'node:fs';
import type { Account } from '../../tour/client.js';
import { ACCOUNTS_FILE } from '../accounts-file.js';
import { loadTownship } from './load.js';

const [url = ''] = process.argv.slice(2);
const accounts = JSON.parse(readFileSync(ACCOUNTS_FILE, 'utf8')) as Account[];
const { loaded, failed } = await loadTownship(url, accounts);
console.log(`${loaded} matters`);
for (const [title, reason] of Object.entries(failed)) console.error(`${title}: ${reason}`);
process.exitCode = Object.keys(failed).length > 0 ? 1 : 0;
