import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { parseProcedure, type LocatedProblem } from './index.js';

const FOLDER = new URL('../../../procedures/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));
const textOf = (file: string): string => readFileSync(new URL(file, FOLDER), 'utf8');

const good = (text: string) => {
  const parsed = parseProcedure(text);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed;
};
const problems = (text: string): LocatedProblem[] => {
  const parsed = parseProcedure(text);
  return 'problems' in parsed ? parsed.problems : [];
};
const places = (text: string): string[] =>
  problems(text).map(({ code, line, column }) => `${line}:${column} ${code}`);

const SMALL = `key: small
version: 1
name: { zh: 小, en: Small }
categories: [development]
start: look
steps:
  - key: look
    kind: investigate
    name: { zh: 看, en: Look }
    owner: clerk
    term: 2wd
    on:
      completed: decide
  - key: decide
    kind: decide
    name: { zh: 定, en: Decide }
    owner: committee
    term: 2wd
    on:
      decided: { end: implemented }
      returned: { to: look, limit: 2, afterLimit: { end: handedUp } }
`;

describe('parseProcedure', () => {
  it('turns what people write into what cases carry, defaults filled in', () => {
    const { procedure, warnings } = good(SMALL);
    expect(warnings).toEqual([]);
    expect(procedure.steps).toMatchObject([
      { key: 'look', params: { minHeard: 1 }, on: { completed: { to: 'decide' } } },
      {
        key: 'decide',
        params: { form: 'full' },
        on: {
          decided: { end: 'implemented' },
          returned: { to: 'look', limit: 2, afterLimit: { end: 'handedUp' } },
        },
      },
    ]);
    expect(good(textOf('intake.yaml')).procedure.steps[0]?.on.admitted).toEqual({ chosenProcedure: true });
    expect(
      good(textOf('dispute.yaml')).procedure.steps.find(({ key }) => key === 'sign')?.on.refused,
    ).toEqual({
      to: 'convene',
      limit: 1,
      afterLimit: { to: 'explainWays' },
    });
  });

  it.each(FILES)('reads the full form of %s as the same procedure, as YAML and as JSON', (file) => {
    const { procedure, digest } = good(textOf(file));
    for (const text of [JSON.stringify(procedure), stringify(procedure)])
      expect(good(text)).toEqual({ procedure, digest, warnings: [] });
  });

  it('has a digest of what it means, not of how it is laid out', () => {
    const { digest } = good(SMALL);
    expect(digest).toMatch(/^[\w-]{43}$/);
    expect(good(`# a comment\n${SMALL.replace('version: 1\n', '')}version: 1\n`).digest).toBe(digest);
    expect(good(SMALL.replace('term: 2wd', 'term: 3wd')).digest).not.toBe(digest);
  });
});

describe('what is wrong is told by line and column', () => {
  it.each<[string, string, string[]]>([
    ['no YAML', 'key: a\n  b: : c\n', ['1:6 yaml.syntax', '1:6 yaml.syntax', '2:6 yaml.syntax']],
    ['a key twice', SMALL.replace('version: 1', 'version: 1\nversion: 2'), ['3:1 yaml.syntax']],
    ['no map', '- 1', ['1:1 field.type']],
    [
      'a field that is unknown',
      SMALL.replace('    owner: clerk', '    boss: clerk\n    owner: clerk'),
      ['10:5 field.unknown'],
    ],
    ['a field that is missing', SMALL.replace('    owner: clerk\n', ''), ['7:5 field.missing']],
    ['a wrong type', SMALL.replace('version: 1', 'version: one'), ['2:1 field.type']],
    ['a wrong category', SMALL.replace('[development]', '[war]'), ['4:14 field.oneOf']],
    ['a bad key', SMALL.replace('start: look', 'start: Look!'), ['5:1 field.pattern']],
    [
      'a way that is neither',
      SMALL.replace('{ end: implemented }', '{ stop: yes }'),
      ['20:7 field.missing', '20:18 field.unknown'],
    ],
    ['an end that does not exist', SMALL.replace('end: implemented', 'end: won'), ['20:18 field.oneOf']],
    [
      'an outcome that leads nowhere',
      SMALL.replace('      completed: decide', '      finished: decide'),
      ['12:5 outcome.leadsNowhere', '13:7 outcome.unknown'],
    ],
    [
      'a step that does not exist',
      SMALL.replace('completed: decide', 'completed: gone'),
      ['13:7 step.unknown', '14:5 step.unreachable'],
    ],
    ['a wrong term', SMALL.replace('term: 2wd', 'term: 0wd'), ['11:5 term.notPositive']],
    [
      'a wrong parameter',
      SMALL.replace('    term: 2wd\n', '    term: 2wd\n    params: { minHeard: 0 }\n'),
      ['12:15 field.tooSmall'],
    ],
    ['a loop', SMALL.replace('limit: 2, afterLimit: { end: handedUp } ', ''), ['21:7 loop.unbounded']],
    ['a limit in words', SMALL.replace('limit: 2', 'limit: two'), ['21:29 field.type']],
  ])('%s', (_, text, expected) => {
    expect(places(text)).toEqual(expected);
  });

  it('points beyond a limit at what is written there', () => {
    expect(places(SMALL.replace('{ end: handedUp }', 'gone'))).toEqual(['21:39 step.unknown']);
  });

  it('gives warnings their place too', () => {
    const { warnings } = good(
      SMALL.replace(
        'term: 2wd',
        'term: 2wd\n    reminderRules:\n      - { before: 2wd, recipient: assignee }',
      ),
    );
    expect(warnings).toMatchObject([
      { code: 'reminderRule.neverReached', severity: 'warning', line: 13, column: 9 },
    ]);
  });
});

describe('bad input', () => {
  it('is refused when too long', () => {
    expect(places(`${SMALL}#${'x'.repeat(200_000)}`)).toEqual(['1:1 yaml.tooLong']);
  });

  it('is refused when aliases would blow it up', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 10; i += 1)
      bomb.push(
        `${'abcdefghij'[i]}: &${'abcdefghij'[i]} [${Array(9)
          .fill(`*${'abcdefghij'[i - 1]}`)
          .join(', ')}]`,
      );
    expect(places(bomb.join('\n'))).toEqual(['1:1 yaml.syntax']);
  });

  it('may nest as deep as it likes', () => {
    expect(problems('['.repeat(20_000)).length).toBeGreaterThan(0);
    expect(problems(`${'['.repeat(20_000)}${']'.repeat(20_000)}`).length).toBeGreaterThan(0);
  });

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => problems(text).length > 0));
    const at = fc.nat(SMALL.length);
    fc.assert(
      fc.property(
        at,
        at,
        fc.constantFrom('', '- ', ': ', '{', '&a ', '*a', '!!x ', '\t', '"', '%'),
        (from, length, text) => {
          parseProcedure(SMALL.slice(0, from) + text + SMALL.slice(from + (length % 20)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('knows only the roles that the organisation has', () => {
    const parsed = parseProcedure(SMALL, { roles: ['clerk'] });
    expect('problems' in parsed && parsed.problems).toMatchObject([{ code: 'owner.unfilled', line: 17 }]);
  });
});
