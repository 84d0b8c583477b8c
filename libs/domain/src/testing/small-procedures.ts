import { KINDS } from '../kinds/index.js';
import { ROLES } from '../model/basics.js';
import { KIND_NAMES } from '../model/kind-names.js';
import type { Procedure, ProcedureStep, Transition } from '../model/procedure.js';
import { verifyProcedure, type KindRegistry, type Problem } from '../procedure/index.js';

/** The real outcomes; parameters are checked where their schemas are compiled, except one that tests refuse. */
export const kinds = Object.fromEntries(
  KIND_NAMES.map((name) => [
    name,
    {
      outcomes: KINDS[name].outcomes,
      checkParams: (params: Record<string, unknown>) =>
        'wrong' in params ? [{ path: '/wrong', code: 'field.unknown', params: { field: 'wrong' } }] : [],
    },
  ]),
) as unknown as KindRegistry;

type Parts = Partial<ProcedureStep>;
export const step = (
  key: string,
  kind: ProcedureStep['kind'],
  on: Record<string, Transition>,
  parts: Parts = {},
) => ({
  key,
  kind,
  name: { zh: key, en: key },
  owner: 'committee' as const,
  term: '2wd',
  params: {},
  on,
  ...parts,
});

/** A small lawful dispute procedure with a bounded way back, a new round and a step beside another. */
export const dispute = (): Procedure => ({
  key: 'small',
  version: 1,
  name: { zh: '小', en: 'Small' },
  categories: ['dispute'],
  start: 'select',
  overallDeadline: { term: '30cd', until: 'sign' },
  steps: [
    step(
      'select',
      'selectMembers',
      { selected: { to: 'meet' } },
      {
        params: { min: 1, max: 7, mediator: true, partiesMustAgree: true },
      },
    ),
    step(
      'meet',
      'deliberate',
      {
        consensus: { to: 'sign' },
        adjourned: { to: 'select', limit: 1, afterLimit: { to: 'ways' } },
        notAgreed: { to: 'ways' },
      },
      { params: { quorum: { parties: 'all' } } },
    ),
    step(
      'sign',
      'sign',
      {
        signed: { to: 'decide' },
        agreedOrally: { to: 'decide' },
        refused: { to: 'meet', limit: 1, afterLimit: { to: 'ways' } },
      },
      {
        params: { signers: 'parties', share: 'all', oral: true, seal: true },
        reminderRules: [{ before: '1wd', recipient: 'assignee' }],
      },
    ),
    step('opine', 'opine', { notNeeded: { to: 'decide' }, opined: { to: 'decide' } }, { beside: 'sign' }),
    step(
      'decide',
      'decide',
      { decided: { to: 'publish' }, returned: { to: 'ways' } },
      { needs: ['sign', 'opine'] },
    ),
    step(
      'publish',
      'publish',
      { published: { to: 'follow' }, amended: { to: 'ways' } },
      {
        params: { audience: 'parties' },
      },
    ),
    step('follow', 'feedback', {
      satisfied: { end: 'agreed' },
      newTrouble: { to: 'select', newRound: true, limit: 3, afterLimit: { end: 'handedUp' } },
    }),
    step('ways', 'answer', { answered: { end: 'notAgreed' } }, { params: { waysRequired: true } }),
  ],
});

export const intake = (): Procedure => ({
  key: 'intake',
  version: 1,
  name: { zh: '受理', en: 'Intake' },
  categories: [],
  start: 'triage',
  steps: [
    step('triage', 'triage', {
      admitted: { chosenProcedure: true },
      notAdmitted: { to: 'intakeAnswer' },
      redLine: { end: 'reported' },
    }),
    step('intakeAnswer', 'answer', { answered: { end: 'answered' } }),
  ],
});

export const verify = (procedure: Procedure, roles = ROLES as readonly (typeof ROLES)[number][]): Problem[] =>
  verifyProcedure(procedure, { kinds, roles });

export type Change = (procedure: Procedure, at: (key: string) => ProcedureStep) => void;
export const changed = (procedure: Procedure, change: Change): Procedure => {
  change(procedure, (key) => procedure.steps.find((each) => each.key === key)!);
  return procedure;
};
export const findings = (problems: Problem[]): string[] =>
  problems.map(({ code, path }) => `${code} ${path}`);
