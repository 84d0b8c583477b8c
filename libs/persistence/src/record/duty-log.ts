import type { DutyEvent } from '#domain';
import { DUTY_APPEND, DUTY_OPEN, DUTY_REBUILD } from './duty-statements.js';
import type { Log } from './log.js';
import { logInput } from './log-input.js';
import { projectDuty } from './project-duty.js';

/** Duties as they are written. */
export const DUTIES: Log<DutyEvent> = {
  ...{ name: 'duty', table: 'duty_row', open: DUTY_OPEN, append: DUTY_APPEND, rebuild: DUTY_REBUILD },
  input(id, events, commands) {
    const { row, mails } = projectDuty(events);
    const shared = logInput(id, events, commands);
    const doc = { id, version: shared.after, ...row };
    return { ...shared, row: JSON.stringify(doc), mails: JSON.stringify(mails) };
  },
  takeAway: (db, id) => db.query('DELETE FROM duty_row WHERE id = $1', [id]),
};
