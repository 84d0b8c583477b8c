import type { Instant } from '../../model/basics.js';
import type { Actor, Command, CommandMeta } from '../../model/command.js';
import type { CaseState, StepState } from '../../model/state.js';
import { definitionOf, fills, openPause, pendingExtension } from '../../engine/index.js';
import { PAUSE_REASONS } from '../../model/deadline-adjustment.js';
import { addDays, dateOf, isLateEntry } from '../../time/index.js';
import { aRef, aText, anId } from '../values.js';
import { ACCOUNTS, KIN, PARTIES, STRANGERS, withRole, type Game } from './cast.js';
import type { Dice } from './dice.js';
import { fromSchema, spoiled } from './from-schema.js';
import type { Move } from './move.js';
import { POLICY } from './policy.js';

/** A command and the clock when it arrives. */
export interface Turn {
  command: Command;
  now: Instant;
}
export interface Table {
  game: Game;
  state: CaseState;
  now: Instant;
  dice: Dice;
}
/** What a command carries besides its meta. */
type Body<C = Command> = C extends Command ? Omit<C, keyof CommandMeta> : never;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const turn = (
  { game, dice }: Pick<Table, 'game' | 'dice'>,
  actor: Actor,
  now: Instant,
  body: Body,
  more?: Partial<CommandMeta>,
) => {
  const occurredAt = more?.occurredAt ?? now;
  // Now and then somebody forgets to say why.
  const explained = isLateEntry(game.calendar, occurredAt, now) && dice.chance(0.8);
  return {
    now,
    command: {
      id: `cmd-${dice.between(0, 1e9)}`,
      bodyHash: 'hash',
      actor,
      channel: 'inPerson',
      occurredAt,
      ...(explained && { lateReason: aText(12) }),
      ...more,
      ...body,
    } as Command,
  };
};

export function openTurn({ game, now, dice }: Omit<Table, 'state'>): Turn {
  const { intake, calendar } = game;
  const place = { countyId: anId(701), townshipId: anId(702), villageId: anId(703) };
  const matter = { caseId: anId(800), number: '清溪-2026-0001', matter: aText(1), reporterId: PARTIES[0] };
  return turn({ game, dice }, withRole('gridWorker'), now, {
    type: 'open',
    ...matter,
    place,
    intake,
    calendar,
  });
}

const openSteps = (state: CaseState): StepState[] =>
  Object.values(state.steps).filter(({ status }) => status === 'open');

function actorFor({ dice }: Table, step: StepState, { action, payload }: Move): Actor {
  const holder = ACCOUNTS.find(({ accountId }) => accountId === step.assignee);
  if (action === 'overrule') return withRole('townshipOffice');
  if (step.kind === 'opine' && action === 'opine') {
    const own = ACCOUNTS.find(({ departmentIds }) => departmentIds?.includes(String(payload.departmentId)));
    return own && dice.chance(0.7) ? own : withRole('clerk');
  }
  return (
    holder ?? dice.pick(ACCOUNTS.filter(({ roles }) => fills(roles, step.owner))) ?? withRole(step.owner)
  );
}

/** As the API does: declared kin and the chosen procedure are attached. */
function attached({ game }: Table, step: StepState, { action, payload }: Move): Body {
  const members = payload.members as { personId: string }[] | undefined;
  const withKin =
    step.kind === 'selectMembers' && members
      ? { ...payload, members: members.map((m) => ({ ...m, closeKinOf: KIN[m.personId] ?? [] })) }
      : payload;
  const procedure = game.procedures.find(({ key }) => key === payload.procedure);
  return {
    type: 'act',
    step: step.key,
    action,
    payload: withKin,
    ...(step.kind === 'triage' && procedure && { procedure }),
  };
}

const actTurn = (
  table: Table,
  step: StepState,
  move: Move,
  now: Instant,
  more?: Partial<CommandMeta>,
): Turn => turn(table, actorFor(table, step, move), now, attached(table, step, move), more);

const anObjection = (table: Table): Turn => {
  const objectionId = anId(table.dice.between(970, 972));
  const actor = table.dice.pick(ACCOUNTS) ?? withRole('clerk');
  return turn(table, actor, table.now, { type: 'object', objectionId, text: aText(5) });
};

export type Mood = 'straight' | 'usual' | 'careless';

