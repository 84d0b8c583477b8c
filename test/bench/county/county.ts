import { KeyRing } from '#crypto';
import { KINDS } from '#domain';
import { Catalogue, createDataSource, createPool, migrate, type Pool } from '#persistence';
import {
  createDatabase,
  ensureDatabase,
  freePorts,
  isFree,
  placeForCluster,
  PostgresCluster,
  withClient,
} from '#runtime';
import { DATABASE, DataFolder, embeddedDatabase } from '../../../scripts/start/data-folder.js';
import { publishCatalogue } from '../../../scripts/seed/catalogue.js';
import type { Game } from '../../../libs/domain/src/testing/play/index.js';
import { type History, playHistory, upTo } from './histories.js';
import { settle } from './places.js';
import { type Columns, columnsOf, recordOnce, type RecordedCase } from './recorded.js';
import { CountyWriter } from './writer.js';

const DAY = 86_400_000;
const BATCH = 2_000;
const HISTORIES = 120;
/** Each is looked at in so many states at most. */
const STATES = 14;
const YEARS = 4;
const SCRATCH = 'qunying_scratch';
/** Nothing outlives the making of it but whole batches, so they need not reach the disk one by one. */
const SETTINGS = {
  synchronous_commit: 'off',
  max_wal_size: '8GB',
  shared_buffers: '1GB',
  maintenance_work_mem: '512MB',
};

/** The folder's PostgreSQL, started. */
export async function openCounty(path: string) {
  const folder = new DataFolder(path);
  folder.open();
  const secrets = folder.secrets();
  const ports = await folder.ports(isFree, freePorts);
  const cluster = new PostgresCluster({
    dataDir: placeForCluster(folder.path),
    port: ports.postgres,
    password: secrets.postgresPassword,
    logFile: folder.log('postgres'),
    settings: SETTINGS,
  });
  await cluster.start();
  await ensureDatabase(cluster.url(), {
    role: DATABASE,
    password: secrets.databasePassword,
    database: DATABASE,
  });
  const url = embeddedDatabase(ports, secrets);
  return { cluster, url, ring: KeyRing.parse(secrets.encryptionKeys) };
}

/**
 * @param tell a line of progress
 * @param histories how many different ones the cases are made of
 */
export async function generateCounty(
  path: string,
  cases: number,
  tell: (line: string) => void,
  histories = HISTORIES,
): Promise<void> {
  const { cluster, url, ring } = await openCounty(path);
  try {
    await migrate(url);
    await publishCatalogue(url);
    const pool = createPool(url, { size: 2, statementTimeout: 3_600_000 });
    try {
      await fillCounty({ pool, url, ring, tell }, { cases, histories }, (work) =>
        withScratch(cluster.url(), url, work),
      );
    } finally {
      await pool.end();
    }
  } finally {
    await cluster.stop();
  }
}

interface Place {
  pool: Pool;
  url: string;
  ring: KeyRing;
  tell: (line: string) => void;
}

async function fillCounty(
  { pool, url, ring, tell }: Place,
  wanted: { cases: number; histories: number },
  scratch: <T>(work: (pool: Pool) => Promise<T>) => Promise<T>,
): Promise<void> {
  const { cases } = wanted;
  await pool.query(`CREATE TABLE IF NOT EXISTS generated_batch (
    number integer PRIMARY KEY, cases integer NOT NULL, events bigint NOT NULL, at timestamptz NOT NULL DEFAULT now())`);
  const begun = await pool.query<{ at: Date | null; cases: number; last: number }>(
    `SELECT min(at) AS at, coalesce(sum(cases), 0)::integer AS cases, coalesce(max(number) + 1, 0) AS last
     FROM generated_batch`,
  );
  const { at, cases: written, last } = begun.rows[0]!;
  const { rowCount: foreign } = await pool.query('SELECT FROM case_row LIMIT 1');
  if (foreign && written === 0) throw new Error('this database holds cases that were not generated');
  const now = at?.getTime() ?? Date.now();
  tell('places, staff and people');
  await settle(pool, url, ring, now);
  const game = await gameOf(url);
  tell(`${wanted.histories} histories`);
  const { columns, histories } = await scratch((db) => record(db, game, wanted.histories, now));
  const writer = new CountyWriter(pool, columns, histories, now, (YEARS * 365) / 7);
  const started = performance.now();
  let done = written;
  for (let number = last; done < cases; number += 1) {
    const size = Math.min(BATCH, cases - done);
    await writer.write(number, size);
    done += size;
    const rate = (1_000 * (done - written)) / (performance.now() - started);
    tell(
      `${done} of ${cases} cases, ${rate.toFixed(0)} a second, ${((cases - done) / rate / 60).toFixed(1)} min left`,
    );
  }
  tell('statistics');
  await pool.query('VACUUM ANALYZE');
}

/** Procedures and working days as they are published there. */
async function gameOf(url: string): Promise<Game> {
  const dataSource = await createDataSource(url, { poolSize: 1 }).initialize();
  try {
    const catalogue = new Catalogue(dataSource);
    const [procedures, calendar] = await Promise.all([catalogue.procedures(), catalogue.nationalCalendar()]);
    const intake = procedures.find(({ key }) => key === 'intake');
    if (!intake || !calendar) throw new Error('neither procedures nor working days are published');
    return { intake, procedures: procedures.filter((one) => one !== intake), calendar, kinds: KINDS };
  } finally {
    await dataSource.destroy();
  }
}

async function record(
  db: Pool,
  game: Game,
  count: number,
  now: number,
): Promise<{ columns: Columns; histories: RecordedCase[][] }> {
  const columns = await columnsOf(db);
  const histories: RecordedCase[][] = [];
  // A Monday some months ago: the calendar reaches from there to the end of the longest case.
  const monday = Math.floor((now - 4 * DAY) / (7 * DAY)) * 7 * DAY + 4 * DAY - 300 * DAY + (300 % 7) * DAY;
  for (let seed = 1; seed <= count; seed += 1) {
    const history = playHistory(game, seed, monday + (seed % 5) * DAY + 2 * 3_600_000);
    const states: RecordedCase[] = [];
    for (const version of statesOf(history))
      states.push(await recordOnce(db, columns, upTo(history, version), history.events[version]?.recordedAt));
    histories.push(states);
  }
  return { columns, histories };
}

/** After the opening, at the end, and evenly between. */
function statesOf({ cuts, events }: History): number[] {
  const step = Math.max(1, Math.ceil(cuts.length / STATES));
  const between = cuts.filter((_, index) => index % step === 0);
  return [...new Set([...between, events.length])];
}

/** A migrated database of its own, dropped afterwards. */
async function withScratch<T>(
  superuserUrl: string,
  url: string,
  work: (pool: Pool) => Promise<T>,
): Promise<T> {
  const scratch = new URL(url);
  scratch.pathname = `/${SCRATCH}`;
  const drop = () =>
    withClient(superuserUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${SCRATCH} WITH (FORCE)`));
  await drop();
  await withClient(superuserUrl, (client) => createDatabase(client, SCRATCH, { owner: DATABASE }));
  try {
    await migrate(scratch.href);
    const pool = createPool(scratch.href, { size: 1, statementTimeout: 60_000 });
    try {
      return await work(pool);
    } finally {
      await pool.end();
    }
  } finally {
    await drop();
  }
}
