import { AccountsModule } from './accounts/index.js';
import { AttachmentsModule } from './attachments/index.js';
import { BlockedModule } from './blocked/index.js';
import { CalendarsModule } from './calendars/index.js';
import { ChangesModule } from './changes/index.js';
import { CasesModule } from './cases/index.js';
import { DepartmentsModule } from './departments/index.js';
import { InboxModule } from './inbox/index.js';
import { MailboxModule } from './mailbox/index.js';
import { MeModule } from './me/index.js';
import { NoticesModule } from './notices/index.js';
import { PersonsModule } from './persons/index.js';
import { PlacesModule } from './places/index.js';
import { PoolsModule } from './pools/index.js';
import { ProceduresModule } from './procedures/index.js';
import { SessionsModule } from './sessions/index.js';
import { StepKindsModule } from './step-kinds/index.js';
import { SupervisionModule } from './supervision/index.js';
import { SupervisionOrdersModule } from './supervision-orders/index.js';

/** Every feature of the product; to take one out, delete its folder and its line. */
export const FEATURES = [
  SessionsModule,
  MeModule,
  PlacesModule,
  AccountsModule,
  DepartmentsModule,
  PersonsModule,
  PoolsModule,
  ProceduresModule,
  StepKindsModule,
  InboxModule,
  MailboxModule,
  NoticesModule,
  SupervisionModule,
  SupervisionOrdersModule,
  CasesModule,
  ChangesModule,
  AttachmentsModule,
  CalendarsModule,
  BlockedModule,
];
