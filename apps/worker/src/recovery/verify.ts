import { verifyAudit, verifyDutyAudit } from '#persistence';
import { type Finding, findingsOf } from './findings.js';
import { look, type RecoveryParts } from './resync.js';
import { type Subject, TYPES } from './subject.js';

/**
 * Compares digests, audit chain and read model of one case or order with its events and, while it is open, its workflow
 * with PostgreSQL. Names every difference; what is just being recorded is none. Changes nothing.
 */
export async function verify(parts: RecoveryParts, subject: Subject): Promise<Finding[]> {
  const verified = subject.kind === 'case' ? verifyAudit : verifyDutyAudit;
  const audit = await verified(parts.pool, parts.ring, subject.id);
  const altered = audit.differences.map(({ where, seq, name, what }): Finding => ({
    code: 'audit',
    params: { where, name: [seq, name].filter((part) => part !== undefined).join(' '), what },
  }));
  return [...altered, ...(await workflowDifferences(parts, subject))];
}

async function workflowDifferences(parts: RecoveryParts, subject: Subject): Promise<Finding[]> {
  const type = TYPES[subject.kind];
  const { recorded, compared } = await look(parts, subject);
  const state = type.fold(recorded.events);
  // Histories of what has ended are not kept for ever: it stands in PostgreSQL alone.
  if (state && type.hasEnded(state)) return findingsOf({ ...compared, standing: 'inStep' });
  const running = compared.standing === 'inStep';
  return findingsOf(compared).filter(({ code }) => !(running && code === 'notYetRecorded'));
}
