import { caseWorkflowId, dutyWorkflowId, retryRecordSignal } from '#contracts';
import type { Role } from '#domain';
import { translate } from '#i18n';
import {
  type BlockedCase,
  listFailures,
  listParked,
  PlaceDirectory,
  type ParkedRun,
  type Pool,
  unparkRun,
} from '#persistence';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Client } from '@temporalio/client';
import { type Account } from '../../platform/auth/index.js';
import { outcomeOfError } from '../../platform/commands/index.js';
import { POOL } from '../../platform/database/index.js';
import { type Idempotency, IdempotentWritesService } from '../../platform/idempotency/index.js';
import { notFound } from '../../platform/problems/index.js';
import { formatInstant } from '../../platform/validation/index.js';
import type { BlockedDto, BlockedRetryDto } from './dto/blocked.dto.js';
import { BATCH_REMEDY, REMEDIES } from './remedies.js';

/** Whom it concerns: whoever keeps the installation, and who keeps a county. */
export const OPERATING: readonly Role[] = ['systemAdmin', 'administrator'];

/** An answer is given before the request's time is up. */
const PATIENCE_MS = 10_000;

@Injectable()
export class BlockedService {
  private readonly logger = new Logger('Blocked');

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly places: PlaceDirectory,
    private readonly client: Client,
    private readonly writes: IdempotentWritesService,
  ) {}

  async list(account: Account): Promise<BlockedDto[]> {
    const counties = countiesOf(account);
    const [parked, failures] = await Promise.all([
      listParked(this.pool, counties),
      listFailures(this.pool, counties),
    ]);
    const names = await this.places.names(
      [...parked, ...failures].flatMap(({ villageId }) => villageId ?? []),
    );
    const common = ({ id, kind, since, triedAt, attempts, number, villageId }: Listed): Common => {
      const village = villageId === undefined ? undefined : names.get(villageId);
      return {
        id,
        kind: kind === 'case' ? 'case' : 'supervisionOrder',
        ...(number !== undefined && { number }),
        ...(village !== undefined && { village }),
        since: formatInstant(since.getTime()),
        triedAt: formatInstant(triedAt.getTime()),
        attempts,
      };
    };
    return [
      ...parked.map((run): BlockedDto => {
        const { code, detail = '' } = run.reason;
        const { todo, commands } = REMEDIES[code];
        return {
          ...common(run),
          task: 'record',
          reason: both(`parked.${code}`, { detail }),
          todo: both(`parked.todo.${todo}`),
          commands: commands(run.id),
        };
      }),
      ...failures.map((item): BlockedDto => ({
        ...common(item),
        task: 'calendar',
        reason: both('parked.calendar', { reason: item.reason }),
        todo: both(`parked.todo.${BATCH_REMEDY.todo}`),
        commands: BATCH_REMEDY.commands(item.id),
      })),
    ];
  }

  /**
   * Nothing is lost by it: what still can't be recorded parks again. Who tried what stands in the log.
   *
   * @throws Problem 404 when it is not parked in the account's counties
   */
  async retry(account: Account, idempotency: Idempotency, id: string): Promise<BlockedRetryDto> {
    const run = (await listParked(this.pool, countiesOf(account))).find((one) => one.id === id);
    if (!run) throw notFound();
    await this.writes.once(idempotency, () => Promise.resolve(id));
    const outcome = await this.tryAgain(run);
    this.logger.log({ account: account.id, kind: run.kind, id, outcome, msg: 'tried to record again' });
    return { outcome };
  }

  private async tryAgain({ id, kind }: ParkedRun): Promise<BlockedRetryDto['outcome']> {
    const workflowId = kind === 'case' ? caseWorkflowId(id) : dutyWorkflowId(id);
    try {
      const signal = () => this.client.workflow.getHandle(workflowId).signal(retryRecordSignal);
      const { now } = await unparkRun(this.pool, id, { signal, patienceMs: PATIENCE_MS });
      return now === 'notParked' ? 'goesOn' : now;
    } catch (error) {
      return outcomeOfError(error, '');
    }
  }
}

interface Listed extends BlockedCase, Pick<ParkedRun, 'id' | 'kind' | 'since' | 'triedAt' | 'attempts'> {}
type Common = Omit<BlockedDto, 'task' | 'reason' | 'todo' | 'commands'>;

/** Of whoever keeps the installation all, also what has no place yet; else those counties as a whole that one keeps. */
function countiesOf({ memberships }: Account): string[] | undefined {
  if (memberships.some(({ role }) => role === 'systemAdmin')) return undefined;
  return memberships.flatMap(({ role, place: { countyId, townshipId } }) =>
    role === 'administrator' && townshipId === undefined ? [countyId] : [],
  );
}

const both = (key: string, params?: Record<string, unknown>) => ({
  zh: translate(key, 'zh-CN', params),
  en: translate(key, 'en', params),
});
