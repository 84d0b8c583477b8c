import { describe, expect, it } from '@jest/globals';
import { KINDS } from '#domain';
import fc from 'fast-check';
import {
  faultsOf,
  hydrate,
  referencesIn,
  refsIn,
  textFault,
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
const codes = (name: string, payload: unknown) =>
  faultsOf(schemaOf(name), payload).map(({ path, code }) => `${path} ${code}`);

describe('payloads of the step kinds', () => {
  it.each(actions)('$name: its example is valid', ({ schema, example }) => {
    expect(faultsOf(schema, example)).toEqual([]);
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

describe('faults of a payload', () => {
  it.each([['comment on an unknown field', 'withdrawn', { reasons: 'x' }]])('%s', (_name, _kind, extra) => {
    const payload = { ...KINDS.decide.actions.complete!.example, ...extra };
    expect(codes('decide.complete', payload)).toEqual(['/reasons field.unknown']);
  });

  it('names the path inside lists', () => {
    const members = [
      { personId: person(1), nomination: 'adHoc' },
      { personId: 'no', nomination: 'king' },
    ];
    expect(codes('selectMembers.complete', { members }).sort()).toEqual([
      '/members/1/nomination field.notAllowed',
      '/members/1/personId field.not.uuid',
    ]);
  });

  it('refuses what only the API may fill in', () => {
    const members = [{ personId: person(1), nomination: 'adHoc', closeKinOf: [person(2)] }];
    expect(codes('selectMembers.complete', { members })).toEqual(['/members/0/closeKinOf field.unknown']);
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
    expect(codes('convene.complete', payload)).toEqual(['/at field.not.date-time']);
  });

  it('refuses numbers out of bounds, lists with repeats and texts without end', () => {
    expect(codes('deliberate.vote', { for: 1e308, against: -1, abstained: 0.5 })).toHaveLength(3);
    expect(codes('deliberate.attend', { members: [person(1), person(1)] })).toEqual([
      '/members field.repeated',
    ]);
    expect(codes('sign.refuse', { signerId: person(1), reason: '长'.repeat(1_000_000) })).toEqual([
      '/reason field.tooLong',
    ]);
  });

  it('is not exhausted by depth or breadth', () => {
    let deep: unknown = {};
    for (let level = 0; level < 10_000; level += 1) deep = [deep];
    expect(codes('sign.close', deep)).toEqual([' field.tooLarge']);
    expect(codes('sign.close', Array(100_000).fill(0))).toEqual([' field.tooLarge']);
  });

  it.each([
    ['NUL', 'a\0b', 'text.control'],
    ['a lone surrogate', 'a\ud800b', 'text.malformed'],
    ['a bidi override', '张三\u202e李四', 'text.bidi'],
    ['blanks only', ' \u3000\n', 'text.blank'],
  ])('refuses %s in a text', (_name, reason, code) => {
    expect(codes('sign.refuse', { signerId: person(1), reason })).toEqual([`/reason ${code}`]);
  });

  it('lets every ordinary text pass', () => {
    fc.assert(
      fc.property(fc.constantFrom('滴水三年，', '“两委”', 'OK 👍🏽\n\t', '𠮷野家', 'ﷺ'), (text) => {
        expect(textFault(text)).toBeUndefined();
      }),
    );
  });

  it('never carries a value of the request', () => {
    const payload = { signerId: '张三丰', reason: 4 };
    expect(JSON.stringify(faultsOf(schemaOf('sign.refuse'), payload))).not.toContain('张三丰');
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
