import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { DateField, InputPipe, NestedListField, YearField } from './index.js';

class Person {
  @YearField({ range: 'birth', description: '出生年份 · Year of birth' })
  birthYear!: number;
}
class Query {
  @DateField({ range: 'figures', description: '第一天 · First day' })
  from!: string;

  @DateField({ range: 'byRules', description: '到 · Until' })
  until!: string;

  @NestedListField(() => Person, { description: '人员 · People' })
  people!: Person[];
}

const pipe = new InputPipe({ now: () => Date.parse('2026-10-13T10:00:00+08:00') });
const refusals = (from: string, birthYear: number): Promise<unknown> =>
  pipe
    .transform({ from, until: '9999-12-31', people: [{ birthYear }] }, { type: 'body', metatype: Query })
    .then(
      () => [],
      (problem: { errors: unknown }) => problem.errors,
    );

describe('dates that no rule looks at', () => {
  it('are those that can be meant', async () => {
    expect(await refusals('2026-10-01', 1968)).toEqual([]);
    expect(await refusals('2006-10-14', 2026)).toEqual([]);
  });

  it.each(['0206-10-13', '2126-01-01', '9999-12-31'])('are not %s: what is allowed is told', async (from) => {
    expect(await refusals(from, 1968)).toEqual([
      { path: '/from', code: 'date.implausible', params: { earliest: '2006-10-12', latest: '2036-10-13' } },
    ]);
  });

  it('have nobody born in the future', async () => {
    expect(await refusals('2026-10-01', 2027)).toEqual([
      { path: '/people/0/birthYear', code: 'field.tooBig', params: { max: 2026 } },
    ]);
  });
});
