import { isOff, dateOf, startOfDay } from '../../time/index.js';
import { ACCOUNTS } from './cast.js';
import { pendingDepartments, type EventOf, type Notes } from './notes.js';

const HOUR = 3_600_000;

/** What holds of every reminder, said a second time from the events alone (quality.md, "Time"). */
export function reminderBreaches(n: Notes, event: EventOf<'reminded'>): string[] {
  const { step: key, cause, reminders, dueAt, assignee, departments, recordedAt: now } = event;
  const step = n.open.get(key);
  if (!step) return [`reminded of ${key}, which is not open`];
  const said = reminders.map((one) => `${one.rule} ${one.for}`);
  const twice = said.filter((one) => step.told.has(one));
  said.forEach((one) => step.told.add(one));
  const hour = (now - startOfDay(dateOf(now))) / HOUR;
  const due = dueAt ?? Infinity;
  return [
    ...(twice.length > 0 ? [`reminded of ${key} twice: ${twice.join()}`] : []),
    ...(n.pauses.some(({ running }) => running) ? ['reminded during a pause'] : []),
    ...(cause === 'reminder' && now >= due ? ['reminded in advance, too late'] : []),
    ...(cause === 'overdue' && now < due ? ['told overdue before it was'] : []),
    ...(cause === 'unassigned' && (step.assignee || step.touched) ? ['told unassigned though taken'] : []),
    ...(assignee && assignee !== step.assignee ? ['reminded somebody who does not hold it'] : []),
    ...(departments && departments.join() !== pendingDepartments(n).join()
      ? ['reminded other departments than owe']
      : []),
    ...(owesNothing(n, assignee, key) ? ['reminded a department that has given its opinion'] : []),
    ...(hour < 9 || hour >= 18 || isOff(n.calendar, dateOf(now)) ? ['reminded out of office hours'] : []),
  ];
}

/** Somebody of a department hears of the opinions only while it owes one. */
function owesNothing(n: Notes, assignee: string | undefined, step: string): boolean {
  const { departmentIds } = ACCOUNTS.find(({ accountId }) => accountId === assignee) ?? {};
  return (
    step === 'opine' && !!departmentIds && !departmentIds.some((one) => pendingDepartments(n).includes(one))
  );
}
