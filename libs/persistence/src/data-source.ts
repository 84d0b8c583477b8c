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
import { IdempotencyEntity, SignInFailureEntity } from './edge.entities.js';
import { Calendars1790000000040 } from './migrations/calendars.migration.js';
import { CaseDepartments1790000000005 } from './migrations/case-departments.migration.js';
import { CaseLog1790000000002 } from './migrations/case-log.migration.js';
import { Directory1790000000001 } from './migrations/directory.migration.js';
import { Duties1790000000100 } from './migrations/duties.migration.js';
import { Edge1790000000004 } from './migrations/edge.migration.js';
import { OfficePhones1790000000121 } from './migrations/office-phones.migration.js';
import { Pauses1790000000020 } from './migrations/pauses.migration.js';
import { NoticeDelivery1790000000141 } from './migrations/notice-delivery.migration.js';
import { Notices1790000000060 } from './migrations/notices.migration.js';
import { GoverningDates1790000000120 } from './migrations/governing-dates.migration.js';
import { OpenEstimates1790000000140 } from './migrations/open-estimates.migration.js';
import { Opinions1790000000150 } from './migrations/opinions.migration.js';
import { ReadModel1790000000003 } from './migrations/read-model.migration.js';
import { Questions1790000000090 } from './migrations/questions.migration.js';
import { Recovery1790000000160 } from './migrations/recovery.migration.js';
import { Supervision1790000000080 } from './migrations/supervision.migration.js';
import { UnseenTime1790000000142 } from './migrations/unseen-time.migration.js';
import { NoticeEntity, NoticeItemEntity } from './notices/notice.entities.js';
import {
  BacklogDayEntity,
  CaseActorEntity,
  CaseDepartmentEntity,
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
  CaseActorEntity,
  DutyRowEntity,
  MailboxEntity,
  BacklogDayEntity,
  StepDwellDayEntity,
  NoticeEntity,
  NoticeItemEntity,
  IdempotencyEntity,
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
  migrations: [
    Directory1790000000001,
    CaseLog1790000000002,
    ReadModel1790000000003,
    Edge1790000000004,
    CaseDepartments1790000000005,
    Pauses1790000000020,
    Calendars1790000000040,
    Notices1790000000060,
    Supervision1790000000080,
    Questions1790000000090,
    Duties1790000000100,
    GoverningDates1790000000120,
    OfficePhones1790000000121,
    OpenEstimates1790000000140,
    NoticeDelivery1790000000141,
    UnseenTime1790000000142,
    Opinions1790000000150,
    Recovery1790000000160,
  ],
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
