import type { CalendarBits, Instant, Place } from '#domain';
import { CaseReader, type CaseSummary, Catalogue, type OpenStep } from '#persistence';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/settings/index.js';
import { formatInstant, formatOptional } from '../../../platform/validation/index.js';
import { type NameBook, NamesService } from '../directory/names.service.js';
import { type StepNames, StepNamesService } from '../directory/step-names.service.js';
import { dueDto } from './due-words.js';
import type { CasePlaceDto, CaseSummaryDto, CurrentStepDto } from './dto/summary.dto.js';

/** Judged by the earliest date that there is to keep; nothing is late during a pause. */
export const isOverdue = (
  { effectiveDueAt, pausedUntil }: { effectiveDueAt?: Instant; pausedUntil?: Instant },
  now: Instant,
): boolean => effectiveDueAt !== undefined && effectiveDueAt <= now && !(pausedUntil && pausedUntil > now);

export const placeIds = ({ countyId, townshipId, villageId, gridId }: Place): string[] => [
  countyId,
  townshipId,
  villageId,
  ...(gridId ? [gridId] : []),
];

export const placeDto = (
  { countyId, townshipId, villageId, gridId }: Place,
  names: NameBook,
): CasePlaceDto => ({
  county: names.of(countyId),
  township: names.of(townshipId),
  village: names.of(villageId),
  ...(gridId && { grid: names.of(gridId) }),
});

/** Cases as lists show them, with the names that belong to their ids. */
@Injectable()
export class SummariesService {
  constructor(
    private readonly reader: CaseReader,
    private readonly names: NamesService,
    private readonly stepNames: StepNamesService,
    private readonly catalogue: Catalogue,
    private readonly clock: Clock,
  ) {}

  async of(cases: readonly CaseSummary[]): Promise<CaseSummaryDto[]> {
    const now = this.clock.now();
    const open = cases.filter(({ status }) => status === 'open').map(({ id }) => id);
    const steps = await this.reader.openSteps(open, now);
    const [names, stepNames, calendar] = await Promise.all([
      this.names.book({
        accounts: [...steps.values()].flat().map(({ assignee }) => assignee),
        organisation: cases.flatMap(({ place }) => placeIds(place)),
      }),
      this.stepNames.book(cases),
      this.catalogue.calendarOf(cases.map(({ place }) => place.countyId)),
    ]);
    return cases.map((one) => summaryDto(one, steps.get(one.id) ?? [], { names, stepNames, calendar, now }));
  }
}

interface Context {
  names: NameBook;
  stepNames: StepNames;
  calendar: CalendarBits | undefined;
  now: Instant;
}

function summaryDto(
  found: CaseSummary,
  steps: readonly OpenStep[],
  { names, stepNames, calendar, now }: Context,
): CaseSummaryDto {
  const {
    procedureKey,
    procedureVersion,
    openedAt,
    dueAt,
    effectiveDueAt,
    overallDueAt,
    pausedUntil,
    closedAt,
    place,
  } = found;
  const { id, number, title, category, status, outcome, urgent, escalated, restricted, round, version } =
    found;
  return {
    id,
    number,
    title,
    category,
    procedure: { key: procedureKey, version: procedureVersion },
    status,
    outcome,
    place: placeDto(place, names),
    urgent,
    escalated,
    restricted,
    round,
    openedAt: formatInstant(openedAt),
    dueAt: formatOptional(dueAt),
    effectiveDueAt: formatOptional(effectiveDueAt),
    ...(calendar && effectiveDueAt !== undefined && { due: dueDto(calendar, effectiveDueAt, now) }),
    overallDueAt: formatOptional(overallDueAt),
    pausedUntil: formatOptional(pausedUntil),
    closedAt: formatOptional(closedAt),
    overdue: isOverdue(found, now),
    version,
    currentSteps: steps.map((step) => ({
      ...currentStep(step, names),
      name: stepNames(found, step.step),
    })),
  };
}

const currentStep = ({ step, kind, owner, assignee, dueAt }: OpenStep, names: NameBook): CurrentStepDto => ({
  step,
  kind,
  owner,
  assignee: names.maybe(assignee),
  dueAt: formatOptional(dueAt),
});
