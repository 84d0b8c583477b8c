import { RULES_VERSION, type Instant, type Role, type Term } from '../model/basics.js';
import type { Actor, CommandMeta } from '../model/command.js';
import { decideDuty, type DutyCommand, type DutyState, evolveDuty, wakeDuty } from '../duty/index.js';
import { anId, announced2026, at, aText } from './index.js';

export type Body<C = DutyCommand> = C extends DutyCommand ? Omit<C, keyof CommandMeta> : never;

/** Of 2026, as announced. */
export const calendar = announced2026();
const place = { countyId: anId(1), townshipId: anId(2), villageId: anId(3) };
export const by = (n: number, ...roles: Role[]): Actor => ({ accountId: anId(n), roles });
export const OFFICE = by(10, 'townshipOffice');
export const COLLEAGUE = by(11, 'townshipOffice');
export const COUNTY = by(12, 'county');
export const CONVENER = by(20, 'convener');
export const CLERK = by(21, 'clerk');

export const order = (term: Term, to: object = { role: 'convener' }): Body =>
  ({
    type: 'issue',
    dutyId: anId(500),
    kind: 'supervisionOrder',
    caseId: anId(501),
    place,
    step: 'convene',
    to,
    instruction: aText(1),
    term,
    calendar,
  }) as Body;
export const answer = { type: 'answer', text: aText(2) } satisfies Body;
export const returned = { type: 'return', reason: aText(3) } satisfies Body;
export const close = { type: 'close' } satisfies Body;
export const readdress = (to: object): Body => ({ type: 'readdress', to, reason: aText(5) }) as Body;
export const cancel = { type: 'cancel', reason: aText(4) } satisfies Body;

export function attempt(state: DutyState | undefined, now: Instant, actor: Actor, body: Body) {
  const command = { id: 'c', bodyHash: 'h', actor, occurredAt: now, ...body } as DutyCommand;
  return decideDuty(RULES_VERSION, state, command, now);
}

export function after(state: DutyState | undefined, when: string, actor: Actor, body: Body): DutyState {
  const decision = attempt(state, at(when), actor, body);
  if ('refusal' in decision) throw new Error(`refused with ${decision.refusal.code}`);
  return decision.events.reduce<DutyState | undefined>((s, event) => evolveDuty(s, event), state)!;
}

export const refusalOf = (state: DutyState | undefined, when: string, actor: Actor, body: Body) => {
  const decision = attempt(state, at(when), actor, body);
  return 'refusal' in decision ? decision.refusal.code : undefined;
};

/** On the Tuesday before National Day. */
export const issued = (term: Term = '3wd', to?: object): DutyState =>
  after(undefined, '2026-09-29T16:20', OFFICE, order(term, to));
export const answered = (): DutyState => after(issued(), '2026-10-09T10:00', CONVENER, answer);

/** Each in the half hour that it lies in: what is said at nine is spread over it. */
export const timesOf = ({ dueAt, remindAt, alertAt }: DutyState): (string | undefined)[] =>
  [dueAt, remindAt, alertAt].map((time) => (time === undefined ? undefined : halfHour(time)));
const halfHour = (instant: Instant): string =>
  new Date(Math.floor(instant / 1_800_000) * 1_800_000 + 8 * 3_600_000).toISOString().slice(0, 16);

export const wakeAt = (state: DutyState, when: string): { state: DutyState; types: string[] } => {
  const events = wakeDuty(RULES_VERSION, state, at(when));
  return {
    state: events.reduce((s, event) => evolveDuty(s, event), state),
    types: events.map(({ type }) => type),
  };
};
export const toAccount = (accountId: string, ...roles: Role[]) => ({ accountId, roles });
