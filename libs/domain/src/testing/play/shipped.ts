import { fileURLToPath } from 'node:url';
import { calendarFromChineseDays, loadProcedures } from '#procedures';
import { KINDS } from '../../kinds/index.js';
import type { Game } from './cast.js';

const FOLDER = fileURLToPath(new URL('../../../../../procedures', import.meta.url));

/** The procedures as shipped, with the real calendar. */
export async function shippedGame(): Promise<Game> {
  const loaded = (await loadProcedures(FOLDER)).map(({ procedure }) => procedure);
  const intake = loaded.find(({ key }) => key === 'intake');
  if (!intake) throw new Error('no intake procedure is shipped');
  return {
    intake,
    procedures: loaded.filter((procedure) => procedure !== intake),
    calendar: calendarFromChineseDays(2026, 3, 1),
    kinds: KINDS,
  };
}
