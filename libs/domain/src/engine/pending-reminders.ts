import type { PendingReminder, ReminderChange } from '../model/state.js';

type Key = Pick<PendingReminder, 'rule' | 'for'>;
const isSame = (one: Key, other: Key): boolean => one.rule === other.rule && one.for === other.for;

export const inOrder = (reminders: readonly PendingReminder[]): PendingReminder[] =>
  reminders.toSorted((a, b) => a.at - b.at || a.rule - b.rule || a.for - b.for);

/** Undefined when nothing changes. */
export function reminderChange(
  before: readonly PendingReminder[] = [],
  after: readonly PendingReminder[] = [],
): ReminderChange | undefined {
  const reminders = after.filter((one) => !before.some((was) => isSame(was, one) && was.at === one.at));
  const gone = before.filter((was) => !after.some((one) => isSame(one, was)));
  if (reminders.length === 0 && gone.length === 0) return undefined;
  return {
    ...(reminders.length > 0 && { reminders }),
    ...(gone.length > 0 && { remindersRemoved: gone.map(({ rule, for: from }) => ({ rule, for: from })) }),
  };
}

/** The reminders after a change; undefined when none is left. */
export function withChange(
  before: readonly PendingReminder[] = [],
  { reminders = [], remindersRemoved = [] }: ReminderChange,
): PendingReminder[] | undefined {
  const kept = before.filter(
    (one) => ![...reminders, ...remindersRemoved].some((other) => isSame(one, other)),
  );
  const after = inOrder([...kept, ...reminders]);
  return after.length > 0 ? after : undefined;
}
