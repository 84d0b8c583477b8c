import { CASE_WORKFLOW, DUTY_WORKFLOW } from '#contracts';
import { kindOf, listParked, listSubjects, type Pool } from '#persistence';
import type { Client } from '@temporalio/client';
import { type Subject, subjectOf } from './subject.js';

const PAGE = 500;

/** Which case or order an id belongs to: as far as either side knows. */
export async function findSubject(pool: Pool, client: Client, id: string): Promise<Subject | undefined> {
  const kind = await kindOf(pool, id);
  if (kind) return { kind, id };
  const query = `WorkflowId = 'case/${id}' OR WorkflowId = 'duty/${id}'`;
  for await (const { workflowId } of client.workflow.list({ query })) return subjectOf(workflowId);
  return undefined;
}

/** All that PostgreSQL knows, in the order of ids. */
export async function* recordedSubjects(pool: Pool): AsyncGenerator<Subject> {
  for (let after: string | undefined; ;) {
    const subjects: Subject[] = await listSubjects(pool, after, PAGE);
    yield* subjects;
    if (subjects.length < PAGE) return;
    after = subjects.at(-1)!.id;
  }
}

/** All that either side knows; cases before orders, for an order tells of its case. */
export async function allSubjects(pool: Pool, client: Client): Promise<Subject[]> {
  const found = new Map<string, Subject>();
  for await (const subject of recordedSubjects(pool)) found.set(subject.id, subject);
  for (const { id, kind } of await listParked(pool)) found.set(id, { id, kind });
  const query = `WorkflowType IN ('${CASE_WORKFLOW}', '${DUTY_WORKFLOW}')`;
  for await (const { workflowId } of client.workflow.list({ query })) {
    const subject = subjectOf(workflowId);
    if (subject) found.set(subject.id, subject);
  }
  const subjects = [...found.values()];
  return [
    ...subjects.filter(({ kind }) => kind === 'case'),
    ...subjects.filter(({ kind }) => kind === 'duty'),
  ];
}
