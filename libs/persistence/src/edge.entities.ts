import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A request that was carried out, by the id of its command, so that a repeat gets the same answer. */
@Entity('idempotency')
export class IdempotencyEntity {
  @PrimaryColumn('uuid', { name: 'command_id' }) commandId!: string;
  @Column('text', { name: 'body_hash' }) bodyHash!: string;
  @Column('text', { name: 'resource_id', nullable: true }) resourceId!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}

/** Somebody signed in with a browser or a program. */
@Entity('session')
export class SessionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  @Column('text') device!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
}

/** Failed sign-ins by the blind index of the user name. */
@Entity('sign_in_failure')
export class SignInFailureEntity {
  @PrimaryColumn('text', { name: 'username_index' }) usernameIndex!: string;
  @Column('int') failures!: number;
  @Column('timestamptz', { name: 'latest_at' }) latestAt!: Date;
}
