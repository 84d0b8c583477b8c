import type { Language, MessageKey } from '#i18n';
import { translate } from '#i18n';
import type { Comparison } from './compare.js';
import type { HeldBatch } from './subject.js';

/** One thing that an operator is told, in words: `ops.<code>`. Ids, numbers and codes only. */
export interface Finding {
  code: FindingCode;
  params?: Record<string, string | number>;
}
export type FindingCode = MessageKey extends infer K ? (K extends `ops.found.${infer C}` ? C : never) : never;

const LANGUAGES: readonly Language[] = ['zh-CN', 'en'];

export const inWords = ({ code, params }: Finding): string =>
  LANGUAGES.map((language) => translate(`ops.found.${code}`, language, params)).join(' · ');

export const eventRange = ({ events }: Pick<HeldBatch, 'events'>): string => {
  const [first, last] = [events[0]?.seq, events.at(-1)?.seq];
  return first === last ? String(first) : `${first}–${last}`;
};

/** How the two sides differ, before anything is done about it. */
export function findingsOf(compared: Comparison): Finding[] {
  const { standing, status, head, missing, gap, differing, unrecorded } = compared;
  return [
    ...differing.map(({ seq, recorded, held }): Finding => ({
      code: 'differing',
      params: { seq, recorded, held },
    })),
    ...(gap ? [{ code: 'gap' as const, params: gap }] : []),
    ...missing.map((batch): Finding => ({
      code: batch.completed ? 'missing' : 'notYetRecorded',
      params: { events: eventRange(batch) },
    })),
    ...(standing === 'older' ? [{ code: 'workflowOlder' as const, params: { head } }] : []),
    ...(standing === 'notRunning'
      ? [{ code: 'workflowNotRunning' as const, params: { status: status ?? '—' } }]
      : []),
    ...(standing === 'inStep'
      ? []
      : unrecorded.map(({ id, type }): Finding => ({ code: 'unrecorded', params: { command: id, type } }))),
  ];
}
