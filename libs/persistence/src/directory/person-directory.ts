import type { KeyRing } from '#crypto';
import type { Instant } from '#domain';
import { In, MoreThan, type DataSource, type EntityManager, type FindOptionsWhere } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { likenessTo } from './name-match.js';
import { PersonEntity, PersonKinEntity } from './people.entities.js';

export interface NewPerson {
  /** Given where repeats must find what they made before; else a new UUIDv7. */
  id?: string;
  /** A village, for an expert also the township or county. */
  villageId: string;
  name: string;
  phone?: string;
  birthYear?: number;
  /** As the village calls them. */
  nickname?: string;
  /** Group or grid within the village. */
  gridId?: string;
}

/** What is corrected; null takes away. */
export interface PersonChange {
  name?: string;
  phone?: string | null;
  birthYear?: number | null;
  nickname?: string | null;
  gridId?: string | null;
}

export interface Person {
  id: string;
  villageId: string;
  gridId?: string;
  /** Missing once the person was erased. */
  name?: string;
  nickname?: string;
  phone?: string;
  birthYear?: number;
}

export interface PersonQuery {
  /** Only people of these places; a township's experts belong to the township itself. */
  villageIds: readonly string[];
  /** Only people of this group or grid. */
  gridId?: string;
  /** The whole name, or the whole number: what is encrypted can't be searched by parts. */
  name?: string;
  phone?: string;
  limit: number;
  /** The id of the last one of the page before. */
  afterId?: string;
}

/** So many names are opened to find one: less than a tenth of a second. */
const MOST_OPENED = 3_000;

/** People by id. Names and phone numbers are sealed by the key ring and found through blind indexes. */
export class PersonDirectory {
  constructor(
    private readonly dataSource: DataSource | EntityManager,
    private readonly ring: KeyRing,
  ) {}

  async create(person: NewPerson, at: Instant): Promise<string> {
    const { id = uuidv7(), villageId, name, phone, birthYear, nickname, gridId } = person;
    await this.people().insert({
      id,
      villageId,
      gridId,
      birthYear,
      createdAt: new Date(at),
      ...this.sealed(id, name, phone),
      nickname: this.sealedNickname(id, nickname),
    });
    return id;
  }

  /** What is left out stays. */
  async change(id: string, change: PersonChange): Promise<void> {
    const known = (await this.get([id])).get(id);
    if (!known) return;
    const { name = known.name, phone = known.phone, nickname, birthYear, gridId } = change;
    await this.people().update(
      { id },
      {
        ...this.sealed(id, name, phone ?? undefined),
        ...(nickname !== undefined && { nickname: this.sealedNickname(id, nickname ?? undefined) }),
        ...(birthYear !== undefined && { birthYear }),
        ...(gridId !== undefined && { gridId }),
      },
    );
  }

  /**
   * By part of the name, pinyin, nickname or the end of the number: what is sealed is opened for it, so only within a
   * village and the places above it. The likest first.
   */
  async search(
    { villageIds, gridId, limit }: Pick<PersonQuery, 'villageIds' | 'gridId' | 'limit'>,
    typed: string,
  ): Promise<Person[]> {
    const where = { villageId: In([...villageIds]), ...(gridId !== undefined && { gridId }) };
    const people = (await this.people().findBy(where)).map((p) => this.opened(p));
    const likeness = await likenessTo(typed);
    return people
      .map((person) => ({ person, like: likeness(person) }))
      .filter(({ like }) => like > 0)
      .sort((a, b) => b.like - a.like || (a.person.name ?? '').localeCompare(b.person.name ?? '', 'zh-CN'))
      .slice(0, limit)
      .map(({ person }) => person);
  }

  /**
   * Who may be meant by a name: by part of it, pinyin or nickname within the widest of the circles of places in which no
   * more people live than can be opened for it, by the whole name in the widest of all. No more than `limit`.
   */
  async named(circles: readonly (readonly string[])[], typed: string, limit: number): Promise<string[]> {
    const [widest = []] = circles;
    for (const villageIds of circles) {
      const people = await this.people().find({
        select: { id: true, villageId: true, name: true, nickname: true },
        where: { villageId: In([...villageIds]) },
        take: MOST_OPENED + 1,
      });
      if (people.length > MOST_OPENED) continue;
      const likeness = await likenessTo(typed);
      const found = people.map((person) => ({ id: person.id, like: likeness(this.opened(person)) }));
      const near = found.filter(({ like }) => like > 0).sort((a, b) => b.like - a.like);
      if (villageIds === widest) return near.slice(0, limit).map(({ id }) => id);
      const far = await this.find({ villageIds: widest, name: typed, limit });
      return [...new Set([...near, ...far].map(({ id }) => id))].slice(0, limit);
    }
    return (await this.find({ villageIds: widest, name: typed, limit })).map(({ id }) => id);
  }

  /** By id; unknown ids are left out. */
  async get(ids: readonly string[]): Promise<Map<string, Person>> {
    const people = await this.people().findBy({ id: In([...ids]) });
    return new Map(people.map((person) => [person.id, this.opened(person)]));
  }

