import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { caseWorkflowId, DIVERGED } from '#contracts';
import { EncryptionCodec } from '#crypto';
import { ContentStore } from '#persistence';
import { ApplicationFailure, type Payload } from '@temporalio/common';
import type { temporal } from '@temporalio/proto';
import { historyOf, payloadsOf } from '../../support/histories.js';
import { Cases } from '../../support/cases.js';
import { aKeyRing } from '../../support/key-ring.js';
import { aCommand, opening } from '../../support/commands.js';

type History = temporal.api.history.v1.IHistory;

const MARKER = '标记甲某-不许外泄';
const MESSAGE = 'message-of-a-failure';
let cases: Cases;
let diverging = false;

beforeAll(async () => {
  cases = await Cases.start({
    activities: (real) => ({
      record: (input) =>
        diverging ? Promise.reject(ApplicationFailure.nonRetryable(MESSAGE, DIVERGED)) : real.record(input),
      park: (input) => real.park(input),
      isRecordedHead: (head) => real.isRecordedHead(head),
    }),
  });
});
afterAll(() => cases?.close());

/** A case with a text in it, and its history at the end. */
async function caseWithText(): Promise<{ caseId: string; history: History }> {
  const caseId = randomUUID();
  const store = new ContentStore(cases.pool, cases.ring);
  const [matter, text] = await store.put(`case/${caseId}`, [MARKER, MARKER]);
  await cases.sendWithStart(caseId, opening(cases.game, caseId, { matter: matter! }));
  await cases.send(caseId, aCommand({ type: 'comment', text: text! }));
  expect(await store.get([matter!, text!])).toEqual([{ text: MARKER }, { text: MARKER }]);
  return { caseId, history: await historyOf(cases.handle(caseId)) };
}

const contextOf = (caseId: string) => ({
  type: 'workflow' as const,
  namespace: cases.temporal.namespace,
  workflowId: caseWorkflowId(caseId),
});

const everyForm = (marker: string): string[] => {
  const bytes = Buffer.from(marker);
  return [marker, JSON.stringify(marker), bytes.toString('base64'), bytes.toString('hex')];
};

/** The bytes of all payloads, as text of one character a byte. */
const bytesOf = (payloads: readonly Payload[]): string =>
  payloads.map(({ data }) => Buffer.from(data ?? []).toString('latin1')).join('\n');

it('texts stand in no history, not even in a decoded one', async () => {
  const { caseId, history } = await caseWithText();
  const codec = new EncryptionCodec(cases.ring);
  const decoded = await codec.decode(payloadsOf(history), contextOf(caseId));
  const clear = decoded.map(({ data }) => Buffer.from(data ?? []).toString()).join('\n');
  expect(clear).toContain(caseId);
  expect(clear).toContain('commented');
  for (const form of everyForm(MARKER)) expect(clear).not.toContain(form);
});

it('what stands in a history can be read by nobody without the key', async () => {
  const { caseId, history } = await caseWithText();
  const payloads = payloadsOf(history);
  expect(payloads.length).toBeGreaterThan(5);
  const stored = bytesOf(payloads) + JSON.stringify(history);
  for (const word of ['commented', 'caseOpened', 'committee', 'triage', '"json/plain"'])
    for (const form of everyForm(word)) expect(stored).not.toContain(form);
  for (const { metadata } of payloads)
    expect(Buffer.from(metadata!['encoding']!).toString()).toBe('binary/encrypted');
  await expect(new EncryptionCodec(aKeyRing()).decode(payloads, contextOf(caseId))).rejects.toThrow();
});

it('failures are encrypted as well', async () => {
  const caseId = await cases.open();
  diverging = true;
  const waiting = cases.comment(caseId).catch((error: Error) => error);
  const failed = async () =>
    (await historyOf(cases.handle(caseId))).events?.find((event) => event.activityTaskFailedEventAttributes);
  let event = await failed();
  while (!event) event = await failed();
  diverging = false;
  expect(event.activityTaskFailedEventAttributes?.failure?.message).toBe('Encoded failure');
  expect(JSON.stringify(event)).not.toContain(MESSAGE);
  const { failure } = event.activityTaskFailedEventAttributes!;
  const [attributes] = await new EncryptionCodec(cases.ring).decode(
    [failure!.encodedAttributes as Payload],
    contextOf(caseId),
  );
  expect(Buffer.from(attributes!.data!).toString()).toContain(MESSAGE);
  await cases.handle(caseId).terminate();
  expect(await waiting).toBeInstanceOf(Error);
});

it('nobody can slip plain input past the worker', async () => {
  const plain = cases.temporal.client();
  const before = randomUUID();
  await plain.workflow.start('caseWorkflow', {
    workflowId: `case/${before}`,
    taskQueue: cases.temporal.taskQueue,
    args: [{ caseId: before, rules: 1 }],
    workflowTaskTimeout: '1s',
  });
  const handle = plain.workflow.getHandle(`case/${before}`);
  const failure = async () =>
    (await historyOf(handle)).events?.find((event) => event.workflowTaskFailedEventAttributes);
  let event = await failure();
  while (!event) event = await failure();
  await handle.terminate();
  expect(await cases.soundness(before)).toMatchObject({ events: 0 });
});

it('what was said to one case says nothing to another', async () => {
  const one = await caseWithText();
  const other = await cases.open();
  const sound = await cases.soundness(other);
  const accepted = one.history.events?.findLast(
    (event) => event.workflowExecutionUpdateAcceptedEventAttributes,
  );
  const { input } = accepted!.workflowExecutionUpdateAcceptedEventAttributes!.acceptedRequest!;
  const { connection } = cases.client;
  const sent = connection.workflowService.updateWorkflowExecution({
    namespace: cases.temporal.namespace,
    workflowExecution: { workflowId: caseWorkflowId(other) },
    request: { meta: { updateId: randomUUID() }, input: input! },
    waitPolicy: { lifecycleStage: 3 },
  });
  const failed = async () =>
    (await historyOf(cases.handle(other))).events?.find((event) => event.workflowTaskFailedEventAttributes);
  const answered = sent.then(
    ({ outcome }) => outcome ?? {},
    () => ({}),
  );
  await Promise.race([answered, eventuallyFailed(failed)]);
  expect(await cases.soundness(other)).toEqual(sound);
  await cases.handle(other).terminate();
  expect(await answered).not.toHaveProperty('success');
});

async function eventuallyFailed(failed: () => Promise<unknown>): Promise<void> {
  while (!(await failed())) await new Promise((again) => setTimeout(again, 50));
}
