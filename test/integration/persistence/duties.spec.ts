import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { RecordDutyInput } from '#contracts';
import {
  ContentStore,
  createPool,
  DivergedError,
  type Pool,
  Recorder,
  recountFigures,
  verifyDutyAudit,
} from '#persistence';
import { startPostgres, type TestDatabase } from '#testing';
import { aKeyRing } from '../../support/key-ring.js';
import { NOW, SupervisionOrderStory } from './supervision-order-events.js';

const ring = aKeyRing();
let database: TestDatabase;
let pool: Pool;
let recorder: Recorder;
beforeAll(async () => {
  database = await startPostgres();
  pool = createPool(database.url);
  recorder = new Recorder(pool, ring);
});
afterAll(async () => {
  await pool?.end();
  await database?.close();
});

const rowOf = async (id: string) => (await pool.query('SELECT * FROM duty_row WHERE id = $1', [id])).rows[0];
const countOf = async (table: string, id: string): Promise<number> =>
  (await pool.query(`SELECT FROM ${table} WHERE case_id = $1`, [id])).rowCount ?? 0;
const mailsOf = async (id: string) =>
  (
    await pool.query(
      'SELECT seq, kind, account_id, case_id, step FROM mailbox WHERE duty_id = $1 ORDER BY seq',
      [id],
    )
  ).rows;

const together = (...inputs: RecordDutyInput[]): RecordDutyInput => ({
  dutyId: inputs[0]!.dutyId,
  events: inputs.flatMap(({ events }) => events),
  commands: inputs.flatMap(({ commands }) => commands),
});

