import { due } from '../lib/dates';

/** When it is due, in words; red only together with the word that says so. */
export function DueWords({ dueAt, overdue }: { dueAt: string; overdue?: boolean }) {
  const { words, overdue: past } = due(dueAt);
  return <span className={(overdue ?? past) && past ? 'late' : undefined}>{words}</span>;
}