/** The next command of people who know their work; straight: of those who want to come to an end. */
export function sensibleTurn(table: Table, mood: Mood): Turn {
  const { game, state, dice } = table;
  const straight = mood === 'straight';
  const objection = Object.entries(state.facts.objections).find(([, { answered }]) => !answered);
  if (objection && (straight || dice.chance(0.5))) {
    const upheld = !straight && dice.chance(0.5);
    const body: Body = { type: 'answerObjection', objectionId: objection[0], answer: aText(2), upheld };
    return turn(table, withRole('committee'), table.now, body);
  }
  if (!straight && state.facts.notice?.audience === 'public' && dice.chance(0.2)) return anObjection(table);
  if (openPause(state) && (straight || dice.chance(0.5)))
    return turn(table, withRole('clerk'), table.now, { type: 'resume' });
  const open = openSteps(state);
  const step = straight ? open[0] : dice.pick(open);
  if (!step) throw new Error('no step of the case is open');
  const wait = straight || dice.chance(mood === 'careless' ? 0.4 : 0.8);
  const now = Math.max(table.now, wait ? (step.notBefore ?? 0) : 0, step.startedAt);
  const params = definitionOf(state, step.key)?.params ?? {};
  const sound = POLICY[step.kind]({ game, state, step, params, at: now, dice, straight });
  const schema = game.kinds[step.kind].actions[sound.action]?.schema;
  const move =
    mood === 'careless'
      ? { ...sound, payload: spoiled(schema, sound.payload, { game, state, at: now, dice }) }
      : sound;
  const late = !straight && dice.chance(0.1);
  const occurredAt = late ? dice.between(step.startedAt, now) : now;
  return actTurn(table, step, move, now, { occurredAt });
}

/** Any action of an open step with any payload that its schema accepts. */
function wildTurn(table: Table): Turn {
  const { game, state, dice } = table;
  const step = dice.pick(openSteps(state));
  if (!step) return oddTurn(table);
  const now = dice.chance(0.5) ? Math.max(table.now, step.notBefore ?? 0) : table.now;
  const [action, { schema }] = dice.pick(Object.entries(game.kinds[step.kind].actions)) ?? [
    '',
    { schema: {} },
  ];
  const payload = fromSchema(schema, { game, state, at: now, dice });
  return actTurn(table, step, { action, payload }, now, {
    occurredAt: dice.chance(0.8) ? now : dice.between(step.startedAt - DAY, now + HOUR),
  });
}

/** Pauses and extensions, allowed or not. */
const ABOUT_TIME: ((table: Table) => Turn)[] = [
  (t) =>
    turn(t, t.dice.chance(0.8) ? withRole('clerk') : (t.dice.pick(ACCOUNTS) ?? withRole('county')), t.now, {
      type: 'pause',
      reason: t.dice.pick(PAUSE_REASONS),
      until: addDays(dateOf(t.now), t.dice.between(-1, 32)),
    }),
  (t) => turn(t, withRole('clerk'), t.now, { type: 'resume' }),
  (t) => {
    const step = t.dice.pick(openSteps(t.state));
    const milestone = t.dice.pick(t.state.facts.milestones)?.id;
    return turn(t, t.dice.pick(ACCOUNTS) ?? withRole('clerk'), t.now, {
      type: 'requestExtension',
      step: step?.key ?? 'nowhere',
      term: `${t.dice.between(0, 6)}${step?.kind === 'implement' ? 'cd' : 'wd'}`,
      ...(step?.kind === 'implement' && milestone && { milestone }),
      reason: aText(9),
    });
  },
  (t) => {
    const step =
      openSteps(t.state).find((one) => pendingExtension(t.state, one)) ?? t.dice.pick(openSteps(t.state));
    const actor = t.dice.chance(0.7)
      ? withRole('townshipOffice')
      : (t.dice.pick(ACCOUNTS) ?? withRole('clerk'));
    const approve = t.dice.chance(0.7);
    return turn(t, actor, t.now, {
      type: 'decideExtension',
      step: step?.key ?? 'nowhere',
      approve,
      ...(!approve && { reason: aText(10) }),
    });
  },
  (t) => {
    const by = t.dice.chance(0.7) ? t.state.facts.parties : t.dice.some(PARTIES, t.dice.between(0, 3));
    return turn(t, withRole('clerk'), t.now, { type: 'extendOverallDeadline', by, reason: aText(11) });
  },
];