describe('recording a duty', () => {
  it('writes events, commands, audit chain, row and messages', async () => {
    const story = new SupervisionOrderStory();
    await recorder.recordDuty(await story.begin(recorder));
    expect(await rowOf(story.dutyId)).toMatchObject({
      status: 'open',
      version: 1,
      step: 'triage',
      case_id: story.about.caseId,
      account_id: story.addressee,
      issuer: story.issuer,
      level: 'townshipOffice',
      due_at: new Date('2026-11-06T00:00:00+08:00'),
    });
    await recorder.recordDuty(story.answered());
    expect(await rowOf(story.dutyId)).toMatchObject({
      status: 'answered',
      answered_by: story.addressee,
      version: 2,
    });
    const returned = story.did(story.issuer, {
      type: 'return',
      reason: { content: randomUUID(), digest: 'd' },
    });
    const last = story.answered();
    await recorder.recordDuty(together(returned, last));
    await recorder.recordDuty(story.did(story.issuer, { type: 'close' }));
    expect(await rowOf(story.dutyId)).toMatchObject({
      status: 'closed',
      returns: 1,
      version: 5,
      ended_at: new Date(NOW),
      answered_by: story.addressee,
    });
    const { dutyId } = story;
    expect([
      await countOf('event', dutyId),
      await countOf('command', dutyId),
      await countOf('audit', dutyId),
    ]).toEqual([5, 5, 5]);
    const about = { case_id: story.about.caseId, step: 'triage' };
    expect(await mailsOf(dutyId)).toEqual([
      { seq: 1, kind: 'supervisionOrder', account_id: story.addressee, ...about },
      { seq: 2, kind: 'supervisionOrderAnswered', account_id: story.issuer, ...about },
      { seq: 3, kind: 'supervisionOrderReturned', account_id: story.addressee, ...about },
      { seq: 4, kind: 'supervisionOrderAnswered', account_id: story.issuer, ...about },
      { seq: 5, kind: 'supervisionOrderClosed', account_id: story.addressee, ...about },
    ]);
  });

  it('is done once however often it is repeated', async () => {
    const story = new SupervisionOrderStory();
    const [first, second] = [await story.begin(recorder), story.answered()];
    await recorder.recordDuty(first);
    await recorder.recordDuty(first);
    await recorder.recordDuty(together(first, second));
    await Promise.all([recorder.recordDuty(second), recorder.recordDuty(together(first, second))]);
    expect(await rowOf(story.dutyId)).toMatchObject({ version: 2, status: 'answered' });
    expect(await countOf('event', story.dutyId)).toBe(2);
    expect(await mailsOf(story.dutyId)).toHaveLength(2);
  });

  it('refuses another event under the same number, and a gap', async () => {
    const [story, other] = [new SupervisionOrderStory(), new SupervisionOrderStory()];
    await recorder.recordDuty(await story.begin(recorder));
    const forged = { ...(await other.begin(recorder)), dutyId: story.dutyId };
    await expect(recorder.recordDuty(forged)).rejects.toThrow(DivergedError);
    story.answered();
    const third = story.did(story.issuer, { type: 'close' });
    await expect(recorder.recordDuty(third)).rejects.toMatchObject({ divergence: { reason: 'gap', seq: 2 } });
    expect(await countOf('event', story.dutyId)).toBe(1);
  });

  it('is audited as a case is: every difference is named', async () => {
    const story = new SupervisionOrderStory();
    const instruction = await new ContentStore(pool, ring).put(`case/${story.about.caseId}`, [
      '要求',
      '答复',
    ]);
    await recorder.recordDuty(await story.begin(recorder, {}, instruction[0]));
    await recorder.recordDuty(story.answered(instruction[1]));
    const report = await verifyDutyAudit(pool, ring, story.dutyId);
    expect(report).toMatchObject({ caseId: story.dutyId, events: 2, differences: [] });
    await pool.query(`UPDATE duty_row SET status = 'open' WHERE id = $1`, [story.dutyId]);
    await pool.query('UPDATE content SET ciphertext = $2 WHERE id = $1', [
      instruction[0]!.content,
      Buffer.from('x'),
    ]);
    expect((await verifyDutyAudit(pool, ring, story.dutyId)).differences).toEqual([
      { where: 'content', seq: 1, name: instruction[0]!.content, what: 'altered' },
      { where: 'readModel', name: 'duty.status', what: 'altered' },
    ]);
  });

  it('stands with whom it was readdressed to, a person or a role, and is rebuilt so', async () => {
    const story = new SupervisionOrderStory();
    await recorder.recordDuty(await story.begin(recorder));
    const readdressed = async (to: object) => {
      const reason = { content: randomUUID(), digest: 'd' };
      await recorder.recordDuty(story.did(story.issuer, { type: 'readdress', to, reason }));
      const row = await rowOf(story.dutyId);
      await recorder.rebuildDuty(story.dutyId);
      expect(await rowOf(story.dutyId)).toEqual(row);
      return row;
    };
    const term = { status: 'open', due_at: new Date('2026-11-06T00:00:00+08:00') };
    expect(await readdressed({ role: 'committee' })).toMatchObject({
      ...term,
      account_id: null,
      role: 'committee',
      version: 2,
    });
    const accountId = randomUUID();
    expect(await readdressed({ accountId, roles: ['clerk'] })).toMatchObject({
      ...term,
      account_id: accountId,
      role: null,
      version: 3,
    });
    expect((await mailsOf(story.dutyId)).map(({ kind, account_id }) => [kind, account_id])).toEqual([
      ['supervisionOrder', story.addressee],
      ['supervisionOrderReaddressed', null],
      ['supervisionOrderReaddressed', accountId],
    ]);
  });

  it('is rebuilt from its events, and leaves the figures of cases alone', async () => {
    const story = new SupervisionOrderStory();
    await recorder.recordDuty(await story.begin(recorder));
    await recorder.recordDuty(story.answered());
    await recountFigures(pool);
    const before = await rowOf(story.dutyId);
    await pool.query('DELETE FROM duty_row WHERE id = $1', [story.dutyId]);
    await recorder.rebuildDuty(story.dutyId);
    expect(await rowOf(story.dutyId)).toEqual(before);
    await pool.query('DELETE FROM duty_row WHERE id = $1', [story.dutyId]);
    await recorder.recordDuty(story.did(story.issuer, { type: 'close' }));
    expect(await rowOf(story.dutyId)).toMatchObject({ status: 'closed', version: 3 });
  });
});
