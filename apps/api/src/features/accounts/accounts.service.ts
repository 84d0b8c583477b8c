import { AccountDirectory, PlaceDirectory } from '#persistence';
import { Injectable } from '@nestjs/common';
import { AccountLoaderService, idsOf, type Scope } from '../../platform/auth/index.js';
import { afterId, type Page, pageById } from '../../platform/paging/index.js';
import { notFound, Problem } from '../../platform/problems/index.js';
import { Clock } from '../../platform/settings/index.js';
import { PlacesService } from '../places/index.js';
import type { AccountsQueryDto, ColleagueDto } from './dto/accounts.dto.js';

@Injectable()
export class AccountsService {
  constructor(
    private readonly directory: AccountDirectory,
    private readonly loader: AccountLoaderService,
    private readonly places: PlacesService,
    private readonly placeDirectory: PlaceDirectory,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem 404 when the place is out of sight */
  async list(scope: Scope, query: AccountsQueryDto): Promise<Page<ColleagueDto>> {
    const placeIds = query.placeId
      ? await this.above(scope, query.placeId)
      : await this.placeDirectory.around(scope.placeIds(), 'aboveAndBelow');
    const found = await this.directory.serving({
      at: this.clock.now(),
      placeIds,
      role: query.role,
      afterId: afterId(query),
      limit: query.limit + 1,
    });
    const { items, next } = pageById(found, query.limit);
    const names = await this.directory.names(items.map(({ id }) => id));
    return { items: items.map(({ id, roles }) => ({ id, name: names.get(id) ?? '', roles })), next };
  }

  /** @throws Problem 404 when the account serves no place in sight, 403 when nobody administers it from here */
  async setOfficePhone(scope: Scope, accountId: string, phone: string | undefined): Promise<void> {
    const memberships = (await this.loader.load(accountId))?.memberships ?? [];
    const seen = memberships.filter(({ place }) => scope.seesUnit(place));
    if (seen.length === 0) throw notFound();
    const administered = seen.some(({ place }) => scope.rolesAt(place).includes('administrator'));
    if (!administered) throw new Problem('auth.roleMissing');
    await this.directory.setOfficePhone(accountId, phone);
  }

  /** The place and all above it: a membership there covers the place. */
  private async above(scope: Scope, placeId: string): Promise<string[]> {
    const path = await this.places.pathOf(placeId);
    if (!path || !scope.seesUnit(path)) throw notFound();
    return idsOf(path);
  }
}
