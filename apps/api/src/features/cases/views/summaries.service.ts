import type { Instant, KindName, Place, Role } from '#domain';
import { ASSIGNEE, instant, type CaseSummary, type Pool } from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import { POOL } from '../../../platform/database/index.js';
import { Clock } from '../../../platform/settings/index.js';
import { formatInstant, formatOptional } from '../../../platform/validation/index.js';
import { type NameBook, NamesService } from '../directory/names.service.js';
import type { CasePlaceDto, CaseSummaryDto, CurrentStepDto } from './dto/summary.dto.js';

interface OpenStep {
  caseId: string;
  step: string;
  kind: KindName;
  owner: Role;
  assignee: string | null;
  dueAt: Date | number | null;
}

const OPEN_STEPS = {
  name: 'open-steps',
  text: `SELECT case_id AS "caseId", step, kind, owner_role AS owner, due_at AS "dueAt", ${ASSIGNEE('s', '$2')}
         FROM step_row s WHERE case_id = ANY ($1::uuid[]) AND status = 'open' ORDER BY due_at, step`,
};

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
    @Inject(POOL) private readonly pool: Pool,
    private readonly names: NamesService,
    private readonly clock: Clock,
  ) {}

  async of(cases: readonly CaseSummary[]): Promise<CaseSummaryDto[]> {
    const steps = await this.openSteps(cases);
    const names = await this.names.book({
      accounts: [...steps.values()].flat().map(({ assignee }) => assignee ?? undefined),
      organisation: cases.flatMap(({ place }) => placeIds(place)),
    });
    const now = this.clock.now();
    return cases.map((one) => summaryDto(one, steps.get(one.id) ?? [], names, now));
  }

  private async openSteps(cases: readonly CaseSummary[]): Promise<Map<string, OpenStep[]>> {
    const ids = cases.filter(({ status }) => status === 'open').map(({ id }) => id);
    if (ids.length === 0) return new Map();
    const { rows } = await this.pool.query<OpenStep>({
      ...OPEN_STEPS,
      values: [ids, new Date(this.clock.now())],
    });
    return Map.groupBy(rows, ({ caseId }) => caseId);
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
  assignee: names.maybe(assignee ?? undefined),
  dueAt: formatOptional(instant(dueAt)),
});
