import { randomBytes } from 'node:crypto';
import type { Role } from '#domain';
import { AccountDirectory, DepartmentEntity, MembershipEntity, PlaceDirectory } from '#persistence';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { KeyRing } from '#crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { hash } from '@node-rs/argon2';
import { type Account, type PlacePath, Scope, scopeOf } from '../../platform/auth/index.js';
import { type Idempotency, IdempotentWritesService } from '../../platform/idempotency/index.js';
import { afterId, type Page, pageById, type PageQuery } from '../../platform/paging/index.js';
import { notFound, Problem } from '../../platform/problems/index.js';
import { Clock } from '../../platform/settings/index.js';
import { formatInstant } from '../../platform/validation/index.js';
import { PlacesService } from '../places/index.js';
import { PasswordsService } from '../sessions/index.js';
import type {
  AccountChangeDto,
  AdministeredDetailDto,
  AdministeredDto,
  AppointmentDto,
  NewAccountDto,
} from './dto/administration.dto.js';
import { ROLE_LEVELS } from './role-levels.js';

export const ADMINISTRATORS: readonly Role[] = ['administrator', 'systemAdmin'];

/** Keeps accounts and who holds which role where; each administrator those of the own places. */
@Injectable()
export class AdministrationService {
  constructor(
    private readonly directory: AccountDirectory,
    private readonly places: PlacesService,
    private readonly placeDirectory: PlaceDirectory,
    private readonly passwords: PasswordsService,
    private readonly writes: IdempotentWritesService,
    private readonly ring: KeyRing,
    private readonly clock: Clock,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  async list(account: Account, query: PageQuery): Promise<Page<AdministeredDto>> {
    const own = account.memberships.filter(({ role }) => ADMINISTRATORS.includes(role));
    const placeIds = await this.placeDirectory.around(
      own.map(({ placeId }) => placeId),
      'below',
    );
    const at = this.clock.now();
    return pageById(
      await this.directory.administered({ at, placeIds, afterId: afterId(query), limit: query.limit + 1 }),
      query.limit,
    );
  }

  /** @throws Problem 404 when the account never held a role in the administrator's places */
  async detail(account: Account, id: string): Promise<AdministeredDetailDto> {
    const known = await this.directory.findById(id);
    const history = await this.administered(account, id);
    if (!known) throw notFound();
    const names = await this.placeDirectory.names(
      history.flatMap(({ placeId, departmentId }) => [placeId, ...(departmentId ? [departmentId] : [])]),
    );
    const named = (of: string) => ({ id: of, name: names.get(of) ?? '' });
    return {
      id,
      username: known.username,
      name: known.name,
      disabled: known.disabledAt !== undefined,
      memberships: history.map(({ id: membershipId, role, placeId, departmentId, validFrom, validTo }) => ({
        id: membershipId,
        role,
        place: named(placeId),
        ...(departmentId && { department: named(departmentId) }),
        validFrom: formatInstant(validFrom.getTime()),
        ...(validTo && { validTo: formatInstant(validTo.getTime()) }),
      })),
    };
  }

  /** An account that can't sign in yet: {@link resetPassword} gives it a password. @throws Problem */
  async create(account: Account, idempotency: Idempotency, input: NewAccountDto): Promise<string> {
    const { username, name, ...appointment } = input;
    await this.check(account, appointment);
    const passwordHash = await hash(randomBytes(24).toString('base64url'));
    return this.writes.once(idempotency, async (manager) => {
      const directory = this.within(manager);
      const id = await directory.create(
        { username, name, passwordHash, passwordProvisional: true },
        this.clock.now(),
      );
      await directory.appoint({ accountId: id, ...appointment }, this.clock.now());
      return id;
    });
  }

  /** @throws Problem */
  async change(account: Account, id: string, { name, disabled }: AccountChangeDto): Promise<void> {
    await this.administered(account, id);
    if (disabled && id === account.id) throw new Problem('account.lastAdministrator');
    if (name !== undefined) await this.directory.rename(id, name);
    if (disabled !== undefined) await this.directory.setDisabled(id, disabled ? this.clock.now() : undefined);
  }

  /** @throws Problem */
  async resetPassword(account: Account, id: string): Promise<string> {
    await this.administered(account, id);
    return this.passwords.reset(id);
  }

  /** @throws Problem */
  async appoint(
    account: Account,
    idempotency: Idempotency,
    id: string,
    appointment: AppointmentDto,
  ): Promise<string> {
    await this.administered(account, id);
    await this.check(account, appointment);
    return this.writes.once(idempotency, (manager) =>
      this.within(manager).appoint({ accountId: id, ...appointment }, this.clock.now()),
    );
  }

  /** @throws Problem */
  async dismiss(account: Account, id: string, membershipId: string): Promise<void> {
    const membership = (await this.administered(account, id)).find((one) => one.id === membershipId);
    if (!membership || membership.validTo) throw notFound();
    await this.administers(account, membership);
    if (id === account.id && ADMINISTRATORS.includes(membership.role))
      throw new Problem('account.lastAdministrator');
    await this.directory.endMembership(membershipId, this.clock.now());
  }

  /** The account's memberships, where it held one in the administrator's places. @throws Problem 404, 403 */
  private async administered(account: Account, id: string): Promise<MembershipEntity[]> {
    const history = await this.directory.history(id);
    const paths = await Promise.all(history.map(({ placeId }) => this.places.pathOf(placeId)));
    const scope = new Scope(account);
    const own = paths.some(
      (path) => path && scope.rolesAt(path).some((role) => ADMINISTRATORS.includes(role)),
    );
    if (!own) throw notFound();
    const above = history.some(
      ({ role, validTo }) => role === 'systemAdmin' && !validTo && !holds(account, 'systemAdmin'),
    );
    // Whoever could give a system administrator another password would be one.
    if (above) throw new Problem('auth.roleMissing');
    return history;
  }

  private async administers(
    account: Account,
    { role, placeId }: Pick<AppointmentDto, 'role' | 'placeId'>,
  ): Promise<PlacePath> {
    const path = await this.places.pathOf(placeId);
    if (!path || !new Scope(account).seesUnit(path)) throw notFound();
    new Scope(account).require(role === 'systemAdmin' ? ['systemAdmin'] : ADMINISTRATORS, path);
    return path;
  }

  private async check(account: Account, appointment: AppointmentDto): Promise<void> {
    const { role, departmentId } = appointment;
    const path = await this.administers(account, appointment);
    const place = scopeOf(path)!;
    if (!ROLE_LEVELS[role].includes(place.level)) throw new Problem('membership.levelUnfit', {}, '/role');
    if (role === 'department' && departmentId === undefined)
      throw new Problem('membership.departmentMissing', {}, '/departmentId');
    if (departmentId === undefined) return;
    const above = await this.placeDirectory.around([appointment.placeId], 'above');
    const department = await this.dataSource.getRepository(DepartmentEntity).findOneBy({ id: departmentId });
    if (role !== 'department' || !department || !above.includes(department.placeId))
      throw new Problem('membership.departmentUnfit', {}, '/departmentId');
  }

  private within(manager: EntityManager): AccountDirectory {
    return new AccountDirectory(manager, this.ring);
  }
}

const holds = (account: Account, role: Role): boolean => account.memberships.some((one) => one.role === role);
