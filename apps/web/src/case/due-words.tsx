import type { DueDto } from '../client/types.gen';
import { said } from '../words';

/** When it is due, in words; red only together with the word that says so. */
export const DueWords = ({ due, overdue = false }: { due: DueDto; overdue?: boolean }) => (
  <span className={overdue ? 'late' : undefined}>{said(due.words)}</span>
);
