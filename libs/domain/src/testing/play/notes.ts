import type { Category, Instant, LocalDate, PersonId, Role, StepKey } from '../../model/basics.js';
import type { CalendarBits } from '../../model/calendar.js';
import type { CaseEvent } from '../../model/event.js';
import type { Procedure } from '../../model/procedure.js';

/** Looked at as it comes: the witness takes no type's word for what a payload holds. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Loose = any;
type Payload = Record<string, Loose>;
export type EventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;

/** An open step: who holds it, whether anything was done since it lies there, and which reminders have spoken. */
export interface OpenStep {
  startedAt: Instant;
  owner: Role;
  assignee?: string;
  touched: boolean;
  /** How often it was given back. */
  free: number;
  told: Set<string>;
}

/** What the witness remembers of a case; its own notes, not the engine's facts. */
export interface Notes {
  calendar: CalendarBits;
  category?: Category;
  reporter?: PersonId;
  procedure?: Procedure;
  intake: Procedure;
  round: number;
  parties: PersonId[];
  departments: string[];
  barred: boolean;
  heard: Set<PersonId>;
  members: { personId: PersonId; mediator?: boolean }[];
  talks: Map<PersonId, string>;
  meetingAt?: Instant;
  presentMembers: PersonId[];
  presentParties: PersonId[];
  proxies: Map<PersonId, PersonId>;
  agenda: string[];
  votes?: { for: number };
  form?: string;
  answers: Map<PersonId, string>;
  sealed: boolean;
  opinions: Map<string, string>;
  milestones: { dueOn: LocalDate; doneOn?: LocalDate }[];
  published?: { at: Instant; open: boolean };
  objections: Map<string, 'open' | 'kept' | 'upheld'>;
  visits: number;
  open: Map<StepKey, OpenStep>;
  done: Map<StepKey, { round: number; outcome: string }>;
  taken: Map<string, number>;
  escalated: boolean;
  closed: boolean;
  decided: boolean;
  /** Of the whole case, in whatever round. */
  pauses: { from: Instant; to: Instant; running: boolean; round: number }[];
  /** Per opening of a step (and milestone): asked by whom, and whether it was answered. */
  extensions: Map<string, { by?: string; answered: boolean }>;
  overallDeadlineExtended: boolean;
}

/** An action with its outcome, as the law looks at it. */
export interface Deed {
  notes: Notes;
  action: string;
  payload: Payload;
  params: Payload;
  outcome?: string;
  at: Instant;
  recordedAt: Instant;
  startedAt: Instant;
  actorRoles: readonly Role[];
  departmentIds: readonly string[];
  channel?: string;
}

/** The departments that were asked and have not answered, or stand in the way. */
export const pendingDepartments = ({ departments, opinions }: Notes): string[] =>
  departments.filter((one) => [undefined, 'disagree'].includes(opinions.get(one)));

/** What a round begins with. */
export const FRESH_ROUND = () => ({
  heard: new Set<PersonId>(),
  members: [],
  talks: new Map(),
  meetingAt: undefined,
  presentMembers: [],
  presentParties: [],
  proxies: new Map(),
  agenda: [],
  votes: undefined,
  form: undefined,
  answers: new Map(),
  sealed: false,
  opinions: new Map(),
  milestones: [],
  published: undefined,
  objections: new Map(),
  visits: 0,
  decided: false,
});

export function begin({ calendar, intake, category, reporterId }: EventOf<'caseOpened'>): Notes {
  return {
    calendar,
    intake,
    category,
    reporter: reporterId,
    round: 1,
    parties: [],
    departments: [],
    barred: false,
    open: new Map(),
    done: new Map(),
    taken: new Map(),
    escalated: false,
    closed: false,
    pauses: [],
    extensions: new Map(),
    overallDeadlineExtended: false,
    ...FRESH_ROUND(),
  };
}

/** What a step forgets when it opens anew. */
export const FORGETS: Record<string, (n: Notes) => void> = {
  selectMembers: (n) => (n.members = []),
  convene: (n) => (n.meetingAt = undefined),
  deliberate: (n) =>
    Object.assign(n, {
      presentMembers: [],
      presentParties: [],
      proxies: new Map(),
      agenda: [],
      votes: undefined,
      form: undefined,
    }),
  sign: (n) => Object.assign(n, { answers: new Map(), sealed: false }),
  opine: (n) => n.opinions.clear(),
  decide: (n) => Object.assign(n, { milestones: [], decided: false }),
  publish: (n) => Object.assign(n, { published: undefined, objections: new Map() }),
  revisit: (n) => (n.visits = 0),
};
