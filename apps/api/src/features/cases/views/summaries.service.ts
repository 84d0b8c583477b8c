import type { Instant, Place } from '#domain';
import { CaseReader, type CaseSummary, type OpenStep } from '#persistence';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/settings/index.js';
import { formatInstant, formatOptional } from '../../../platform/validation/index.js';
import { type NameBook, NamesService } from '../directory/names.service.js';
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
    private readonly clock: Clock,
  ) {}

  async of(cases: readonly CaseSummary[]): Promise<CaseSummaryDto[]> {
    const now = this.clock.now();
    const open = cases.filter(({ status }) => status === 'open').map(({ id }) => id);
    const steps = await this.reader.openSteps(open, now);
    const names = await this.names.book({
      accounts: [...steps.values()].flat().map(({ assignee }) => assignee),
      organisation: cases.flatMap(({ place }) => placeIds(place)),
    });
    return cases.map((one) => summaryDto(one, steps.get(one.id) ?? [], names, now));
  }
}

function summaryDto(
  found: CaseSummary,
  steps: readonly OpenStep[],
  names: NameBook,
  now: Instant,
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
    overallDueAt: formatOptional(overallDueAt),
    pausedUntil: formatOptional(pausedUntil),
    closedAt: formatOptional(closedAt),
    overdue: isOverdue(found, now),
    version,
    currentSteps: steps.map((step) => currentStep(step, names)),
  };
}

const currentStep = ({ step, kind, owner, assignee, dueAt }: OpenStep, names: NameBook): CurrentStepDto => ({
  step,
  kind,
  owner,
  assignee: names.maybe(assignee),
  dueAt: formatOptional(dueAt),
});