const OTHERS: ((table: Table) => Turn)[] = [
  (t) => turn(t, t.dice.pick(ACCOUNTS) ?? withRole('clerk'), t.now, { type: 'comment', text: aText(3) }),
  (t) =>
    turn(t, withRole('gridWorker'), t.now, {
      type: 'attach',
      attachmentId: anId(t.dice.between(950, 999)),
      digest: 'd',
      step: t.dice.pick([...Object.keys(t.state.steps), 'nowhere']),
    }),
  (t) =>
    turn(t, withRole('clerk'), t.now, {
      type: 'linkExternal',
      ref: aRef(
        String(t.dice.between(1, 3)),
        t.dice.chance(0.5) ? addDays(dateOf(t.now), t.dice.between(-3, 40)) : undefined,
      ),
    }),
  (t) => turn(t, withRole('convener'), t.now, { type: 'escalate', reason: aText(4) }),
  anObjection,
  (t) =>
    turn(t, withRole('clerk'), t.now, {
      type: 'answerObjection',
      objectionId: anId(t.dice.between(970, 973)),
      answer: aText(6),
      upheld: t.dice.chance(0.5),
    }),
  (t) =>
    turn(t, withRole('clerk'), t.now, {
      type: 'withdraw',
      by: t.dice.some([...STRANGERS, ...PARTIES], t.dice.between(0, 2)),
      reason: aText(7),
    }),
  (t) => turn(t, withRole('committee'), t.now, { type: 'reopen', reason: aText(8) }),
  openTurn,
  (t) => {
    const actor = t.dice.pick(ACCOUNTS) ?? withRole('clerk');
    const other = t.dice.pick(ACCOUNTS) ?? actor;
    const assignee = t.dice.pick([actor.accountId, other.accountId, null]) ?? null;
    const step = t.dice.pick(openSteps(t.state))?.key ?? 'nowhere';
    const to = ACCOUNTS.find(({ accountId }) => accountId === assignee);
    const { roles: assigneeRoles = [], departmentIds: assigneeDepartments } = to ?? {};
    return turn(t, actor, t.now, { type: 'assign', step, assignee, assigneeRoles, assigneeDepartments });
  },
  // To and fro: who holds it gives it back, who is free takes it.
  (t) => {
    const step = t.dice.pick(openSteps(t.state));
    const holder = ACCOUNTS.find(({ accountId }) => accountId === step?.assignee);
    const actor = holder ?? t.dice.pick(ACCOUNTS) ?? withRole('clerk');
    const assignee = holder ? null : actor.accountId;
    return turn(t, actor, t.now, { type: 'assign', step: step?.key ?? 'nowhere', assignee });
  },
  (t) => {
    const step = t.dice.pick(openSteps(t.state))?.key ?? 'nowhere';
    return turn(t, t.dice.pick(ACCOUNTS) ?? withRole('clerk'), t.now, { type: 'nudge', step });
  },
];

/** Commands about the case as a whole, steps that are not open, people who may not, times that cannot be. */
function oddTurn(table: Table): Turn {
  const { state, dice, now } = table;
  if (state.closed || dice.chance(0.6)) return (dice.pick(OTHERS) ?? openTurn)(table);
  const some = dice.pick(Object.values(state.steps));
  if (!some) return openTurn(table);
  const base = sensibleTurn(table, 'usual');
  const wrong: Partial<Command>[] = [
    { actor: withRole('county') },
    { actor: withRole('administrator') },
    { actor: dice.pick(ACCOUNTS) },
    { occurredAt: now + dice.between(1, DAY) },
    { occurredAt: state.openedAt - dice.between(1, DAY) },
    { step: some.key },
    { step: 'nowhere' },
    { action: 'nothing' },
  ];
  return { now: base.now, command: { ...base.command, ...dice.pick(wrong) } as Command };
}

/** Mostly what makes sense; else anything at all. */
export function anyTurn(table: Table): Turn {
  const { state, dice } = table;
  const later = table.now + (dice.chance(0.6) ? dice.between(0, 2 * HOUR) : dice.between(0, 3 * DAY));
  const at = { ...table, now: later };
  if (state.closed) return oddTurn(at);
  const lot = dice.next();
  if (lot < 0.62) return sensibleTurn(at, 'usual');
  if (lot < 0.76) return sensibleTurn(at, 'careless');
  if (lot < 0.82) return (dice.pick(ABOUT_TIME) ?? openTurn)(at);
  return lot < 0.9 ? wildTurn(at) : oddTurn(at);
}
