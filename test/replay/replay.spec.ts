import { beforeAll, describe, expect, it } from '@jest/globals';
import { quietRuntime } from '../support/quiet-runtime.js';
import { historyNames, rawHistory, recordedInputs } from './histories.js';
import { replay, type Replayed } from './replay.js';

/** Recorded by `npm run histories:record`; those of released versions are kept as they are. */
const NAMES = historyNames();

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
    expect([...kinds].sort()).toEqual(
      ['continued', 'dispute', 'open', 'order', 'parked', 'refused-signature', 'reopened'].sort(),
    );
  });

  it.each(NAMES)('%s gives the same commands and records the same events', async (name) => {
    const run = replayed.find((one) => one.name === name);
    expect(run?.error).toBeUndefined();
    const recorded = await recordedInputs(run!.history);
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
    const recorded = await recordedInputs(run!.history);
    expect(run?.inputs).toHaveLength(recorded.length);
    expect(run?.inputs).not.toEqual(recorded);
  }, 120_000);
});
