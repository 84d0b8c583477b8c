import 'reflect-metadata';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { CalendarDraftEntity } from './calendar/calendar-draft.entity.js';
import { CaseNumberEntity, CaseNumberSequenceEntity } from './case-number.entities.js';
import { CalendarVersionEntity, ProcedureVersionEntity } from './catalogue/catalogue.entities.js';
import { AttachmentEntity } from './content/attachment.entity.js';
import { ContentEntity, ContentKeyEntity } from './content/content.entities.js';
import {
  AccountEntity,
  DepartmentEntity,
  MembershipEntity,
  PlaceEntity,
} from './directory/organisation.entities.js';
import { PersonEntity, PersonKinEntity, PoolEntity, PoolMemberEntity } from './directory/people.entities.js';
import { IdempotencyEntity, SessionEntity, SignInFailureEntity } from './edge.entities.js';
import { Baseline1790000000001 } from './migrations/baseline.migration.js';
import { NoticeEntity, NoticeItemEntity } from './notices/notice.entities.js';
import {
  BacklogDayEntity,
  CaseActorEntity,
  CaseDepartmentEntity,
  CasePersonEntity,
  CaseReportEntity,
  CaseRowEntity,
  DutyRowEntity,
  MailboxEntity,
  StepDwellDayEntity,
  StepRowEntity,
} from './read/read-model.entities.js';
import { DiscardedCommandEntity, FailedItemEntity, ParkedRunEntity } from './parked/parked.entities.js';
import { AuditEntity, CommandEntity, EventEntity } from './record/log.entities.js';

/** Every table. Repositories serve the administrative ones; the rest is plain SQL, see the recorder and the readers. */
export const ENTITIES = [
  PlaceEntity,
  DepartmentEntity,
  AccountEntity,
  MembershipEntity,
  PersonEntity,
  PersonKinEntity,
  PoolEntity,
  PoolMemberEntity,
  ProcedureVersionEntity,
  CalendarVersionEntity,
  CalendarDraftEntity,
  AttachmentEntity,
  ContentKeyEntity,
  ContentEntity,
  CaseNumberSequenceEntity,
  CaseNumberEntity,
  EventEntity,
  CommandEntity,
  AuditEntity,
  ParkedRunEntity,
  DiscardedCommandEntity,
  FailedItemEntity,
  CaseRowEntity,
  StepRowEntity,
  CaseDepartmentEntity,
  CasePersonEntity,
  CaseReportEntity,
  CaseActorEntity,
  DutyRowEntity,
  MailboxEntity,
  BacklogDayEntity,
  StepDwellDayEntity,
  NoticeEntity,
  NoticeItemEntity,
  IdempotencyEntity,
  SessionEntity,
  SignInFailureEntity,
];

export interface DataSourceSettings {
  /** Connections at most; 5 by default, for the administrative tables are rarely asked. */
  poolSize?: number;
  /** Milliseconds after which PostgreSQL gives up a statement; 10,000 by default, 0 for never. */
  statementTimeout?: number;
}

/** The options by themselves, for `TypeOrmModule.forRoot`. */
export const dataSourceOptions = (
  databaseUrl: string,
  settings: DataSourceSettings = {},
): DataSourceOptions => ({
  type: 'postgres',
  url: databaseUrl,
  entities: ENTITIES,
  migrations: [Baseline1790000000001],
  migrationsTableName: 'schema_migration',
  synchronize: false,
  installExtensions: false,
  poolSize: settings.poolSize ?? 5,
  applicationName: 'qunying',
  extra: { statement_timeout: settings.statementTimeout ?? 10_000 },
});

/** Not yet initialised. */
export const createDataSource = (databaseUrl: string, settings?: DataSourceSettings): DataSource =>
  new DataSource(dataSourceOptions(databaseUrl, settings));