  /** In the order of their ids. */
  async find({ villageIds, gridId, name, phone, limit, afterId }: PersonQuery): Promise<Person[]> {
    const where: FindOptionsWhere<PersonEntity> = {
      villageId: In([...villageIds]),
      ...(gridId !== undefined && { gridId }),
      ...(name !== undefined && { nameIndex: this.nameIndex(name) }),
      ...(phone !== undefined && { phoneIndex: this.phoneIndex(phone) }),
      ...(afterId !== undefined && { id: MoreThan(afterId) }),
    };
    return (await this.people().find({ where, order: { id: 'ASC' }, take: limit })).map((p) =>
      this.opened(p),
    );
  }

  /** Two people are close kin (近亲属), whichever is named first; `relation` as staff say it. */
  async declareKin(one: string, other: string, relation: string, at: Instant): Promise<void> {
    const [personId, kinId] = one < other ? [one, other] : [other, one];
    await this.kin()
      .createQueryBuilder()
      .insert()
      .values({ personId, kinId, relation, createdAt: new Date(at) })
      .orUpdate(['relation'], ['person_id', 'kin_id'])
      .execute();
  }

  /** It was declared by mistake. */
  async revokeKin(one: string, other: string): Promise<void> {
    const [personId, kinId] = one < other ? [one, other] : [other, one];
    await this.kin().delete({ personId, kinId });
  }

  /** Declared close kin of somebody, the first 200 as they were declared; without a name once that person was erased. */
  async kinOf(id: string): Promise<{ id: string; name?: string; relation: string }[]> {
    const rows = await this.kin().find({
      where: [{ personId: id }, { kinId: id }],
      order: { createdAt: 'ASC', personId: 'ASC', kinId: 'ASC' },
      take: 200,
    });
    const kin = rows.map(({ personId, kinId, relation }) => ({
      id: personId === id ? kinId : personId,
      relation,
    }));
    const people = await this.get(kin.map((one) => one.id));
    return kin.map(({ id: kinId, relation }) => {
      const name = people.get(kinId)?.name;
      return { id: kinId, ...(name !== undefined && { name }), relation };
    });
  }

  /** Declared close kin between two groups of people (members and parties, say). */
  async kinBetween(
    some: readonly string[],
    others: readonly string[],
  ): Promise<{ one: string; other: string; relation: string }[]> {
    const rows = await this.kin().find({
      where: [
        { personId: In([...some]), kinId: In([...others]) },
        { personId: In([...others]), kinId: In([...some]) },
      ],
    });
    const first = new Set(some);
    return rows.map(({ personId, kinId, relation }) =>
      first.has(personId)
        ? { one: personId, other: kinId, relation }
        : { one: kinId, other: personId, relation },
    );
  }

  /** Pairs of different people between two groups who bear the same name: a warning, no more. */
  async sameName(
    some: readonly string[],
    others: readonly string[],
  ): Promise<{ one: string; other: string }[]> {
    const people = await this.people().findBy({ id: In([...some, ...others]) });
    const nameOf = new Map(people.map((person) => [person.id, person.nameIndex]));
    return some.flatMap((one) =>
      others
        .filter((other) => other !== one && nameOf.get(one) && nameOf.get(one) === nameOf.get(other))
        .map((other) => ({ one, other })),
    );
  }

  /** After the oldest key of the ring was taken away: makes the stale indexes anew. Returns how many. */
  async reindex(): Promise<number> {
    const stale = (await this.people().find()).filter((person) => person.indexKey !== this.ring.indexKeyId);
    for (const person of stale) {
      const { name, phone } = this.opened(person);
      await this.people().update({ id: person.id }, this.sealed(person.id, name, phone));
    }
    return stale.length;
  }

  private people() {
    return this.dataSource.getRepository(PersonEntity);
  }

  private kin() {
    return this.dataSource.getRepository(PersonKinEntity);
  }

  private sealed(id: string, name: string | undefined, phone: string | undefined) {
    return {
      name: name === undefined ? null : this.ring.sealText(name.trim(), context(id, 'name')),
      phone: phone === undefined ? null : this.ring.sealText(phone.trim(), context(id, 'phone')),
      nameIndex: name === undefined ? null : this.nameIndex(name),
      phoneIndex: phone === undefined ? null : this.phoneIndex(phone),
      indexKey: this.ring.indexKeyId,
    };
  }

  private sealedNickname(id: string, nickname: string | undefined): Buffer | null {
    return nickname === undefined ? null : this.ring.sealText(nickname.trim(), context(id, 'nickname'));
  }

  private opened({ id, villageId, gridId, name, nickname, phone, birthYear }: PersonEntity): Person {
    return {
      id,
      villageId,
      ...(gridId && { gridId }),
      ...(nickname && { nickname: this.ring.openText(nickname, context(id, 'nickname')) }),
      ...(name && { name: this.ring.openText(name, context(id, 'name')) }),
      ...(phone && { phone: this.ring.openText(phone, context(id, 'phone')) }),
      ...(typeof birthYear === 'number' && { birthYear }),
    };
  }

  private nameIndex(name: string): string {
    return this.ring.blindIndex(
      'person.name',
      name
        .normalize('NFKC')
        .replaceAll(/[\s·•‧]/gu, '')
        .toLowerCase(),
    );
  }

  /** Without the country code and whatever stands between the digits. */
  private phoneIndex(phone: string): string {
    const digits = phone.normalize('NFKC').replaceAll(/\D/gu, '');
    return this.ring.blindIndex('person.phone', digits.replace(/^(0086|86)(?=1\d{10}$)/, ''));
  }
}

const context = (id: string, field: string): string => `person/${id}/${field}`;
