import { addDays, dateOf } from '#domain';
import { backlogByDay, dwellByStep, type Pool } from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { Account } from '../../platform/auth/index.js';
import { POOL } from '../../platform/database/index.js';
import { Problem } from '../../platform/problems/index.js';
import { Clock } from '../../platform/settings/index.js';
import type { BacklogDto, DwellDto, FiguresQueryDto } from './dto/figures.dto.js';
import { filterOf, supervised } from './supervision.service.js';

/** A year and a day, so that two years' same days may be compared. */
const DAYS_AT_MOST = 366;
const HOUR_MS = 3_600_000;

/** Figures from the daily roll-ups. */
@Injectable()
export class FiguresService {
  constructor(
    private readonly clock: Clock,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  async dwell(account: Account, query: FiguresQueryDto): Promise<{ items: DwellDto[] }> {
    const figures = await dwellByStep(this.pool, queryOf(account, query));
    return {
      items: figures.map(({ meanMs, ...figure }) => ({
        ...figure,
        meanHours: Math.round((10 * meanMs) / HOUR_MS) / 10,
      })),
    };
  }

  async backlog(account: Account, query: FiguresQueryDto): Promise<{ items: BacklogDto[] }> {
    const { to, ...more } = queryOf(account, query);
    // Of days to come nothing is known.
    const today = dateOf(this.clock.now());
    return { items: await backlogByDay(this.pool, { ...more, to: to < today ? to : today }) };
  }
}

function queryOf(account: Account, { from, to, ...filter }: FiguresQueryDto) {
  if (from > to || addDays(from, DAYS_AT_MOST) <= to)
    throw new Problem('request.invalid', {}, undefined, {
      errors: [{ in: 'query', path: '/to', code: 'figures.daysInvalid', params: { max: DAYS_AT_MOST } }],
    });
  return { ...filterOf(filter), scope: supervised(account), from, to };
}
