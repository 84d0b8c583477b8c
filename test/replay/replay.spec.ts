import { beforeAll, describe, expect, it } from '@jest/globals';
import { quietRuntime } from '../support/quiet-runtime.js';
import { historyNames, rawHistory, recordedInputs } from './histories.js';
import { replay, type Replayed } from './replay.js';

/** Recorded by `npm run histories:record`; those of released versions are kept as they are. */
const NAMES = historyNames();

/** One history at least of each. */
const WAYS = [
  ...['continued', 'dispute', 'open', 'parked', 'refused-signature', 'reopened', 'supervision-order'],
  ...['reminded', 'paused-extended', 'calendar-escalated', 'record-done'],
];

/** What must have happened in one of them. */
const SHAPES = [
  ...['reminded', 'paused', 'resumed', 'extensionRequested', 'extensionDecided', 'calendarApplied'],
  ...['escalated', 'caseReopened', 'stepRescheduled', 'dutyIssued', 'dutyReturned', 'dutyClosed'],
];

interface Carried {
  payloads: { metadata: { encoding: string }; data: string }[];
  failures: { message: string; stackTrace?: string }[];
}

/** All payloads and failures, however deep they stand. */
function carried(value: unknown, found: Carried = { payloads: [], failures: [] }): Carried {
  if (typeof value !== 'object' || value === null) return found;
  if ('metadata' in value && 'data' in value) found.payloads.push(value as Carried['payloads'][number]);
  for (const [key, child] of Object.entries(value)) {
    if (key === 'failure') found.failures.push(child as Carried['failures'][number]);
    carried(child, found);
  }
  return found;
}

describe('recorded histories on today’s code', () => {
  let replayed: Replayed[];

  beforeAll(async () => {
    quietRuntime();
    replayed = await replay(NAMES);
  }, 120_000);

  it('are there for each way that a run may go', () => {
    const kinds = new Set(NAMES.map((name) => name.replace(/^v\d+-/, '').replace(/-run\d+$/, '')));
    expect([...kinds].sort()).toEqual([...WAYS].sort());
  });

  it.each(SHAPES)('hold among them %s', async (type) => {
    const inputs = await Promise.all(replayed.map(({ kept }) => recordedInputs(kept)));
    const events = inputs.flat().flatMap((input) => input.events as { type: string }[]);
    expect(events.some((event) => event.type === type)).toBe(true);
  });

  it('hold a clock that rang, a run that goes on in another, and one that was confirmed', () => {
    const events = replayed.flatMap(({ kept }) => kept.history.events ?? []);
    expect(events.some((event) => event.timerFiredEventAttributes)).toBe(true);
    expect(events.some((event) => event.workflowExecutionContinuedAsNewEventAttributes)).toBe(true);
    const activities = events.flatMap(({ activityTaskScheduledEventAttributes: one }) => one ?? []);
    expect(activities.some(({ activityType }) => activityType?.name === 'isRecordedHead')).toBe(true);
  });

  it.each(NAMES)('%s gives the same commands and records the same events', async (name) => {
    const run = replayed.find((one) => one.name === name);
    expect(run?.error).toBeUndefined();
    const recorded = await recordedInputs(run!.kept);
    expect(recorded.length).toBeGreaterThan(0);
    expect(run?.inputs).toEqual(recorded);
  });

  it.each(NAMES)('%s shows nothing of the case: each payload and failure is sealed', (name) => {
    const { payloads, failures } = carried(JSON.parse(rawHistory(name)));
    expect(payloads.length).toBeGreaterThan(2);
    for (const { metadata, data } of payloads) {
      expect(Buffer.from(metadata.encoding, 'base64').toString()).toBe('binary/encrypted');
      expect(Buffer.from(data, 'base64').toString('latin1')).not.toMatch(/caseId|dutyId|commandId|json/);
    }
    for (const failure of failures) {
      expect(failure.message).toBe('Encoded failure');
      expect(failure.stackTrace ?? '').toBe('');
    }
  });
});

describe('a rule that was changed without a new version', () => {
  const name = NAMES.find((one) => one.endsWith('-dispute'))!;

  it('is seen in the inputs of record, which replay alone does not compare', async () => {
    quietRuntime();
    const [run] = await replay([name], './broken-rule.ts');
    expect(run?.error).toBeUndefined();
    const recorded = await recordedInputs(run!.kept);
    expect(run?.inputs).toHaveLength(recorded.length);
    expect(run?.inputs).not.toEqual(recorded);
  }, 120_000);
});
