import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { commandUpdate } from '#contracts';
import { Cases } from '../../support/cases.js';
import { comment, opening, reopening, reportedAtOnce, withdrawal } from '../../support/commands.js';
import { withRole } from '../../support/play.js';
import { refusalOf } from '../../support/refusals.js';

let cases: Cases;
beforeAll(async () => {
  cases = await Cases.start();
});
afterAll(() => cases?.close());

const statusOf = async (caseId: string): Promise<string> =>
  (await cases.handle(caseId).describe()).status.name;

/** Settles when the workflow's present run is over. */
const ended = (caseId: string): Promise<unknown> =>
  cases
    .handle(caseId)
    .result()
    .catch(() => undefined);

async function closedCase(): Promise<string> {
  const caseId = await cases.open();
  await cases.send(caseId, withdrawal());
  await ended(caseId);
  return caseId;
}

describe('opening', () => {
  it('that is refused leaves nothing behind, and the case may still be opened', async () => {
    const caseId = randomUUID();
    const refused = opening(cases.game, caseId, {}, { actor: withRole('county') });
    expect(await refusalOf(cases.sendWithStart(caseId, refused))).toBe('case.roleMissing');
    await ended(caseId);
    expect(await statusOf(caseId)).toBe('FAILED');
    expect(await cases.soundness(caseId)).toMatchObject({ events: 0, version: 0, commands: 0 });

    const { version } = await cases.sendWithStart(caseId, opening(cases.game, caseId));
    expect(await cases.recordedVersion(caseId)).toBe(version);
    expect(await statusOf(caseId)).toBe('RUNNING');
  });

  it('may be corrected at once, before the run gives up', async () => {
    const caseId = randomUUID();
    const refused = opening(cases.game, caseId, {}, { actor: withRole('county') });
    await refusalOf(cases.sendWithStart(caseId, refused));
    await cases.sendWithStart(caseId, opening(cases.game, caseId));
    expect(await refusalOf(cases.sendWithStart(caseId, opening(cases.game, caseId)))).toBe(
      'case.alreadyOpen',
    );
    expect(await cases.soundness(caseId)).toMatchObject({ gapless: true, commands: 1 });
  });

  it('is done once when the same request comes many times at once', async () => {
    const caseId = randomUUID();
    const command = opening(cases.game, caseId);
    const answers = await Promise.all(Array.from({ length: 20 }, () => cases.sendWithStart(caseId, command)));
    expect(new Set(answers.map(({ version }) => version)).size).toBe(1);
    expect(await cases.soundness(caseId)).toMatchObject({ gapless: true, commands: 1 });
  });
});

describe('a case that is entered when it is over', () => {
  it('opens and closes once, however often and however late the request is repeated', async () => {
    const caseId = randomUUID();
    const command = reportedAtOnce(cases.game, caseId);
    const send = () =>
      cases.sendWithStart(caseId, command).catch((error: unknown) => {
        // The run is over: PostgreSQL has the answer.
        if (error instanceof WorkflowExecutionAlreadyStartedError) return undefined;
        throw error;
      });
    const answers = (await Promise.all(Array.from({ length: 10 }, send))).filter((answer) => answer);
    expect(answers.length).toBeGreaterThan(0);
    await ended(caseId);
    const sound = await cases.soundness(caseId);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(sound).toMatchObject({ gapless: true, version: answers[0]!.version, commands: 1 });
    expect(await cases.reader.findCase(caseId)).toMatchObject({ status: 'closed', outcome: 'reported' });
    expect([undefined, answers[0]]).toContainEqual(await send());
    expect(await cases.soundness(caseId)).toEqual(sound);
  });
});

describe('closing', () => {
  it('ends the workflow once all is recorded', async () => {
    const caseId = await closedCase();
    expect(await statusOf(caseId)).toBe('COMPLETED');
    expect(await cases.reader.findCase(caseId)).toMatchObject({ status: 'closed', outcome: 'withdrawn' });
    expect(await refusalOf(cases.comment(caseId))).toBe('ended');
  });

  it('leaves nobody waiting who comes at that very moment', async () => {
    for (let round = 0; round < 25; round += 1) {
      const caseId = await cases.open();
      const before = await cases.recordedVersion(caseId);
      const late = Array.from({ length: 6 }, async (_, index) => {
        // Spread over the few milliseconds in which the case is closed, recorded and ended.
        await new Promise((resolve) => setTimeout(resolve, (round % 5) * index * 2));
        return refusalOf(cases.comment(caseId));
      });
      const closing = cases.send(caseId, withdrawal());
      const [{ version }, ...outcomes] = await Promise.all([closing, ...late]);
      for (const outcome of outcomes) expect([undefined, 'case.closed', 'ended']).toContain(outcome);
      const recorded = outcomes.filter((outcome) => outcome === undefined).length;
      await ended(caseId);
      expect(await statusOf(caseId)).toBe('COMPLETED');
      const sound = await cases.soundness(caseId);
      expect(sound).toMatchObject({ gapless: true, version, commands: 2 + recorded });
      expect(version).toBeGreaterThan(before);
    }
  });
});

