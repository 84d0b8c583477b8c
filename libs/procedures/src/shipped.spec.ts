import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fileURLToPath } from 'node:url';
import {
  isError,
  ROLES,
  verifyProcedure,
  type Procedure,
  type ProcedureStep,
  type Transition,
} from '#domain';
import { loadProcedures, PRODUCT_KINDS, type LoadedProcedure } from './index.js';

const FOLDER = fileURLToPath(new URL('../../../procedures', import.meta.url));

let loaded: LoadedProcedure[] = [];
beforeAll(async () => {
  loaded = await loadProcedures(FOLDER);
});

const procedureOf = (key: string): Procedure => {
  const found = loaded.find(({ procedure }) => procedure.key === key);
  if (!found) throw new Error(`${key} is not shipped`);
  return found.procedure;
};
const stepOf = (procedure: string, key: string): ProcedureStep | undefined =>
  procedureOf(procedure).steps.find((step) => step.key === key);

const verify = (procedure: Procedure) =>
  verifyProcedure(procedure, { kinds: PRODUCT_KINDS.registry, roles: ROLES });

describe('the procedures shipped', () => {
  it('are the five, and nothing is wrong with them', () => {
    expect(loaded.map(({ procedure }) => procedure.key).sort()).toEqual(
      ['development', 'dispute', 'intake', 'onTheSpot', 'socialProgress'].sort(),
    );
    expect(loaded.map(({ procedure }) => verify(procedure))).toEqual([[], [], [], [], []]);
  });
});

/** The default terms of the practice, typed from its table: on the spot, dispute, development, socialProgress. */
const METHODS = ['onTheSpot', 'dispute', 'development', 'socialProgress'];
const TERMS: Record<string, (string | undefined)[]> = {
  investigate: ['sameDay', '5wd', '10wd', '5wd'],
  confirmTopic: [undefined, '2wd', '3wd', '3wd'],
  selectMembers: ['sameDay', '1wd', '3wd', '2wd'],
  consult: [undefined, '3wd', '5wd', '3wd'],
  sign: ['sameDay', '3wd', '3wd', '3wd'],
  opine: [undefined, '3wd', '5wd', '5wd'],
  decide: ['2wd', '2wd', '5wd', '3wd'],
  publish: [undefined, '3wd', '3wd', '3wd'],
  feedback: ['2wd', '5wd', '10wd', '10wd'],
};
const PARAMS: [string, string, unknown[]][] = [
  ['selectMembers', 'min', [1, 3, 5, 5]],
  ['selectMembers', 'max', [3, 7, 15, 11]],
  ['selectMembers', 'usual', [undefined, undefined, [7, 15], undefined]],
  ['selectMembers', 'mediator', [false, true, false, false]],
  ['selectMembers', 'partiesMustAgree', [true, true, false, false]],
  ['consult', 'aligned', [undefined, '2/3', '2/3', '2/3']],
  ['consult', 'blocks', [undefined, false, true, true]],
  ['convene', 'within', ['sameDay', '3wd', '5wd', '5wd']],
  ['convene', 'notice', ['none', '1wd', '3wd', '3wd']],
  [
    'deliberate',
    'quorum',
    [
      { parties: 'all' },
      { members: '2/3', parties: 'all' },
      { members: '2/3', parties: 'none' },
      { members: '2/3', parties: 'none' },
    ],
  ],
  ['sign', 'signers', ['byMethod', 'parties', 'members', 'members']],
  ['sign', 'share', ['all', 'all', '2/3', '2/3']],
  ['sign', 'oral', [true, true, false, false]],
  ['decide', 'form', ['note', 'note', 'full', 'full']],
  ['publish', 'audience', [undefined, 'parties', 'public', 'public']],
  ['publish', 'notice', [undefined, undefined, '7cd', '5wd']],
  ['revisit', 'after', [['30cd'], ['30cd', '90cd'], ['90cd'], ['90cd']]],
  ['revisit', 'eachMilestone', [false, false, true, false]],
];

