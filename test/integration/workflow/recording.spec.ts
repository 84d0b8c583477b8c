import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseStatusQuery } from '#contracts';
import { RULES_VERSION } from '#domain';
import { Cases } from '../../support/cases.js';
import { aCommand, comment } from '../../support/commands.js';
import { withRole } from '../../support/play.js';
import { refusalOf } from '../../support/refusals.js';

let cases: Cases;
beforeAll(async () => {
  cases = await Cases.start();
});
afterAll(() => cases?.close());

const historyLength = async (caseId: string): Promise<number> =>
  (await cases.handle(caseId).describe()).historyLength;

describe('a command that was answered', () => {
  it('stands in PostgreSQL under the answered version', async () => {
    const caseId = await cases.open();
    const before = await cases.recordedVersion(caseId);
    expect(before).toBeGreaterThan(0);
    const answer = await cases.comment(caseId);
    expect(answer).toMatchObject({ caseId, version: before + 1 });
    expect(await cases.recordedVersion(caseId)).toBe(answer.version);
    expect((await cases.reader.events(caseId)).at(-1)).toMatchObject({
      type: 'commented',
      commandId: answer.commandId,
    });
  });

  it('is carried out once, however often and however fast it is sent', async () => {
    const caseId = await cases.open();
    const before = await cases.soundness(caseId);
    const command = comment();
    const other = { ...command, bodyHash: 'another body' };
    const sent = Array.from({ length: 100 }, (_, index) => cases.send(caseId, index % 2 ? other : command));
    const answers = await Promise.all(sent);
    // Temporal takes one of the two bodies; by its hash the API refuses the other.
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect([command.bodyHash, other.bodyHash]).toContain(answers[0]!.bodyHash);
    expect(await cases.soundness(caseId)).toEqual({
      gapless: true,
      events: before.events + 1,
      version: before.version + 1,
      commands: 2,
    });
  });

  it('does not wait for others, nor they for it: eight at a time', async () => {
    const caseId = await cases.open();
    const before = await cases.soundness(caseId);
    const lane = async () => {
      const versions: number[] = [];
      for (let i = 0; i < 10; i += 1) versions.push((await cases.comment(caseId)).version);
      return versions;
    };
    const versions = (await Promise.all(Array.from({ length: 8 }, lane))).flat();
    expect(new Set(versions).size).toBe(80);
    expect(await cases.soundness(caseId)).toEqual({
      gapless: true,
      events: before.events + 80,
      version: before.version + 80,
      commands: 81,
    });
  });
});

describe('a refused command', () => {
  it('leaves no trace: not in the history, not in PostgreSQL', async () => {
    const caseId = await cases.open();
    const [length, sound] = [await historyLength(caseId), await cases.soundness(caseId)];
    const refused = [
      await refusalOf(cases.send(caseId, comment({ actor: withRole('county') }))),
      await refusalOf(cases.send(caseId, comment({ occurredAt: 4e12 }))),
      await refusalOf(cases.send(caseId, comment({ expectedVersion: 99 }))),
      await refusalOf(
        cases.send(caseId, aCommand({ type: 'act', step: 'decide', action: 'x', payload: {} })),
      ),
    ];
    expect(refused).toEqual(['case.roleMissing', 'command.inFuture', 'command.stale', 'step.unknown']);
    expect(await historyLength(caseId)).toBe(length);
    expect(await cases.soundness(caseId)).toEqual(sound);
  });
});

describe('an operator', () => {
  it('may ask for the status, which changes nothing and tells no facts', async () => {
    const caseId = await cases.open();
    const { version } = await cases.soundness(caseId);
    const length = await historyLength(caseId);
    expect(await cases.handle(caseId).query(caseStatusQuery)).toEqual({
      caseId,
      rules: RULES_VERSION,
      version,
      recordedVersion: version,
      blocked: false,
    });
    expect(await historyLength(caseId)).toBe(length);
  });

  it("can't end a case by asking to cancel its workflow", async () => {
    const caseId = await cases.open();
    await cases.handle(caseId).cancel();
    const { version } = await cases.comment(caseId);
    expect(await cases.recordedVersion(caseId)).toBe(version);
    expect((await cases.handle(caseId).describe()).status.name).toBe('RUNNING');
  });
});
