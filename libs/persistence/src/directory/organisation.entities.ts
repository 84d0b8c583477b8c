import type { Role } from '#domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const PLACE_LEVELS = ['county', 'township', 'village', 'grid'] as const;
export type PlaceLevel = (typeof PLACE_LEVELS)[number];

/** A county, township, village (or community) or grid (or group, or area). */
@Entity('place')
export class PlaceEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'parent_id', nullable: true }) parentId!: string | null;
  @Column('text') level!: PlaceLevel;
  @Column('text') name!: string;
  @Column('text', { name: 'division_code', nullable: true }) divisionCode!: string | null;
}

/** A department that a matter may touch (司法所, 派出所, 妇联, …). */
@Entity('department')
export class DepartmentEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'place_id' }) placeId!: string;
  @Column('text') name!: string;
  /** A stable code: `justiceOffice`, `policeStation`, … */
  @Column('text') kind!: string;
}

@Entity('account')
export class AccountEntity {
  @PrimaryColumn('uuid') id!: string;
  /** Lower case. */
  @Column('text') username!: string;
  /** Argon2id, in its encoded form. */
  @Column('text', { name: 'password_hash' }) passwordHash!: string;
  /** Set by somebody else: to be changed by oneself. */
  @Column('boolean', { name: 'password_provisional', default: false }) passwordProvisional!: boolean;
  /** Sealed by the key ring; {@link AccountDirectory} opens it. */
  @Column('bytea') name!: Buffer;
  /** Sealed likewise; where notices go by e-mail. */
  @Column('bytea', { nullable: true }) email!: Buffer | null;
  /** Messages older than this are not sent there. */
  @Column('timestamptz', { name: 'email_since', nullable: true }) emailSince!: Date | null;
  /** Sealed likewise; an office's number, for who waits for its work. */
  @Column('bytea', { name: 'office_phone', nullable: true }) officePhone!: Buffer | null;
  /** Sealed likewise: what the account has set for itself, as JSON. */
  @Column('bytea', { nullable: true }) preferences!: Buffer | null;
  @Column('timestamptz', { name: 'disabled_at', nullable: true }) disabledAt!: Date | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}

/** A role that an account holds at a place for a time; several at once are usual. */
@Entity('membership')
export class MembershipEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  @Column('text') role!: Role;
  @Column('uuid', { name: 'place_id' }) placeId!: string;
  @Column('uuid', { name: 'department_id', nullable: true }) departmentId!: string | null;
  @Column('timestamptz', { name: 'valid_from' }) validFrom!: Date;
  /** The first instant at which it no longer holds. */
  @Column('timestamptz', { name: 'valid_to', nullable: true }) validTo!: Date | null;
}
