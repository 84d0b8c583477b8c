import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AttachmentStore,
  CalendarCases,
  CaseReader,
  CaseReports,
  type CaseScope,
  countCases,
  createPool,
  listCases,
  listInbox,
  listWaitingForOthers,
  listWatchedSteps,
  type Pool,
  type ScopePlace,
  markAttached,
  unattachedUploads,
} from '#persistence';
import { announced2026 } from '../../../libs/domain/src/testing/workdays.js';
import { bringCalendar, withDayOff } from '../../support/calendars.js';
import { aKeyRing } from '../../support/key-ring.js';
import { type CountyRows, fillCounty, idOf } from '../../support/county-rows.js';
import { watching, type Work } from '../../support/plans.js';
import { startPostgres, type TestDatabase } from '#testing';

const NOW = Date.parse('2026-11-20T09:00:00+08:00');
const DAY = 86_400_000;
const OPEN = 30_000;
/** A page, and what is passed over to fill it; far from the open cases of a township, not to speak of the county. */
const FEW = 600;

let database: TestDatabase;
let pool: Pool;
let county: CountyRows;

beforeAll(async () => {
  database = await startPostgres();
  pool = createPool(database.url, { size: 1, statementTimeout: 120_000 });
  county = await fillCounty(pool, { open: OPEN, closed: 2 * OPEN, now: NOW });
}, 180_000);
afterAll(async () => {
  await pool?.end();
  await database?.close();
});

async function workOf(read: (db: Pool) => Promise<unknown>): Promise<Work> {
  const { db, work } = watching(pool);
  await read(db);
  return work();
}

function expectPage({ wholeTables, mostRead, mostSorted }: Work, few = FEW): void {
  expect(
    wholeTables.filter((table) =>
      ['case_row', 'step_row', 'case_actor', 'case_person', 'case_report', 'attachment'].includes(table),
    ),
  ).toEqual([]);
  expect(mostRead).toBeLessThanOrEqual(few);
  expect(mostSorted).toBeLessThanOrEqual(few);
}

const scopes = (): ScopePlace[] => [
  { level: 'county', id: county.countyId },
  { level: 'township', id: county.townshipIds[3]! },
  { level: 'village', id: county.villageIds[33]! },
];

/** Of a committee's member who has steps and cases of their own. */
const seenFrom = (place: ScopePlace): CaseScope => ({
  accountId: idOf('account', 33),
  places: [place],
  work: [{ role: 'committee', place }],
});

describe('a page costs a page, of a county, a township and a village', () => {
  it.each([
    ['by due time', {}],
    ['the latest first', { sort: '-openedAt' }],
    ['closed ones', { status: 'closed' }],
    ['late ones', { overdueAt: NOW }],
  ] as const)('cases %s', async (_, query) => {
    for (const place of scopes())
      expectPage(await workOf((db) => listCases(db, { scope: seenFrom(place), limit: 20, ...query })));
  });

  it.each(['overdue', 'soon'] as const)('supervision, %s', async (group) => {
    const watch = {
      now: NOW,
      soonBefore: NOW + 3 * DAY,
      unassignedSince: NOW - DAY,
      waitingSince: NOW - 3 * DAY,
    };
    for (const place of scopes())
      expectPage(
        await workOf((db) => listWatchedSteps(db, { scope: seenFrom(place), group, watch, limit: 20 })),
      );
  });

  it('the inbox, and what one waits for', async () => {
    for (const place of scopes()) {
      const query = { scope: seenFrom(place), now: NOW, limit: 20 };
      expectPage(await workOf((db) => listInbox(db, query)));
      expectPage(await workOf((db) => listWaitingForOthers(db, query)));
    }
  });
});

