import type { Category, Role } from '../../model/basics.js';
import type { Actor } from '../../model/command.js';
import type { CalendarBits } from '../../model/calendar.js';
import type { Procedure } from '../../model/procedure.js';
import type { Kinds } from '../../engine/index.js';
import { anId } from '../values.js';

const people = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => anId(from + i));

export const PARTIES = people(1, 4);
export const PROXIES = people(5, 6);
/** The pool; the first three are mediators of the committee. */
export const POOL = people(11, 50);
export const MEDIATORS = POOL.slice(0, 3);
/** Declared close kin, who may be chosen by mistake. */
export const KIN: Record<string, string[]> = { [anId(49)]: [anId(1)], [anId(50)]: [anId(2), anId(3)] };
export const DEPARTMENTS = people(301, 303);
export const STRANGERS = people(901, 903);

const account = (n: number, roles: Role[], departmentIds?: string[]): Actor => ({
  accountId: anId(2_000 + n),
  roles,
  ...(departmentIds && { departmentIds }),
});

export const ACCOUNTS: readonly Actor[] = [
  account(1, ['gridWorker']),
  account(2, ['clerk']),
  account(3, ['committee']),
  account(4, ['convener']),
  account(5, ['mediator']),
  account(6, ['townshipOffice']),
  account(7, ['committee', 'convener', 'mediator']),
  account(8, ['county']),
  account(9, ['administrator']),
  ...DEPARTMENTS.map((department, i) => account(11 + i, ['department'], [department])),
];
export const withRole = (role: Role): Actor => {
  const found = ACCOUNTS.find(({ roles }) => roles.includes(role));
  if (!found) throw new Error(`nobody is ${role}`);
  return found;
};

/** What the cases are played with. */
export interface Game {
  intake: Procedure;
  procedures: readonly Procedure[];
  calendar: CalendarBits;
  kinds: Kinds;
}

export const proceduresFor = ({ procedures }: Game, category: Category): Procedure[] =>
  procedures.filter(({ categories }) => categories.includes(category));