describe('the default terms', () => {
  it.each(Object.entries(TERMS))('of %s', (key, terms) => {
    expect(METHODS.map((method) => stepOf(method, key)?.term)).toEqual(terms);
  });

  it.each(PARAMS)('%s: %s', (key, name, values) => {
    expect(METHODS.map((method) => stepOf(method, key)?.params[name])).toEqual(values);
  });

  it('of the whole, from intake', () => {
    expect(METHODS.map((method) => procedureOf(method).overallDeadline)).toEqual([
      { term: '3cd', until: 'decide' },
      { term: '30cd', until: 'sign' },
      { term: '60cd', until: 'decide' },
      { term: '45cd', until: 'decide' },
    ]);
    expect(procedureOf('intake').steps[0]).toMatchObject({
      term: '1wd',
      params: { terms: { dispute: '1wd', development: '2wd', socialProgress: '2wd' } },
    });
  });

  it('of rounds: two of signing, three relapses, then the township', () => {
    for (const method of METHODS) {
      expect(stepOf(method, 'sign')?.on.refused).toEqual({
        to: 'convene',
        limit: 1,
        afterLimit: { to: 'explainWays' },
      });
      const again = { to: 'investigate', newRound: true, limit: 3, afterLimit: { to: 'townshipDecision' } };
      expect(stepOf(method, 'feedback')?.on.newTrouble).toEqual(again);
      expect(stepOf(method, 'revisit')?.on.relapsed).toEqual(again);
      expect(stepOf(method, 'townshipDecision')).toMatchObject({
        owner: 'townshipOffice',
        on: { answered: { end: 'handedUp' } },
      });
    }
  });
});

/** A way back or to another step, of a procedure's step. */
type Bounded = Extract<Transition, { to: string }>;
const boundedLoops = (procedure: Procedure): [ProcedureStep, string, Bounded][] =>
  procedure.steps.flatMap((step) =>
    Object.entries(step.on).flatMap(([outcome, way]): [ProcedureStep, string, Bounded][] =>
      'to' in way && way.limit !== undefined ? [[step, outcome, way]] : [],
    ),
  );

/** One thing broken; undefined where the procedure has nothing of that sort. */
type Mutation = (procedure: Procedure, pick: <T>(from: readonly T[]) => T) => void | 'notHere';
const stepMutation =
  (change: (step: ProcedureStep, pick: <T>(from: readonly T[]) => T) => unknown): Mutation =>
  ({ steps }, pick) => {
    change(pick(steps), pick);
  };
const boundedMutation =
  (change: (step: ProcedureStep, outcome: string, way: Bounded) => unknown): Mutation =>
  (procedure, pick) => {
    const loops = boundedLoops(procedure);
    if (loops.length === 0) return 'notHere';
    const [step, outcome, way] = pick(loops);
    change(step, outcome, way);
    return undefined;
  };
const withTerm = ({ steps }: Procedure) => steps.filter(({ term }) => term !== undefined);

