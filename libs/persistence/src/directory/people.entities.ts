import type { Nomination } from '#domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A resident, party, member or expert. What identifies is sealed; {@link PersonDirectory} seals, opens and finds. */
@Entity('person')
export class PersonEntity {
  @PrimaryColumn('uuid') id!: string;
  /** Where the person belongs: a village, for an expert also the township or county. */
  @Column('uuid', { name: 'village_id' }) villageId!: string;
  /** Group or grid within the village. */
  @Column('uuid', { name: 'grid_id', nullable: true }) gridId!: string | null;
  @Column('bytea', { nullable: true }) name!: Buffer | null;
  /** As the village calls them. */
  @Column('bytea', { nullable: true }) nickname!: Buffer | null;
  @Column('bytea', { nullable: true }) phone!: Buffer | null;
  @Column('text', { name: 'name_index', nullable: true }) nameIndex!: string | null;
  @Column('text', { name: 'phone_index', nullable: true }) phoneIndex!: string | null;
  /** Which key of the ring made the two indexes. */
  @Column('text', { name: 'index_key' }) indexKey!: string;
  @Column('smallint', { name: 'birth_year', nullable: true }) birthYear!: number | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'erased_at', nullable: true }) erasedAt!: Date | null;
}

/** Declared close kin (近亲属), once a pair: the smaller id first. */
@Entity('person_kin')
export class PersonKinEntity {
  @PrimaryColumn('uuid', { name: 'person_id' }) personId!: string;
  @PrimaryColumn('uuid', { name: 'kin_id' }) kinId!: string;
  /** As staff say it: 妹夫, 父子, … */
  @Column('text') relation!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}

/** 群英库: the resident pool of a village, or the expert pool of a township or county. */
@Entity('pool')
export class PoolEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'place_id' }) placeId!: string;
  @Column('text') kind!: 'resident' | 'expert';
  @Column('text') name!: string;
}

/** Rows are ended, never deleted: the history of a pool stays. */
@Entity('pool_member')
export class PoolMemberEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'pool_id' }) poolId!: string;
  @Column('uuid', { name: 'person_id' }) personId!: string;
  @Column('text') nomination!: Nomination;
  @Column('text', { nullable: true }) expertise!: string | null;
  /** A mediator of the mediation committee. */
  @Column('boolean', { default: false }) mediator!: boolean;
  @Column('timestamptz', { name: 'valid_from' }) validFrom!: Date;
  @Column('timestamptz', { name: 'valid_to', nullable: true }) validTo!: Date | null;
}
