import type { CaseEvent } from '#domain';
import type { Log } from './log.js';
import { mayRestrict, settleFigures } from './settle-figures.js';
import { statementInput } from './statement-input.js';
import { APPEND, OPEN, REBUILD } from './statements.js';

const TABLES = { step_row: 'case_id', case_department: 'case_id', case_actor: 'case_id', case_row: 'id' };

/** Cases as they are written. */
export const CASES: Log<CaseEvent> = {
  ...{ name: 'case', table: 'case_row', open: OPEN, append: APPEND, rebuild: REBUILD },
  input: statementInput,
  settle: { wanted: mayRestrict, run: settleFigures },
  async takeAway(db, id) {
    for (const [table, key] of Object.entries(TABLES))
      await db.query(`DELETE FROM ${table} WHERE ${key} = $1`, [id]);
  },
};