describe('of few cases among many', () => {
  const KNOWN = idOf('somebody');
  beforeAll(async () => {
    // Everybody has a case; one person has forty.
    await pool.query(
      `INSERT INTO case_person (case_id, person_id, party)
       SELECT id, CASE WHEN row_number() OVER (ORDER BY id) % 2250 = 0 THEN $1::uuid ELSE gen_random_uuid() END, false
       FROM case_row`,
      [KNOWN],
    );
    await pool.query('ANALYZE case_person');
  });

  it('those of a person, and of whom a text may name, are found by the person', async () => {
    const query = { scope: seenFrom({ level: 'county', id: county.countyId }), status: 'all' } as const;
    const named = { ...query, text: '张三', namedIds: [KNOWN, idOf('nobody')] };
    for (const [one, read] of [
      [{ ...query, personId: KNOWN }, 40],
      [named, 40],
    ] as const) {
      const { items } = await listCases(pool, { ...one, limit: 50 });
      expect(items).toHaveLength(read);
      expectPage(await workOf((db) => listCases(db, { ...one, limit: 50 })));
      expectPage(await workOf((db) => countCases(db, one, 1_000)));
    }
  });

  it('those that were not reported to one office, where all were to another', async () => {
    await pool.query(
      `INSERT INTO case_report (id, case_id, layout, reported_at, reported_by)
       SELECT gen_random_uuid(), id, 'petition', now(), gen_random_uuid() FROM case_row`,
    );
    await pool.query('ANALYZE case_report');
    for (const place of scopes())
      for (const reported of [
        { is: false, layout: 'hotline' },
        { is: true, layout: 'petition' },
      ]) {
        const query = { scope: seenFrom(place), status: 'all', reported } as const;
        expectPage(await workOf((db) => listCases(db, { ...query, limit: 50 })));
      }
  });

  it('what a page shows besides its rows is looked up by its cases', async () => {
    const { rows } = await pool.query<{ id: string }>('SELECT id FROM case_row ORDER BY id LIMIT 50');
    const ids = rows.map(({ id }) => id);
    expectPage(await workOf((db) => new CaseReader(db).particulars(ids)));
    expectPage(await workOf((db) => new CaseReports(db).of(ids)));
  });
});

it('the open steps of a page of cases are found by their cases', async () => {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM case_row WHERE status = 'open' ORDER BY id LIMIT 50`,
  );
  const ids = rows.map(({ id }) => id);
  expectPage(await workOf((db) => new CaseReader(db).openSteps(ids, NOW)));
});

describe('a calendar', () => {
  const query = () => ({ calendarFor: () => withDayOff(announced2026(), '2026-11-24'), now: NOW });
  beforeAll(async () => {
    await bringCalendar(database, announced2026());
    await pool.query('ANALYZE calendar_version');
  });

  it('comes to cases by pages, from the first to the last', async () => {
    const { rows } = await pool.query<{ id: string }>(
      'SELECT id FROM case_row ORDER BY id OFFSET 80000 LIMIT 1',
    );
    for (const after of [undefined, rows[0]!.id])
      expectPage(await workOf((db) => new CalendarCases(db).page({ ...query(), after, limit: 20 })));
  });

  it('is found to concern a case by the first one', async () => {
    const { db, work } = watching(pool);
    expect(await new CalendarCases(db).isAnyConcerned(query())).toBe(true);
    expectPage(work());
  });
});

it('uploads are looked at once, and those that no command attached go', async () => {
  await pool.query(
    `INSERT INTO attachment (id, case_id, subject, media_type, size, sha256, storage_key, uploaded_by, created_at)
     SELECT gen_random_uuid(), id, 'case/' || id, 'image/png', 1, '', 'key-' || row_number() OVER (), id, $1
     FROM case_row ORDER BY id LIMIT 3000`,
    [new Date(NOW - 10 * DAY)],
  );
  await pool.query(
    `INSERT INTO event (case_id, seq, type, command_id, occurred_at, recorded_at, data, digest)
     SELECT case_id, 2, 'attached', 'c', created_at, created_at, jsonb_build_object('attachmentId', id), ''
     FROM attachment WHERE storage_key NOT IN ('key-7', 'key-2999')`,
  );
  await pool.query('ANALYZE attachment, event');
  const { rows } = await pool.query<{ id: string }>(
    `SELECT case_id AS id FROM attachment WHERE storage_key IN ('key-7', 'key-8') ORDER BY storage_key`,
  );
  const [given, attached] = rows.map(({ id }) => id);
  const store = (db: Pool) => new AttachmentStore(db, aKeyRing());
  expect(await store(pool).attachedTo(given!)).toEqual([]);
  expect(await store(pool).attachedTo(attached!)).toHaveLength(1);
  expectPage(await workOf((db) => store(db).attachedTo(attached!)), 10);
  const olderThan = NOW - 2 * DAY;
  while ((await markAttached(pool, olderThan, 500)) === 500);
  expect(await unattachedUploads(pool, { olderThan, limit: 500 })).toHaveLength(2);
  await pool.query('ANALYZE attachment');
  const again = await workOf(async (db) => {
    await markAttached(db, olderThan, 500);
    await unattachedUploads(db, { olderThan, limit: 500 });
  });
  expect(again.mostRead).toBeLessThanOrEqual(FEW);
});
