import { administration } from './administration.js';
import { api } from './api.js';
import { appWords } from './app.js';
import { calendarMessages } from './calendar.js';
import { caseMessages } from './case.js';
import { timeMessages } from './time.js';
import { caseRequests } from './case-requests.js';
import { deadlineMessages } from './deadlines.js';
import { notices } from './notices.js';
import { opsMessages } from './ops.js';
import { supervisionOrders } from './supervision-orders.js';
import { procedureMessages } from './procedures.js';
import { supervision } from './supervision.js';

/** Keys: `refusal.<code>`, `warning.<code>`, `kind.<kind>`, `action.<kind>.<action>`, `outcome.<kind>.<outcome>`, … */
export const zhCN = {
  ...administration,
  ...api,
  ...appWords,
  ...calendarMessages,
  ...caseMessages,
  ...timeMessages,
  ...caseRequests,
  ...deadlineMessages,
  ...notices,
  ...opsMessages,
  ...supervisionOrders,
  ...procedureMessages,
  ...supervision,
};
