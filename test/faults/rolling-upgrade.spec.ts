import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { caseStatusQuery, caseWorkflowId } from '#contracts';
import { RULES_VERSION } from '#domain';
import { ChangeAnnouncer, Recorder } from '#persistence';
import { dataConverterPaths } from '#temporal';
import { until } from '#testing';
import { bundleWorkflowCode, NativeConnection, type Worker } from '@temporalio/worker';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { becomeCurrent, type Deployment } from '../../apps/worker/src/deployment.js';
import { RecordActivities } from '../../apps/worker/src/recording/record-activities.js';
import { bundleOptions } from '../../apps/worker/src/workflow-bundle.js';
import { Cases } from '../support/cases.js';
import { comment, opening } from '../support/commands.js';
import { historyOf } from '../support/histories.js';

const NEWER = RULES_VERSION + 1;

let cases: Cases;
let connection: NativeConnection;
let bundles: Map<number, string>;
const running: { worker: Worker; ended: Promise<void> }[] = [];

/** Today's workflow code, and the same as it would be after a release with newer rules. */
async function bundle(rules: number): Promise<string> {
  const { code } = await bundleWorkflowCode(bundleOptions(dataConverterPaths.failureConverterPath));
  const named = /RULES_VERSION = (\d+);/g;
  expect([...code.matchAll(named)].map(([, version]) => Number(version))).toEqual([RULES_VERSION]);
  return code.replace(named, `RULES_VERSION = ${rules};`);
}

async function start(rules: number, deployment?: Deployment): Promise<void> {
  const worker = await createWorker({
    connection,
    temporal: cases.temporal,
    ring: cases.ring,
    activities: new RecordActivities(
      new Recorder(cases.pool, cases.ring, undefined, rules),
      new ChangeAnnouncer(cases.pool),
    ),
    ...(deployment && { deployment }),
    workflows: { workflowBundle: { code: bundles.get(rules)! } },
  });
  running.push({ worker, ended: worker.run() });
}

async function stopAll(): Promise<void> {
  for (const { worker } of running) worker.shutdown();
  await Promise.all(running.splice(0).map(({ ended }) => ended));
}

beforeAll(async () => {
  cases = await Cases.prepare();
  connection = await NativeConnection.connect({ address: cases.temporal.address });
  bundles = new Map([
    [RULES_VERSION, await bundle(RULES_VERSION)],
    [NEWER, await bundle(NEWER)],
  ]);
}, 120_000);
afterAll(async () => {
  await stopAll();
  await connection?.close();
  await cases?.close();
});

const buildsOf = async (caseId: string): Promise<Set<string>> => {
  const { events } = await historyOf(cases.handle(caseId));
  const tasks = (events ?? []).flatMap(({ workflowTaskCompletedEventAttributes: task }) => task ?? []);
  return new Set(tasks.map(({ deploymentVersion }) => deploymentVersion?.buildId ?? ''));
};

const hasOnly = async (caseId: string, { buildId }: Deployment): Promise<boolean> =>
  [...(await buildsOf(caseId))].join() === buildId;

describe('a run whose rules are newer than the worker’s', () => {
  it('is not decided by it: its task fails where the operator sees it, and a newer worker goes on', async () => {
    await start(NEWER);
    const caseId = randomUUID();
    const { version } = await cases.sendWithStart(caseId, opening(cases.game, caseId), { rules: NEWER });
    await stopAll();
    await start(RULES_VERSION);
    // Nobody answers it: what was not accepted is sent again.
    const said = comment();
    const unanswered = cases.send(caseId, said).catch(() => undefined);
    const failed = async () =>
      (await historyOf(cases.handle(caseId))).events?.some(
        (event) => event.workflowTaskFailedEventAttributes,
      ) ?? false;
    await until(() => failed().catch(() => false), 'the old worker meets the new rules');
    expect(await cases.recordedVersion(caseId)).toBe(version);
    await stopAll();
    await start(NEWER);
    const answered = () => cases.send(caseId, said).then((answer) => answer.version === version + 1);
    await until(() => answered().catch(() => false), 'the newer worker goes on');
    await unanswered;
    expect(await cases.handle(caseId).query(caseStatusQuery)).toMatchObject({ rules: NEWER });
    expect(await cases.soundness(caseId)).toMatchObject({ gapless: true, commands: 2 });
    await cases.handle(caseId).terminate();
    await stopAll();
  }, 120_000);
});

describe('a rolling upgrade under load', () => {
  const old: Deployment = { name: '', buildId: `r${RULES_VERSION}-old` };
  const next: Deployment = { name: '', buildId: `r${NEWER}-next` };

  it('takes every run over, loses and doubles nothing, and the old worker never comes back', async () => {
    const { namespace, taskQueue } = cases.temporal;
    for (const deployment of [old, next]) deployment.name = taskQueue;
    await start(RULES_VERSION, old);
    expect(await becomeCurrent(connection, namespace, old)).toBe(old.buildId);
    const caseIds = await Promise.all(Array.from({ length: 4 }, () => cases.open({ continueAfter: 12 })));
    const sent = new Map(caseIds.map((caseId) => [caseId, 0]));
    let over = false;
    const lane = async (caseId: string): Promise<void> => {
      while (!over) {
        await cases.comment(caseId);
        sent.set(caseId, sent.get(caseId)! + 1);
      }
    };
    const lanes = Promise.all(caseIds.flatMap((caseId) => [lane(caseId), lane(caseId)]));
    const all = (enough: number) =>
      until(() => [...sent.values()].every((n) => n >= enough), `${enough} comments each`);
    await all(8);
    // A run that has just continued as new has no task yet.
    for (const caseId of caseIds) await until(() => hasOnly(caseId, old), 'the old version takes the tasks');

    await start(NEWER, next);
    expect(await becomeCurrent(connection, namespace, next)).toBe(next.buildId);
    const newRules = async (caseId: string) =>
      (await cases.handle(caseId).query(caseStatusQuery)).rules === NEWER;
    await until(
      async () => (await Promise.all(caseIds.map(newRules))).every(Boolean),
      'all go by the new rules',
    );
    // The old one, started again, takes nothing back.
    expect(await becomeCurrent(connection, namespace, old)).toBe(next.buildId);
    over = true;
    await lanes;

    for (const caseId of caseIds) {
      const commands = 1 + sent.get(caseId)!;
      const sound = await cases.soundness(caseId);
      expect(sound).toMatchObject({ gapless: true, version: sound.events, commands });
      await until(() => hasOnly(caseId, next), 'the new version takes the tasks');
      const rules = new Set((await cases.reader.events(caseId)).map((event) => event.rules));
      expect(rules).toEqual(new Set([RULES_VERSION, NEWER]));
      await cases.client.workflow.getHandle(caseWorkflowId(caseId)).terminate();
    }
  }, 180_000);
});
