import { describe, expect, it } from '@jest/globals';
import { aCase, aRef, aStep, aText, anId, at } from '../../../domain/src/testing/index.js';
import { CASE_ROW, STEP_ROW } from '../read/read-model.entities.js';
import type { Table } from '../sql/table.js';
import { rowsOf } from './case-rows.js';

const dueOn = (day: number): number => at('2026-11-01T00:00') + day * 86_400_000;

describe('rowsOf', () => {
  it('takes the nearest due time of open steps, and the case’s own date for open steps only', () => {
    const rows = rowsOf(
      aCase({
        externalRefs: [aRef('n', '2026-11-03')],
        steps: {
          done: aStep('sign', { key: 'done', status: 'done', dueAt: dueOn(1) }),
          late: aStep('opine', { key: 'late', dueAt: dueOn(9) }),
          soon: aStep('decide', { key: 'soon', dueAt: dueOn(4) }),
          undated: aStep('feedback', { key: 'undated' }),
        },
      }),
    );
    expect(rows.case).toMatchObject({ dueAt: dueOn(4), caseDueAt: dueOn(3) });
    expect(rows.steps.map(({ step, dueAt, caseDueAt }) => [step, dueAt, caseDueAt])).toEqual([
      ['done', dueOn(1), Infinity],
      ['late', dueOn(9), dueOn(3)],
      ['soon', dueOn(4), dueOn(3)],
      ['undated', Infinity, dueOn(3)],
    ]);
  });

  it('tells of each department what it said, and what was overruled', () => {
    const opinions = {
      [anId(1)]: { position: 'disagree' as const, overruled: true },
      [anId(2)]: { position: 'agree' as const },
    };
    const facts = { departments: [anId(1), anId(2), anId(3)], opinions };
    expect(rowsOf(aCase({ facts })).departments.map(({ position }) => position)).toEqual([
      'overruled',
      'agree',
      null,
    ]);
  });

  it('names who raised it and the parties, each once', () => {
    const [raiser, other] = [anId(1), anId(2)];
    const { persons } = rowsOf(aCase({ reporterId: raiser, facts: { parties: [other, raiser] } }));
    expect(persons.map(({ personId, party }) => [personId, party])).toEqual([
      [raiser, true],
      [other, true],
    ]);
    expect(rowsOf(aCase({ reporterId: raiser, facts: { parties: [] } })).persons).toMatchObject([
      { personId: raiser, party: false },
    ]);
  });

  it('shows and finds the title that can be read, and none that can’t', () => {
    const state = aCase({ title: aText(2) });
    const [read, unread] = [rowsOf(state, '屋檐滴水').case, rowsOf(state).case];
    expect(read.title).toBe('屋檐滴水');
    expect(read.search).toContain('滴水');
    expect(unread.title).toBeNull();
    expect(unread).toEqual(rowsOf(aCase()).case);
  });

  it('fills every column that is written', () => {
    const { case: row, steps } = rowsOf(aCase({ steps: { sign: aStep('sign') } }));
    const check = <Row extends object>(table: Table<Row>, one: Row) => {
      expect(Object.keys(one).sort()).toEqual(table.columns.map(({ property }) => property).sort());
      expect(Object.keys(table.doc(one))).toEqual(table.columns.map(({ name }) => name));
    };
    check(CASE_ROW, row);
    check(STEP_ROW, steps[0]!);
    expect(CASE_ROW.doc(row)).toMatchObject({ due_at: 'infinity', closed_at: null, case_due_at: 'infinity' });
  });
});