describe('reopening', () => {
  it('takes the case up again from what is recorded', async () => {
    const caseId = await closedCase();
    const state = await cases.recordedState(caseId);
    const snapshot = await cases.snapshotOf(caseId);
    const { version } = await cases.sendWithStart(caseId, reopening(), { snapshot });
    expect(version).toBeGreaterThan(state.seq);
    expect(await cases.reader.findCase(caseId)).toMatchObject({ status: 'open', round: 2, version });
    await cases.comment(caseId);
    expect(await cases.soundness(caseId)).toMatchObject({ gapless: true, version: version + 1 });
  });

  it('that is refused ends the new run and changes nothing', async () => {
    const caseId = await closedCase();
    const sound = await cases.soundness(caseId);
    const options = { snapshot: await cases.snapshotOf(caseId) };
    const refused = cases.sendWithStart(caseId, reopening({ actor: withRole('gridWorker') }), options);
    expect(await refusalOf(refused)).toBe('case.roleMissing');
    expect(await refusalOf(cases.send(caseId, comment()))).toBe('case.closed');
    await ended(caseId);
    expect(await statusOf(caseId)).toBe('COMPLETED');
    expect(await cases.soundness(caseId)).toEqual(sound);
  });

  it('answers a repeat of what was done before the case was closed', async () => {
    const caseId = await cases.open();
    const command = comment();
    const answer = await cases.send(caseId, command);
    await cases.send(caseId, withdrawal());
    await ended(caseId);
    const snapshot = await cases.snapshotOf(caseId, [answer]);
    await cases.sendWithStart(caseId, reopening(), { snapshot });
    const { version } = await cases.soundness(caseId);
    expect(await cases.send(caseId, command)).toEqual(answer);
    expect((await cases.soundness(caseId)).version).toBe(version);
  });

  it('from what somebody read before another reopened and closed it is refused, and can be tried again', async () => {
    const caseId = await closedCase();
    const read = await cases.snapshotOf(caseId);
    await cases.sendWithStart(caseId, reopening(), { snapshot: read });
    await cases.send(caseId, withdrawal());
    await ended(caseId);
    const sound = await cases.soundness(caseId);

    const command = reopening();
    expect(await refusalOf(cases.sendWithStart(caseId, command, { snapshot: read }))).toBe('command.stale');
    await ended(caseId);
    expect(await statusOf(caseId)).toBe('COMPLETED');
    expect(await cases.soundness(caseId)).toEqual(sound);

    const { version } = await cases.sendWithStart(caseId, command, {
      snapshot: await cases.snapshotOf(caseId),
    });
    expect(await cases.reader.findCase(caseId)).toMatchObject({ status: 'open', round: 3, version });
    expect(await cases.soundness(caseId)).toMatchObject({ gapless: true, commands: sound.commands + 1 });
  });

  it('from another chain of the same length is refused as well, and so is one that names none', async () => {
    const caseId = await closedCase();
    const sound = await cases.soundness(caseId);
    const { head: _, ...nameless } = await cases.snapshotOf(caseId);
    for (const snapshot of [nameless, { ...nameless, head: randomUUID() }]) {
      expect(await refusalOf(cases.sendWithStart(caseId, reopening(), { snapshot }))).toBe('command.stale');
      await ended(caseId);
    }
    expect(await cases.soundness(caseId)).toEqual(sound);
  });
});

describe('a command for another case', () => {
  it('is refused by the run that it was sent to', async () => {
    const [one, other] = [await cases.open(), await cases.open()];
    const sound = await cases.soundness(other);
    const command = comment();
    const sent = cases.handle(other).executeUpdate(commandUpdate, {
      args: [{ ...command, caseId: one }],
      updateId: command.id,
    });
    expect(await refusalOf(sent)).toBe('command.otherCase');
    expect(await cases.soundness(other)).toEqual(sound);
  });
});
