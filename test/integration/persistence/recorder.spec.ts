import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPool, DivergedError, type Pool, Recorder } from '#persistence';
import { startPostgres, type TestDatabase } from '#testing';
import { CaseStory, PLACE, together } from './case-events.js';
import { aKeyRing } from '../../support/key-ring.js';

const ring = aKeyRing();
let database: TestDatabase;
let pool: Pool;
let recorder: Recorder;

beforeAll(async () => {
  database = await startPostgres();
  pool = createPool(database.url, { size: 20 });
  recorder = new Recorder(pool, ring);
});
afterAll(async () => {
  await pool?.end();
  await database?.close();
});

const count = async (table: string, caseId: string, column = 'case_id'): Promise<number> =>
  Number((await pool.query(`SELECT count(*) FROM ${table} WHERE ${column} = $1`, [caseId])).rows[0].count);

const caseRow = async (caseId: string) =>
  (await pool.query('SELECT * FROM case_row WHERE id = $1', [caseId])).rows[0];

const stepRow = async (caseId: string, step: string) =>
  (await pool.query('SELECT * FROM step_row WHERE case_id = $1 AND step = $2', [caseId, step])).rows[0];

/** Everything recorded of a case, to compare before and after. */
const all = async (caseId: string) =>
  Promise.all(
    ['event', 'audit', 'command', 'step_row', 'mailbox'].map(
      async (table) =>
        (await pool.query(`SELECT t.* FROM ${table} t WHERE case_id = $1 ORDER BY t.*::text`, [caseId])).rows,
    ),
  ).then(async (tables) => [...tables, await caseRow(caseId)]);

