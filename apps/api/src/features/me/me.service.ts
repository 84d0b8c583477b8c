import { createHmac } from 'node:crypto';
import { SessionConfig } from '#config';
import { AccountDirectory, PlaceDirectory } from '#persistence';
import { Injectable } from '@nestjs/common';
import type { Account } from '../../platform/auth/index.js';
import { Clock } from '../../platform/settings/index.js';
import type { PreferencesDto } from './dto/preferences.dto.js';
import type { AccountDto } from './dto/account-view.dto.js';

@Injectable()
export class MeService {
  constructor(
    private readonly directory: AccountDirectory,
    private readonly clock: Clock,
    private readonly places: PlaceDirectory,
    private readonly session: SessionConfig,
  ) {}

  /** An address, or none any more. */
  async setEmail(account: Account, email: string | undefined): Promise<AccountDto> {
    await this.directory.setEmail(account.id, email, this.clock.now());
    return this.view(account);
  }

  /** A number, or none any more. */
  async setOfficePhone(account: Account, phone: string | undefined): Promise<AccountDto> {
    await this.directory.setOfficePhone(account.id, phone);
    return this.view(account);
  }

  /** Always the same for an account, and of no use to whoever can't sign in as it. */
  deviceKey({ id }: Account): string {
    return createHmac('sha256', this.session.secret).update(`device-key/${id}`).digest('base64');
  }

  async preferences({ id }: Account): Promise<PreferencesDto> {
    const kept = (await this.directory.preferencesOf(id)) as Partial<PreferencesDto> | undefined;
    return {
      phrases: kept?.phrases ?? [],
      views: kept?.views ?? [],
      ...(kept?.columns && { columns: kept.columns }),
    };
  }

  setPreferences({ id }: Account, preferences: PreferencesDto): Promise<void> {
    return this.directory.setPreferences(id, preferences);
  }

  /** The account as it sees itself. */
  async view({ id, username, passwordProvisional, memberships }: Account): Promise<AccountDto> {
    const placeIds = memberships.map(({ placeId }) => placeId);
    const [contacts, email, placeNames] = await Promise.all([
      this.directory.contacts([id]),
      this.directory.emailOf(id),
      this.places.names(placeIds),
    ]);
    const officePhone = contacts.get(id)?.officePhone;
    return {
      id,
      username,
      name: contacts.get(id)?.name ?? '',
      ...(email !== undefined && { email }),
      ...(officePhone !== undefined && { officePhone }),
      ...(passwordProvisional && { passwordProvisional }),
      memberships: memberships.map(({ role, placeId, departmentId }) => ({
        role,
        placeId,
        placeName: placeNames.get(placeId) ?? '',
        ...(departmentId && { departmentId }),
      })),
    };
  }
}
