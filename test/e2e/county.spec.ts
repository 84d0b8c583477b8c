import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPool, type Pool, recountFigures, verifyAudit } from '#persistence';
import { placeForCluster } from '#runtime';
import { generateCounty, openCounty } from '../bench/county/county.js';
import { aKeyRing } from '../support/key-ring.js';

/** Few, for each is recorded in every state on its way. */
const HISTORIES = 25;

let folder: string;
let county: Awaited<ReturnType<typeof openCounty>>;
let pool: Pool;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qunying-county-'));
  chmodSync(folder, 0o755);
  const told: string[] = [];
  const tell = (line: string) => told.push(line);
  // Stopped and begun again: it goes on where it was.
  await generateCounty(folder, 200, tell, HISTORIES);
  await generateCounty(folder, 500, tell, HISTORIES);
  expect(told.filter((line) => line.startsWith('200 of') || line.startsWith('500 of'))).toHaveLength(2);
  county = await openCounty(folder);
  pool = createPool(county.url, { size: 2, statementTimeout: 60_000 });
}, 300_000);
afterAll(async () => {
  await pool?.end();
  await county?.cluster.stop(true);
  rmSync(placeForCluster(folder), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

it('has open and closed cases, as many as were wanted', async () => {
  const { rows } = await pool.query<{ open: number; closed: number }>(
    `SELECT count(*) FILTER (WHERE closed_at IS NULL)::integer AS open,
       count(*) FILTER (WHERE closed_at IS NOT NULL)::integer AS closed FROM case_row`,
  );
  const { open, closed } = rows[0]!;
  expect(open + closed).toBe(500);
  expect(open).toBeGreaterThan(0);
  expect(closed).toBeGreaterThan(open);
});

it('rows, audit chains and figures are those that the product makes of the events', async () => {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM case_row ORDER BY id LIMIT 60');
  for (const { id } of rows) {
    const { differences } = await verifyAudit(pool, aKeyRing(), id);
    // Texts are not generated.
    expect(differences.filter(({ where }) => where !== 'content')).toEqual([]);
  }
  expect(await recountFigures(pool)).toEqual([]);
}, 120_000);