const MUTATIONS: Record<string, Mutation> = {
  'an outcome is forgotten': stepMutation((step, pick) => delete step.on[pick(Object.keys(step.on))]),
  'an outcome is invented': stepMutation((step) => (step.on.dance = { end: 'answered' })),
  'a way leads to no step': stepMutation(
    (step, pick) => (step.on[pick(Object.keys(step.on))] = { to: 'gone' }),
  ),
  'a kind is invented': stepMutation((step) => (step.kind = 'dance' as never)),
  'an owner is invented': stepMutation((step) => (step.owner = 'king' as never)),
  'a parameter is invented': stepMutation((step) => (step.params.surprise = 1)),
  'a term is zero': stepMutation((step) => (step.term = '0wd')),
  'a term can’t be read': stepMutation((step, pick) => (step.term = pick(['5', '5 wd', 'five', '1y', '']))),
  'a reminder can’t be read': stepMutation(
    (step) => (step.reminderRules = [{ after: 'early', recipient: 'assignee' }]),
  ),
  'a reminder stands twice': stepMutation(
    (step) =>
      (step.reminderRules = [
        { after: '1wd', recipient: 'levelAbove' },
        { after: '1wd', recipient: 'levelAbove' },
      ]),
  ),
  'a term is forgotten': (procedure, pick) => {
    const steps = withTerm(procedure).filter(({ kind }) => kind !== 'deliberate');
    delete pick(steps).term;
  },
  'a step is taken out': (procedure, pick) => {
    const gone = pick(procedure.steps);
    procedure.steps = procedure.steps.filter((step) => step !== gone);
  },
  'a step stands there twice': (procedure, pick) => {
    procedure.steps.push(structuredClone(pick(procedure.steps)));
  },
  'a step is left without a way to it': (procedure) => {
    const on = { answered: { end: 'answered' } } as const;
    procedure.steps.push({
      ...structuredClone(procedure.steps.at(-1)!),
      key: 'intakeAlone',
      kind: 'answer',
      params: {},
      on,
    });
  },
  'the start is gone': (procedure) => {
    procedure.start = 'gone';
  },
  'the overall deadline is until nothing': (procedure) => {
    if (!procedure.overallDeadline) return 'notHere';
    procedure.overallDeadline.until = 'gone';
    return undefined;
  },
  'a way back is unbounded': boundedMutation((step, outcome, { to, newRound }) => {
    step.on[outcome] = { to, ...(newRound && { newRound }) };
  }),
  'nothing comes beyond a limit': boundedMutation((_, __, way) => delete way.afterLimit),
  'a limit is zero': boundedMutation((_, __, way) => (way.limit = 0)),
  'beyond a limit it goes round again': boundedMutation((_, __, way) => (way.afterLimit = { to: way.to })),
  'the opinions are not waited for': ({ steps }) => {
    const decide = steps.find(({ needs }) => needs);
    if (!decide) return 'notHere';
    delete decide.needs;
    return undefined;
  },
  'the opinions stand beside nothing': ({ steps }) => {
    const opine = steps.find(({ beside }) => beside !== undefined);
    if (!opine) return 'notHere';
    delete opine.beside;
    return undefined;
  },
  'the procedure serves nothing': (procedure) => {
    if (procedure.key === 'intake') procedure.categories = ['dispute'];
    else procedure.categories = [];
  },
};

/** What the law demands, undercut in turn; each in every procedure that disputes may go by. */
const UNDERCUT: Record<string, (step: ProcedureStep) => boolean> = {
  'the parties need not come': (step) =>
    step.kind === 'deliberate' && ((step.params.quorum = { members: '2/3' }), true),
  'outsiders join unasked': (step) =>
    step.kind === 'selectMembers' && ((step.params.partiesMustAgree = false), true),
  'members sign for the parties': (step) => step.kind === 'sign' && ((step.params.signers = 'members'), true),
  'most of the parties sign': (step) => step.kind === 'sign' && ((step.params.share = '2/3'), true),
  'no seal': (step) => step.kind === 'sign' && ((step.params.seal = false), true),
  'the ways are not explained': (step) =>
    step.key === 'explainWays' && ((step.params.waysRequired = false), true),
};

const broken = (key: string, change: (copy: Procedure) => void): boolean => {
  const copy = structuredClone(procedureOf(key));
  change(copy);
  return verify(copy).some(isError);
};

describe('breaking any one thing is caught', () => {
  it.each(Object.entries(MUTATIONS))('%s', (_, mutate) => {
    let applied = 0;
    fc.assert(
      fc.property(fc.constantFrom('intake', ...METHODS), fc.infiniteStream(fc.nat()), (key, stream) => {
        const copy = structuredClone(procedureOf(key));
        const pick = <T>(from: readonly T[]): T => from[stream.next().value! % from.length]!;
        fc.pre(mutate(copy, pick) !== 'notHere');
        applied += 1;
        expect(verify(copy).filter(isError)).not.toEqual([]);
      }),
      { numRuns: 60 },
    );
    expect(applied).toBeGreaterThan(20);
  });

  it.each(Object.entries(UNDERCUT))('%s', (_, undercut) => {
    for (const key of ['onTheSpot', 'dispute']) {
      expect([key, broken(key, ({ steps }) => expect(steps.some(undercut)).toBe(true))]).toEqual([key, true]);
    }
  });

  it('no mediator, or a public announcement, in a formal dispute', () => {
    const change = (key: string, params: Record<string, unknown>) => (copy: Procedure) => {
      Object.assign(copy.steps.find((step) => step.key === key)!.params, params);
    };
    expect(broken('dispute', change('selectMembers', { mediator: false }))).toBe(true);
    expect(broken('dispute', change('publish', { audience: 'public' }))).toBe(true);
    expect(broken('dispute', change('publish', { audience: 'parties' }))).toBe(false);
  });
});
