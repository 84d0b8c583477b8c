import { type DutyEvent, type DutyState, evolveDuty, RULES_VERSION } from '#domain';
import { dutyRow } from './duty-rows.js';
import type { Log } from './log.js';
import { dutyMails } from './mails.js';
import { DUTY_ROW } from '../read/read-model.entities.js';
import { statementsOf } from './statements.js';

const TABLES = { name: 'duty' as const, table: DUTY_ROW, parts: [] };

/** Supervision orders as they are written. */
export const DUTIES: Log<DutyEvent, DutyState> = {
  ...TABLES,
  rules: RULES_VERSION,
  besides: [],
  evolve: evolveDuty,
  titleOf: () => undefined,
  rows: (state) => new Map([[DUTY_ROW, [dutyRow(state)]]]),
  effects: (_before, event, after) => ({ mails: dutyMails(event, after) }),
  actors: () => [],
  parameters: () => ({}),
  statements: statementsOf(TABLES),
};
