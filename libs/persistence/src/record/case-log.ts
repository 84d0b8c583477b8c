import { type CaseEvent, type CaseState, evolve, RULES_VERSION } from '#domain';
import { TITLE_LIVES } from '../content/titles.js';
import { personsOf, rowsOf } from './case-rows.js';
import { figureRows, FIGURES_IN, figuresOf } from './figures.js';
import type { Log } from './log.js';
import { caseMails } from './mails.js';
import { CASE_ACTOR, CASE_DEPARTMENT, CASE_PERSON, CASE_ROW, STEP_ROW } from '../read/read-model.entities.js';
import { statementsOf } from './statements.js';

const DEPARTMENTS_GONE = `DELETE FROM case_department d USING head
  WHERE d.case_id = head.id AND d.department_id = ANY (:departmentsGone::uuid[])`;

const PERSONS_GONE = `DELETE FROM case_person p USING head
  WHERE p.case_id = head.id AND p.person_id = ANY (:personsGone::uuid[])`;

const ACTORS = `${CASE_ACTOR.insert(CASE_ACTOR.name, 'head, ')}
  ON CONFLICT (case_id, account_id) DO UPDATE SET open = excluded.open WHERE t.open <> excluded.open`;

/** `:stays` is null where the case neither was closed nor reopened. */
const OTHER_ACTORS = `UPDATE case_actor a SET open = :stays::boolean FROM head
  WHERE :stays::boolean IS NOT NULL AND a.case_id = head.id AND a.account_id <> ALL (:actors::uuid[])
    AND a.open <> :stays::boolean`;

const TABLES = {
  name: 'case' as const,
  table: CASE_ROW,
  parts: [
    { table: STEP_ROW, id: 'case_id' },
    { table: CASE_DEPARTMENT, id: 'case_id' },
    { table: CASE_PERSON, id: 'case_id' },
  ],
};

/** Cases as they are written. */
export const CASES: Log<CaseEvent, CaseState> = {
  ...TABLES,
  rules: RULES_VERSION,
  besides: [{ table: CASE_ACTOR, id: 'case_id' }],
  evolve: (state, event) => evolve(state, event),
  titleOf: (opening) => (opening.type === 'caseOpened' ? opening.title : undefined),
  rows(state, title) {
    const { case: row, steps, departments, persons } = rowsOf(state, title);
    return new Map<Log<CaseEvent, CaseState>['table'], object[]>([
      [CASE_ROW, [row]],
      [STEP_ROW, steps],
      [CASE_DEPARTMENT, departments],
      [CASE_PERSON, persons],
    ]);
  },
  effects: (before, event, after, counted) => ({
    mails: caseMails(event, after),
    figures: figuresOf(before, event, after, counted),
  }),
  actors: ({ caseId, closed }, accounts) =>
    accounts.map((accountId) => ({ caseId, accountId, open: !closed })),
  parameters(before, after, figures) {
    const open = !after.closed;
    const { departments } = after.facts;
    const persons = personsOf(after);
    return {
      stays: before && !before.closed !== open ? open : null,
      departmentsGone: (before?.facts.departments ?? []).filter((id) => !departments.includes(id)),
      personsGone: (before ? personsOf(before) : []).filter((id) => !persons.includes(id)),
      ...figureRows(figures),
    };
  },
  statements: statementsOf(TABLES, {
    onlyIf: TITLE_LIVES,
    opening: [ACTORS, ...FIGURES_IN],
    appending: [DEPARTMENTS_GONE, PERSONS_GONE, ACTORS, OTHER_ACTORS, ...FIGURES_IN],
    // The daily figures are not the case's: they were counted when the events were recorded, and never twice.
    rebuilding: [ACTORS],
  }),
};
