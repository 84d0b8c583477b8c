import { setTimeout as pause } from 'node:timers/promises';
import { loadWorkerConfig } from '#config';
import { KeyRing } from '#crypto';
import { CaseReader, createPool, type Pool } from '#persistence';
import { dataConverter } from '#temporal';
import { Client, Connection } from '@temporalio/client';
import { recordCases, resume } from '../../support/deadlines.js';
import { shippedGame } from '../../support/play.js';
import { type Block, compare, measure, rate } from '../rounds.js';
import type { Bench, Row } from '../row.js';
import { figure } from './action.js';

/** Of a block, for each piece of work that other rows do: twice two blocks make ten thousand deadlines. */
const DEADLINES_PER_PIECE = 100;
/** Brought up before, to see how long one takes; those of a block are all waiting when they are due. */
const PILOT = 100;
const FAR_MS = 30 * 86_400_000;
const MARGIN = 3;
const MARGIN_MS = 5_000;
const LOOK_EVERY_MS = 100;

export const deadlines: Row = {
  name: 'deadlines',
  about:
    'Deadlines of many cases at the same instant: timer, decision, record. More than a worker keeps in its cache, so most runs are replayed from their histories first, on both sides alike.',
  async measure(bench) {
    const count = bench.pieces * DEADLINES_PER_PIECE;
    const { databaseUrl, environment, temporalAddress, namespace } = bench.servers;
    const pool = createPool(databaseUrl);
    const connection = await Connection.connect({ address: temporalAddress });
    try {
      const { security, temporal } = loadWorkerConfig(environment);
      const ring = new KeyRing(security.encryptionKeys);
      const client = new Client({ connection, namespace, dataConverter: dataConverter(ring) });
      const cases = { pool, ring, client, temporal, reader: new CaseReader(pool), game: await shippedGame() };
      const comparison = await compare(
        1,
        () =>
          drained(pool, "SELECT count(*)::integer AS n FROM event WHERE type = 'reminded'", count, (n, due) =>
            recordCases(
              cases,
              Array.from({ length: n }, () => due),
              Date.now(),
            ).then((all) => resume(cases, all)),
          ),
        () =>
          drained(pool, 'SELECT count(*)::integer AS n FROM bench_floor WHERE seq = 2', count, (n, due) =>
            openFloor(bench, n, due),
          ),
      );
      return [figure(`${count * 2} deadlines at once`, '1/s', comparison, rate, '≥ 0.9 ×')];
    } finally {
      await connection.close();
      await pool.end();
    }
  },
};

const openFloor = ({ floor }: Bench, count: number, due: number): Promise<unknown> =>
  measure(count, () => floor.open({}, due - Date.now()), 16);

/**
 * From the instant at which all are due until the last is written down.
 *
 * @param bringUp makes so many with a deadline at the instant that it is given
 */
async function drained(
  pool: Pool,
  counting: string,
  count: number,
  bringUp: (count: number, due: number) => Promise<unknown>,
): Promise<Block> {
  const began = Date.now();
  await bringUp(PILOT, began + FAR_MS);
  const due = Date.now() + MARGIN_MS + (MARGIN * count * (Date.now() - began)) / PILOT;
  const written = async () => (await pool.query<{ n: number }>(counting)).rows[0]!.n;
  const before = await written();
  await bringUp(count, due);
  if (Date.now() > due) throw new Error(`${count} deadlines could not be brought up before they were due`);
  await pause(due - Date.now());
  while ((await written()) < before + count) await pause(LOOK_EVERY_MS);
  return { each: Array.from({ length: count }, () => NaN), total: Date.now() - due };
}
