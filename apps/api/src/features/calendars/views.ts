import { isDeepStrictEqual } from 'node:util';
import type { MovedStep } from '#domain';
import type { CalendarCase, CalendarDraft, CalendarOrder } from '#persistence';
import { formatInstant } from '../../platform/validation/index.js';
import type { CalendarDraftView, ClockDates, MovedCase, MovedOrder } from './dto/calendar.dto.js';

export function describeDraft(draft: CalendarDraft): CalendarDraftView {
  const { id, countyId, basedOn, edit, createdAt, publishedVersion } = draft;
  const { years = [], provisionalYears = [], days } = edit;
  return {
    ...{ id, countyId, basedOn, years, provisionalYears, days },
    createdAt: formatInstant(createdAt.getTime()),
    ...(publishedVersion !== null && { publishedVersion }),
  };
}

/** Undefined where nothing moves that is shown: a calendar may move a later reminder alone. */
export function describeCase({ caseId, number, effect }: CalendarCase): MovedCase | undefined {
  const { wholeDueAt } = effect;
  const steps = effect.steps
    .map(({ step, before, after }) => ({ step, before: dates(before), after: dates(after) }))
    .filter(({ before, after }) => !isDeepStrictEqual(before, after));
  if (steps.length === 0 && !wholeDueAt) return undefined;
  return { caseId, number, ...(wholeDueAt && { wholeDueAt: texts(wholeDueAt) }), steps };
}

export const describeOrder = ({ orderId, caseId, number, before, after }: CalendarOrder): MovedOrder => ({
  ...{ orderId, caseId, number },
  before: texts({ dueAt: before.dueAt, remindAt: before.remindAt }),
  after: texts({ dueAt: after.dueAt, remindAt: after.remindAt }),
});

const dates = ({ dueAt, notBefore, rungs }: MovedStep['before']): ClockDates =>
  texts({ dueAt, notBefore, remindAt: rungs?.[0]?.at });

const texts = <K extends string>(instants: { [Key in K]?: number | undefined }): { [Key in K]?: string } =>
  Object.fromEntries(
    Object.entries<number | undefined>(instants).flatMap(([key, at]) =>
      at === undefined ? [] : [[key, formatInstant(at)]],
    ),
  ) as { [Key in K]?: string };
