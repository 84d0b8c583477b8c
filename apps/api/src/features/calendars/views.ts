import { isDeepStrictEqual } from 'node:util';
import type { MovedStep } from '#domain';
import type { CalendarCase, CalendarDraft, CalendarSupervisionOrder } from '#persistence';
import { formatInstant } from '../../platform/validation/index.js';
import type {
  CalendarDraftDto,
  ClockDatesDto,
  MovedCaseDto,
  MovedSupervisionOrderDto,
} from './dto/calendar.dto.js';

export function describeDraft(draft: CalendarDraft): CalendarDraftDto {
  const { id, countyId, basedOn, edit, createdAt, publishedVersion } = draft;
  const { years = [], provisionalYears = [], days } = edit;
  return {
    id,
    countyId,
    basedOn,
    years,
    provisionalYears,
    days,
    createdAt: formatInstant(createdAt.getTime()),
    ...(publishedVersion !== null && { publishedVersion }),
  };
}

/** Undefined where nothing moves that is shown: a calendar may move a later reminder alone. */
export function describeCase({ caseId, number, effect, nameOf }: CalendarCase): MovedCaseDto | undefined {
  const { overallDueAt } = effect;
  const steps = effect.steps
    .map(({ step, before, after }) => ({ step, before: dates(before), after: dates(after) }))
    .filter(({ before, after }) => !isDeepStrictEqual(before, after))
    .map((moved) => ({ ...moved, ...(nameOf(moved.step) && { name: nameOf(moved.step) }) }));
  if (steps.length === 0 && !overallDueAt) return undefined;
  return { caseId, number, ...(overallDueAt && { overallDueAt: texts(overallDueAt) }), steps };
}

export const describeSupervisionOrder = ({
  supervisionOrderId,
  caseId,
  number,
  before,
  after,
}: CalendarSupervisionOrder): MovedSupervisionOrderDto => ({
  supervisionOrderId,
  caseId,
  number,
  before: texts({ dueAt: before.dueAt, remindAt: before.remindAt }),
  after: texts({ dueAt: after.dueAt, remindAt: after.remindAt }),
});

const dates = ({ dueAt, notBefore, reminders }: MovedStep['before']): ClockDatesDto =>
  texts({ dueAt, notBefore, remindAt: reminders?.[0]?.at });

const texts = <K extends string>(instants: { [Key in K]?: number | undefined }): { [Key in K]?: string } =>
  Object.fromEntries(
    Object.entries<number | undefined>(instants).flatMap(([key, at]) =>
      at === undefined ? [] : [[key, formatInstant(at)]],
    ),
  ) as { [Key in K]?: string };
