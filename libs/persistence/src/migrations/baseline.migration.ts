import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CASE_LOG } from './baseline/case-log.sql.js';
import { CASES } from './baseline/cases.sql.js';
import { CATALOGUE } from './baseline/catalogue.sql.js';
import { CONTENT } from './baseline/content.sql.js';
import { DIRECTORY } from './baseline/directory.sql.js';
import { DUTIES } from './baseline/duties.sql.js';
import { EDGE } from './baseline/edge.sql.js';
import { FIGURES } from './baseline/figures.sql.js';
import { REFUSE_CHANGE } from './baseline/immutable.sql.js';
import { MAILBOX } from './baseline/mailbox.sql.js';
import { NOTICES } from './baseline/notices.sql.js';
import { RECOVERY } from './baseline/recovery.sql.js';
import { STEPS } from './baseline/steps.sql.js';

/** In an order in which each refers only to what stands before it. */
const SCHEMA = [
  REFUSE_CHANGE,
  DIRECTORY,
  CATALOGUE,
  CONTENT,
  CASE_LOG,
  CASES,
  STEPS,
  DUTIES,
  FIGURES,
  MAILBOX,
  NOTICES,
  RECOVERY,
  EDGE,
].join('\n');

const TABLES = [...SCHEMA.matchAll(/CREATE TABLE (\w+)/g)].map(([, table]) => table);

/**
 * The whole schema, to be read by area. Until the first release a change is made here and `FORMAT` of
 * scripts/start/data-folder.ts goes up by one; afterwards this stands still and changes are migrations of their own.
 */
export class Baseline1790000000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(SCHEMA);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE ${TABLES.join(', ')}; DROP FUNCTION refuse_change;`);
  }
}
