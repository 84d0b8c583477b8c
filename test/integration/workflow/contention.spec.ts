import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Cases } from '../../support/cases.js';
import { aCommand, comment } from '../../support/commands.js';
import { refusalOf } from '../../support/refusals.js';
import { aRef } from '../../support/play.js';

let cases: Cases;
beforeAll(async () => {
  // PostgreSQL as slow as over a network, so that commands meet.
  const slow = () => new Promise((go) => setTimeout(go, 50));
  cases = await Cases.start({
    activities: (real) => ({
      record: async (input) => {
        await slow();
        await real.record(input);
      },
      park: (input) => real.park(input),
      isRecordedHead: (head) => real.isRecordedHead(head),
    }),
  });
});
afterAll(() => cases?.close());

/** Updates that stand in the history, and how often it had something recorded. */
async function historyCounts(caseId: string) {
  const { events } = await cases.handle(caseId).fetchHistory();
  return {
    updates: (events ?? []).filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes).length,
    records: (events ?? []).filter(
      (event) => event.activityTaskScheduledEventAttributes?.activityType?.name === 'record',
    ).length,
  };
}

describe('twenty commands at once', () => {
  it('are recorded in groups, without a gap', async () => {
    const caseId = await cases.open();
    const before = await cases.soundness(caseId);
    const answers = await Promise.all(Array.from({ length: 20 }, () => cases.send(caseId, comment())));
    const versions = answers.map(({ version }) => version).sort((a, b) => a - b);
    expect(versions).toEqual(Array.from({ length: 20 }, (_, i) => before.version + 1 + i));
    expect(await cases.soundness(caseId)).toMatchObject({ gapless: true, commands: 21 });
    const { updates, records } = await historyCounts(caseId);
    expect(updates).toBe(21);
    expect(records).toBeLessThan(15);
  });

  it('of which only one can be right: it is accepted, the others leave no trace', async () => {
    const caseId = await cases.open();
    const before = await cases.soundness(caseId);
    const ref = aRef();
    const refusals = await Promise.all(
      Array.from({ length: 20 }, () =>
        refusalOf(cases.send(caseId, aCommand({ type: 'linkExternal', ref }))),
      ),
    );
    expect(refusals.filter((code) => code === undefined)).toHaveLength(1);
    expect(refusals.filter((code) => code === 'externalRef.twice')).toHaveLength(19);
    expect(await cases.soundness(caseId)).toMatchObject({ gapless: true, version: before.version + 1 });
    expect((await historyCounts(caseId)).updates).toBe(2);
  });
});
