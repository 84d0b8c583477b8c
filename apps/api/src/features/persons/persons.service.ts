import { KeyRing } from '#crypto';
import type { Role } from '#domain';
import { type Person, PersonDirectory, PlaceDirectory } from '#persistence';
import { Injectable } from '@nestjs/common';
import { idsOf, type PlacePath, type Scope } from '../../platform/auth/index.js';
import { type Idempotency, IdempotentWritesService } from '../../platform/idempotency/index.js';
import { afterId, type Page, pageById } from '../../platform/paging/index.js';
import { notFound, Problem } from '../../platform/problems/index.js';
import { Clock } from '../../platform/settings/index.js';
import { PlacesService } from '../places/index.js';
import type {
  NewKinDto,
  NewPersonDto,
  PersonChangeDto,
  PersonSearchDto,
  PersonDto,
  PersonWithKinDto,
} from './dto/person.dto.js';

/** Who works with people. The county and the administrator do not; departments read names within their cases. */
export const PERSON_EDITORS: readonly Role[] = [
  'gridWorker',
  'clerk',
  'committee',
  'convener',
  'mediator',
  'townshipOffice',
];

@Injectable()
export class PersonsService {
  constructor(
    private readonly people: PersonDirectory,
    private readonly places: PlacesService,
    private readonly writes: IdempotentWritesService,
    private readonly ring: KeyRing,
    private readonly clock: Clock,
    private readonly placeDirectory: PlaceDirectory,
  ) {}

  async find(
    scope: Scope,
    { villageId, gridId, name, phone, q, ...page }: PersonSearchDto,
  ): Promise<Page<PersonDto>> {
    const path = villageId ? await this.placeInSight(scope, villageId) : undefined;
    if (q !== undefined) {
      if (!path) throw new Problem('person.villageMissing', {}, '/villageId');
      return {
        items: await this.people.search({ villageIds: idsOf(path), gridId, limit: page.limit }, q),
        next: null,
      };
    }
    const villageIds = villageId ? [villageId] : await this.homes(scope);
    const found = await this.people.find({
      villageIds,
      gridId,
      name,
      phone,
      limit: page.limit + 1,
      afterId: afterId(page),
    });
    return pageById(found, page.limit);
  }

  /** @throws Problem 404 */
  async get(scope: Scope, id: string): Promise<PersonWithKinDto> {
    const { person } = await this.inSight(scope, id);
    return { ...person, kin: await this.people.kinOf(id) };
  }

  /** @throws Problem 404 when the village is out of sight, 403 when one's role doesn't reach there */
  async create(scope: Scope, idempotency: Idempotency, input: NewPersonDto): Promise<PersonDto> {
    const home = await this.placeInSight(scope, input.villageId);
    scope.require(PERSON_EDITORS, home);
    await this.checkGrid(home, input.gridId);
    const id = await this.writes.once(idempotency, (manager) =>
      new PersonDirectory(manager, this.ring).create(input, this.clock.now()),
    );
    return (await this.inSight(scope, id)).person;
  }

  /** @throws Problem 404, 403 */
  async change(scope: Scope, id: string, change: PersonChangeDto): Promise<PersonWithKinDto> {
    const { home } = await this.inSight(scope, id);
    scope.require(PERSON_EDITORS, home);
    await this.checkGrid(home, change.gridId);
    await this.people.change(id, change);
    return this.get(scope, id);
  }

  /** @throws Problem 404, 403 */
  async revokeKin(scope: Scope, id: string, kinId: string): Promise<void> {
    const { home } = await this.inSight(scope, id);
    scope.require(PERSON_EDITORS, home);
    await this.people.revokeKin(id, kinId);
  }

  /** @throws Problem 404, 403, or 422 for oneself */
  async declareKin(
    scope: Scope,
    idempotency: Idempotency,
    id: string,
    { kinId, relation }: NewKinDto,
  ): Promise<PersonWithKinDto> {
    const { home } = await this.inSight(scope, id);
    scope.require(PERSON_EDITORS, home);
    if (kinId === id) throw new Problem('person.ownKin', {}, '/kinId');
    await this.inSight(scope, kinId);
    await this.writes.once(idempotency, async (manager) => {
      await new PersonDirectory(manager, this.ring).declareKin(id, kinId, relation, this.clock.now());
      return id;
    });
    return this.get(scope, id);
  }

  /**
   * A person whose home is covered, or lies above one's own place (an expert).
   *
   * @throws Problem 404
   */
  async inSight(scope: Scope, id: string): Promise<{ person: Person; home: PlacePath }> {
    const person = (await this.people.get([id])).get(id);
    if (!person) throw notFound();
    return { person, home: await this.placeInSight(scope, person.villageId) };
  }

  private async checkGrid(home: PlacePath, gridId: string | null | undefined): Promise<void> {
    if (!gridId) return;
    const path = await this.places.pathOf(gridId);
    if (!path?.gridId || path.villageId !== home.villageId)
      throw new Problem('person.gridUnfit', {}, '/gridId');
  }

  private async placeInSight(scope: Scope, placeId: string): Promise<PlacePath> {
    const path = await this.places.pathOf(placeId);
    if (!path || !scope.reaches(path, PERSON_EDITORS)) throw notFound();
    return path;
  }

  /** The villages at and below one's places, and the places above, where experts are kept. */
  private homes(scope: Scope): Promise<string[]> {
    const own = scope.scopes(PERSON_EDITORS).map(({ id }) => id);
    return this.placeDirectory.around(own, 'aboveAndBelow');
  }
}
