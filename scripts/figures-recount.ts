/** `npm run figures:recount`: the daily figures anew from the events; says which stood there otherwise. */
import { DatabaseConfig, DataConfig, loadArea } from '#config';
import { createPool, type FigureDifference, recountFigures } from '#persistence';
import { complain } from './lib/progress.mjs';
import { DataFolder } from './start/data-folder.js';

/** Milliseconds for one statement. */
const STATEMENT_MS = 600_000;

const words = (of: object): string =>
  Object.entries(of)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ');

const describe = ({ table, key, found, counted }: FigureDifference): string =>
  `${table} ${words(key)}: ${words(found)} → ${words(counted)}`;

/** Of the database that is set, else of the one that `npm start` runs. */
const DATABASE_URL =
  process.env.DATABASE_URL?.trim() || new DataFolder(loadArea(DataConfig).dataDir).database;
const { url } = loadArea(DatabaseConfig, { ...process.env, DATABASE_URL });
const pool = createPool(url, { size: 1, statementTimeout: STATEMENT_MS });
try {
  const differences = await recountFigures(pool);
  for (const difference of differences) console.log(describe(difference));
  console.log(
    differences.length === 0
      ? '统计数字与记录一致。 · The figures agree with the events.'
      : `已重算，更正 ${differences.length} 处。 · Counted anew; ${differences.length} corrected.`,
  );
} catch (error) {
  complain(error);
  process.exitCode = 1;
} finally {
  await pool.end();
}
