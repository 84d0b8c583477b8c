import { AccountDirectory, type Contact, PersonDirectory, PlaceDirectory } from '#persistence';
import { Injectable } from '@nestjs/common';

/** An id with the name that authorised staff see; without a name once the person was erased. */
export interface Named {
  id: string;
  name?: string;
}

/** Whom a step is assigned to, and the number of the office. */
export interface Assignee extends Named {
  officePhone?: string;
}

/** Names by id. */
export class NameBook {
  constructor(
    private readonly names: ReadonlyMap<string, string>,
    private readonly phones: ReadonlyMap<string, string> = new Map(),
  ) {}

  assignee(id: string | undefined): Assignee | undefined {
    if (id === undefined) return undefined;
    const officePhone = this.phones.get(id);
    return { ...this.of(id), ...(officePhone !== undefined && { officePhone }) };
  }

  of(id: string): Named {
    const name = this.names.get(id);
    return { id, ...(name !== undefined && { name }) };
  }

  maybe(id: string | undefined): Named | undefined {
    return id === undefined ? undefined : this.of(id);
  }

  /** Those that have one. */
  entries(ids: Iterable<string>): Record<string, string> {
    return Object.fromEntries(
      [...new Set(ids)].flatMap((id) => (this.names.has(id) ? [[id, this.names.get(id)!]] : [])),
    );
  }
}

interface Wanted {
  persons?: Iterable<string | undefined>;
  accounts?: Iterable<string | undefined>;
  /** Places and departments, of which the names are no secret. */
  organisation?: Iterable<string | undefined>;
}

const distinct = (ids: Iterable<string | undefined> = []): string[] => [
  ...new Set([...ids].filter((id) => id !== undefined)),
];

@Injectable()
export class NamesService {
  constructor(
    private readonly people: PersonDirectory,
    private readonly staff: AccountDirectory,
    private readonly places: PlaceDirectory,
  ) {}

  /** Looks up names of what the caller may see already. */
  async book({ persons, accounts, organisation }: Wanted): Promise<NameBook> {
    const [people, staff, units] = await Promise.all([
      this.persons(distinct(persons)),
      this.accounts(distinct(accounts)),
      this.places.names(distinct(organisation)),
    ]);
    const names = staff.map(([id, { name }]) => [id, name] as const);
    const phones = staff.flatMap(([id, { officePhone }]) =>
      officePhone ? [[id, officePhone] as const] : [],
    );
    return new NameBook(new Map([...people, ...names, ...units]), new Map(phones));
  }

  private async persons(ids: string[]): Promise<[string, string][]> {
    if (ids.length === 0) return [];
    const people = await this.people.get(ids);
    return [...people].flatMap(([id, { name }]) =>
      name === undefined ? [] : [[id, name] as [string, string]],
    );
  }

  private async accounts(ids: string[]): Promise<[string, Contact][]> {
    return ids.length === 0 ? [] : [...(await this.staff.contacts(ids))];
  }
}
