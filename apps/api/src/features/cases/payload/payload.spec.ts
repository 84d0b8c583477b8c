import { describe, expect, it } from '@jest/globals';
import { KINDS } from '#domain';
import { Problem } from '../../../platform/problems/index.js';
import {
  checkPayload,
  hydrate,
  referencesIn,
  refsIn,
  textsOf,
  withRefs,
  type PayloadSchema,
} from './index.js';

const actions = Object.values(KINDS).flatMap(({ kind, actions: all }) =>
  Object.entries(all).map(([action, { schema, example }]) => ({
    name: `${kind}.${action}`,
    schema: schema as PayloadSchema,
    example,
  })),
);
const schemaOf = (name: string): PayloadSchema => actions.find((action) => action.name === name)!.schema;
const refsFor = (texts: string[]) => texts.map((_, index) => ({ content: `c${index}`, digest: `d${index}` }));
const person = (n: number) => `019a0000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** What the problem names, as `pointer code`. */
function codes(name: string, payload: unknown): string[] {
  try {
    checkPayload(schemaOf(name), payload, '/payload');
    return [];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.errors.map(({ path, code }) => `${path} ${code}`);
  }
}

describe('payloads of the step kinds', () => {
  it.each(actions)('$name: its example is valid', ({ name, example }) => {
    expect(codes(name, example)).toEqual([]);
  });

  it.each(actions)('$name: texts go out and come back, and none stays behind', ({ schema, example }) => {
    const texts = textsOf(schema, example);
    const refs = refsFor(texts);
    const command = withRefs(schema, example, refs);
    expect(refsIn(command)).toHaveLength(texts.length);
    for (const text of texts) expect(JSON.stringify(command)).not.toContain(text);
    const stored = new Map(refs.map(({ content }, index) => [content, texts[index]!]));
    expect(hydrate(command, stored)).toEqual(example);
  });

  it('takes texts out of lists of objects', () => {
    const payload = {
      members: [person(1)],
      proxies: [{ partyId: person(2), proxyId: person(3), authorisation: '委托书' }],
    };
    expect(textsOf(schemaOf('deliberate.attend'), payload)).toEqual(['委托书']);
  });

  it('says what was erased', () => {
    expect(hydrate({ note: { content: 'gone', digest: 'd' } }, new Map([['gone', null]]))).toEqual({
      note: null,
    });
  });
});

describe('what is wrong with a payload', () => {
  it('names an unknown field', () => {
    const payload = { ...KINDS.decide.actions.complete!.example, reasons: 'x' };
    expect(codes('decide.complete', payload)).toEqual(['/payload/reasons field.unknown']);
  });

  it('names the place inside lists, all of them', () => {
    const members = [
      { personId: person(1), nomination: 'adHoc' },
      { personId: 'no', nomination: 'king' },
    ];
    expect(codes('selectMembers.complete', { members }).sort()).toEqual([
      '/payload/members/1/nomination field.oneOf',
      '/payload/members/1/personId field.uuid',
    ]);
  });

  it('refuses what only the API may fill in', () => {
    const members = [{ personId: person(1), nomination: 'adHoc', closeKinOf: [person(2)] }];
    expect(codes('selectMembers.complete', { members })).toEqual([
      '/payload/members/0/closeKinOf field.unknown',
    ]);
  });

  it.each([
    ['2026-02-30T10:00:00+08:00'],
    ['2026-10-20T15:00:00'],
    ['2026-10-20 15:00:00+08:00'],
    ['2026-12-31T23:59:60Z'],
    ['2026-10-20T15:00:00+0800'],
    ['２０２６-10-20T15:00:00+08:00'],
  ])('%s is no instant', (at) => {
    const payload = { ...KINDS.convene.actions.complete!.example, at };
    expect(codes('convene.complete', payload)).toEqual(['/payload/at field.instant']);
  });

  it('refuses ids written otherwise, for rules compare them as text', () => {
    const parties = [person(1).toUpperCase(), person(1)];
    const payload = { ...KINDS.triage.actions.complete!.example, parties };
    expect(codes('triage.complete', payload)).toEqual(['/payload/parties/0 field.uuid']);
  });

  it('refuses numbers out of bounds, lists with repeats, texts without end and blank ones', () => {
    expect(codes('deliberate.vote', { for: 1e308, against: -1, abstained: 0.5 })).toHaveLength(3);
    expect(codes('deliberate.attend', { members: [person(1), person(1)] })).toEqual([
      '/payload/members field.twice',
    ]);
    expect(codes('sign.refuse', { signerId: person(1), reason: '长'.repeat(1_000_000) })).toEqual([
      '/payload/reason field.tooLong',
    ]);
    for (const reason of [' \u3000\n', '\u200b', '\u2060\u3164', '\u2800'])
      expect(codes('sign.refuse', { signerId: person(1), reason })).toEqual([
        '/payload/reason field.required',
      ]);
  });

  it('never repeats a value of the request', () => {
    const payload = { signerId: '张三丰', reason: 4 };
    expect(codes('sign.refuse', payload)).toHaveLength(2);
    expect(JSON.stringify(codes('sign.refuse', payload))).not.toContain('张三丰');
  });
});

describe('references', () => {
  it('tells persons, departments and attachments apart', () => {
    const opine = KINDS.opine.actions.opine!;
    const found = referencesIn(opine.schema as PayloadSchema, { ...opine.example, evidence: [person(9)] });
    expect(found.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      'department /departmentId',
      'attachment /evidence/0',
    ]);
    const triage = KINDS.triage.actions.complete!;
    expect(referencesIn(triage.schema as PayloadSchema, triage.example).map(({ path }) => path)).toEqual([
      '/parties/0',
      '/parties/1',
    ]);
  });
});