describe('record', () => {
  it('writes events, commands, audit chain and read model', async () => {
    const story = new CaseStory();
    await recorder.record(story.opened());
    expect(await count('event', story.caseId)).toBe(2);
    expect(await count('audit', story.caseId)).toBe(2);
    expect(await count('command', story.caseId)).toBe(1);
    expect(await caseRow(story.caseId)).toMatchObject({
      number: '清溪2026-0001',
      status: 'open',
      version: 2,
      township_id: PLACE.townshipId,
      procedure_key: 'intake',
      due_at: new Date('2026-11-03T09:00:00+08:00'),
    });
  });

  it('follows the events from batch to batch', async () => {
    const story = new CaseStory();
    const { caseId } = story;
    await recorder.record(story.opened());
    await recorder.record(story.did({ type: 'stepAssigned', step: 'triage', assignee: story.accountId }));
    expect(await stepRow(caseId, 'triage')).toMatchObject({ assignee: story.accountId, status: 'open' });
    await recorder.record(
      together(
        story.did({ type: 'categorised', category: 'dispute', urgent: true }),
        story.did(story.stepOpened('investigate', 9), story.stepOpened('opine')),
      ),
    );
    expect(await caseRow(caseId)).toMatchObject({
      category: 'dispute',
      urgent: true,
      due_at: new Date('2026-11-03T09:00:00+08:00'),
    });
    await recorder.record(
      story.did({ type: 'stepCompleted', step: 'triage', kind: 'triage', outcome: 'admitted' }),
    );
    expect(await caseRow(caseId)).toMatchObject({ due_at: new Date('2026-11-11T09:00:00+08:00') });
    expect(await stepRow(caseId, 'triage')).toMatchObject({
      status: 'done',
      outcome: 'admitted',
      assignee: story.accountId,
    });
    await recorder.record(story.did({ type: 'stepRescheduled', step: 'investigate' }));
    expect(await caseRow(caseId)).toMatchObject({ due_at: Infinity });
    await recorder.record(story.did({ type: 'escalated', reason: { content: story.caseId, digest: '' } }));
    expect(await stepRow(caseId, 'opine')).toMatchObject({ owner_role: 'townshipOffice' });
    expect(await stepRow(caseId, 'triage')).toMatchObject({ owner_role: 'clerk' });
    await recorder.record(
      story.did(
        { type: 'stepCancelled', step: 'opine' },
        { type: 'stepCancelled', step: 'investigate' },
        { type: 'caseClosed', outcome: 'agreed' },
      ),
    );
    expect(await caseRow(caseId)).toMatchObject({ status: 'closed', outcome: 'agreed', escalated: true });
    await recorder.record(
      story.did(
        { type: 'caseReopened', reason: { content: story.caseId, digest: '' } },
        { type: 'roundOpened', round: 2, cause: 'reopened' },
        story.stepOpened('triage', 20),
      ),
    );
    expect(await caseRow(caseId)).toMatchObject({ status: 'open', outcome: null, round: 2 });
    expect(await stepRow(caseId, 'triage')).toMatchObject({ status: 'open', assignee: null, outcome: null });
  });

  it('is done once however often it is repeated', async () => {
    const story = new CaseStory();
    const first = story.opened();
    const second = story.did(story.stepOpened('investigate', 2));
    await recorder.record(first);
    await recorder.record(second);
    const before = await all(story.caseId);
    await recorder.record(second);
    await recorder.record(first);
    await recorder.record(together(first, second));
    expect(await all(story.caseId)).toEqual(before);
  });

  it('is done once when many attempts run at the same time', async () => {
    const story = new CaseStory();
    const first = story.opened();
    await Promise.all(Array.from({ length: 20 }, () => recorder.record(first)));
    const second = story.did(story.stepOpened('investigate', 2));
    await Promise.all(Array.from({ length: 20 }, () => recorder.record(second)));
    expect(await count('event', story.caseId)).toBe(3);
    expect(await count('audit', story.caseId)).toBe(3);
    expect(await count('command', story.caseId)).toBe(2);
    expect(await caseRow(story.caseId)).toMatchObject({ version: 3 });
  });

  it('adds what is new to what is there already', async () => {
    const story = new CaseStory();
    const first = story.opened();
    const second = story.did(story.stepOpened('investigate', 2));
    const third = story.did({ type: 'stepCancelled', step: 'investigate' });
    await recorder.record(together(first, second));
    await recorder.record(together(second, third));
    expect(await count('event', story.caseId)).toBe(4);
    expect(await caseRow(story.caseId)).toMatchObject({ version: 4 });
  });

  it('keeps a command that made no event', async () => {
    const story = new CaseStory();
    await recorder.record(story.opened());
    const idle = story.did();
    await recorder.record(idle);
    await recorder.record(idle);
    expect(await count('command', story.caseId)).toBe(2);
  });

  it('refuses another event under the same number, and writes nothing', async () => {
    const story = new CaseStory();
    await recorder.record(story.opened());
    const fork = new CaseStory(story.caseId, story.accountId);
    const other = together(fork.opened({ urgent: true }), fork.did(fork.stepOpened('investigate')));
    const before = await all(story.caseId);
    await expect(recorder.record(other)).rejects.toMatchObject({
      name: 'DivergedError',
      divergence: { reason: 'event', seq: 1 },
    });
    expect(await all(story.caseId)).toEqual(before);
  });

  it('refuses a gap', async () => {
    const story = new CaseStory();
    await recorder.record(story.opened());
    story.did(story.stepOpened('lost'));
    await expect(recorder.record(story.did(story.stepOpened('late')))).rejects.toMatchObject({
      divergence: { reason: 'gap', seq: 3 },
    });
    const unknown = new CaseStory();
    unknown.opened();
    await expect(recorder.record(unknown.did(unknown.stepOpened('late')))).rejects.toThrow(DivergedError);
  });

  /** As a release of another time, or a hand, might have written it. */
  const foreign = (caseId: string, seq: number, type: string, data: object) =>
    pool.query(
      `INSERT INTO event (case_id, seq, type, command_id, occurred_at, recorded_at, data, digest)
       VALUES ($1, $2, $3, 'x', now(), now(), $4, '\\xff')`,
      [caseId, seq, type, JSON.stringify(data)],
    );

  it.each<[string, string, object]>([
    ['lacks what belongs to it', 'stepOpened', {}],
    ['names what PostgreSQL can’t take', 'stepAssigned', { step: 'triage', assignee: 'nobody' }],
  ])('refuses to go on from an event that %s', async (_what, type, data) => {
    const story = new CaseStory();
    const opened = story.opened();
    await recorder.record(opened);
    await foreign(story.caseId, 3, type, data);
    const before = await all(story.caseId);
    const next = story.did(story.stepOpened('investigate'));
    await expect(recorder.record(next)).rejects.toMatchObject({ divergence: { reason: 'event', seq: 3 } });
    // A repeat of what stands before it, too: without rows nothing can follow.
    await expect(recorder.record(opened)).rejects.toMatchObject({ divergence: { reason: 'unreadable' } });
    expect(await all(story.caseId)).toEqual(before);
  });

  it('refuses another body under the id of a recorded command', async () => {
    const story = new CaseStory();
    const opened = story.opened();
    await recorder.record(opened);
    const next = story.did(story.stepOpened('investigate'));
    const repeated = {
      ...next,
      commands: [{ ...next.commands[0]!, commandId: opened.commands[0]!.commandId }],
    };
    await expect(recorder.record(repeated)).rejects.toMatchObject({ divergence: { reason: 'command' } });
    expect(await count('event', story.caseId)).toBe(2);
  });

  it('leaves nothing when it breaks off in the middle', async () => {
    const story = new CaseStory();
    await recorder.record(story.opened());
    const next = story.did(story.stepOpened('investigate'), {
      type: 'stepAssigned',
      step: 'triage',
      assignee: null,
    });
    const before = await all(story.caseId);
    await database.query(
      `CREATE FUNCTION hang() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(60); RETURN NULL; END $$;
       CREATE TRIGGER hang AFTER INSERT ON step_row FOR EACH STATEMENT EXECUTE FUNCTION hang();`,
    );
    const attempt = recorder.record(next).catch((error: Error) => error);
    const sleeping = `FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()`;
    while ((await database.query(`SELECT 1 ${sleeping}`)).length === 0);
    await database.query(`SELECT pg_terminate_backend(pid) ${sleeping}`);
    expect(await attempt).toBeInstanceOf(Error);
    await database.query('DROP TRIGGER hang ON step_row; DROP FUNCTION hang;');
    expect(await all(story.caseId)).toEqual(before);
    await recorder.record(next);
    expect(await caseRow(story.caseId)).toMatchObject({ version: 4 });
  });

  it('puts a reminder into the mailbox of who holds the step, once', async () => {
    const story = new CaseStory();
    await recorder.record(story.opened());
    const reminded = story.did(
      {
        type: 'reminded',
        cause: 'reminder',
        reminders: [{ rule: 0, for: 0 }],
        step: 'triage',
        dueAt: 1_762_000_000_000,
        owner: 'clerk',
      },
      {
        type: 'reminded',
        cause: 'reminder',
        reminders: [{ rule: 0, for: 0 }],
        step: 'triage',
        dueAt: 1_762_000_000_000,
        owner: 'clerk',
        assignee: story.accountId,
      },
    );
    await recorder.record(reminded);
    await recorder.record(reminded);
    const { rows } = await pool.query('SELECT * FROM mailbox WHERE case_id = $1 ORDER BY seq', [
      story.caseId,
    ]);
    expect(rows).toMatchObject([
      { role: 'clerk', account_id: null, village_id: PLACE.villageId },
      { role: null, account_id: story.accountId },
    ]);
  });

  it('makes a lost or damaged read model anew', async () => {
    const story = new CaseStory();
    await recorder.record(story.opened());
    await recorder.record(story.did(story.stepOpened('investigate', 2)));
    const before = await all(story.caseId);
    await pool.query(`UPDATE case_row SET urgent = true, round = 9 WHERE id = $1`, [story.caseId]);
    await pool.query(`DELETE FROM step_row WHERE case_id = $1`, [story.caseId]);
    await recorder.rebuildReadModel(story.caseId);
    expect(await all(story.caseId)).toEqual(before);
    await pool.query(`DELETE FROM case_row WHERE id = $1`, [story.caseId]);
    await recorder.record(story.did({ type: 'stepCancelled', step: 'investigate' }));
    expect(await caseRow(story.caseId)).toMatchObject({ version: 4, urgent: false });
  });

  it('lets nobody change or delete what is recorded', async () => {
    const story = new CaseStory();
    await recorder.record(story.opened());
    for (const table of ['event', 'audit', 'command']) {
      await expect(pool.query(`DELETE FROM ${table}`)).rejects.toThrow(/never changed/);
      await expect(pool.query(`UPDATE ${table} SET case_id = case_id`)).rejects.toThrow(/never changed/);
    }
  });
});
