import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseWorkflowId } from '#contracts';
import { Cases } from '../../support/cases.js';
import { comment, withdrawal } from '../../support/commands.js';

let cases: Cases;
beforeAll(async () => {
  cases = await Cases.start();
});
afterAll(() => cases?.close());

const runOf = async (caseId: string): Promise<string> => (await cases.handle(caseId).describe()).runId;

/** How many updates each run accepted, from the first run to the present one. */
async function updatesOfRuns(caseId: string, firstRun: string): Promise<number[]> {
  const updates: number[] = [];
  for (let runId: string | null | undefined = firstRun; runId;) {
    const { events } = await cases.client.workflow.getHandle(caseWorkflowId(caseId), runId).fetchHistory();
    updates.push(
      (events ?? []).filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes).length,
    );
    runId = events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
  }
  return updates;
}

describe('continuing as new', () => {
  it('loses and doubles nothing with many commands in flight, and comes about in spite of them', async () => {
    const caseId = await cases.open({ continueAfter: 15 });
    const [before, firstRun] = [await cases.soundness(caseId), await runOf(caseId)];
    const lane = async () => {
      for (let i = 0; i < 25; i += 1) await cases.comment(caseId);
    };
    await Promise.all(Array.from({ length: 8 }, lane));
    expect(await cases.soundness(caseId)).toEqual({
      gapless: true,
      events: before.events + 200,
      version: before.version + 200,
      commands: 201,
    });
    const updates = await updatesOfRuns(caseId, firstRun);
    expect(updates.length).toBeGreaterThan(1);
    expect(updates.reduce((sum, count) => sum + count)).toBe(201);
  });

  it('keeps the answers of commands that an earlier run handled', async () => {
    const caseId = await cases.open({ continueAfter: 3 });
    const firstRun = await runOf(caseId);
    const [first, second] = [comment(), comment()];
    const answers = [await cases.send(caseId, first), await cases.send(caseId, second)];
    expect(await runOf(caseId)).not.toBe(firstRun);
    const sound = await cases.soundness(caseId);
    expect([await cases.send(caseId, first), await cases.send(caseId, second)]).toEqual(answers);
    // The key with another body is answered with the first one's hash, by which the API refuses it.
    expect(await cases.send(caseId, { ...first, bodyHash: 'another body' })).toEqual(answers[0]);
    expect(await cases.soundness(caseId)).toEqual(sound);
  });

  it('and closing at the same moment closes', async () => {
    const caseId = await cases.open({ continueAfter: 2 });
    await cases.send(caseId, withdrawal());
    await cases.handle(caseId).result();
    expect((await cases.handle(caseId).describe()).status.name).toBe('COMPLETED');
    expect(await cases.reader.findCase(caseId)).toMatchObject({ status: 'closed' });
  });
});
