import type { RecordedCommand } from '#contracts';
import type { CaseEvent } from '#domain';
import type { Queryable } from '../pool.js';
import { statementInput } from './statement-input.js';
import { APPEND, OPEN } from './statements.js';

/** False when the case isn't in the version that the events follow; then nothing was written. */
export async function append(
  db: Queryable,
  caseId: string,
  events: readonly CaseEvent[],
  commands: readonly RecordedCommand[],
): Promise<boolean> {
  const input = statementInput(caseId, events, commands);
  const { rowCount } = await db.query((input.before === 0 ? OPEN : APPEND)(input));
  return rowCount === 1;
}
