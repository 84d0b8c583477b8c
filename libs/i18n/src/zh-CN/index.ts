import { api } from './api.js';
import { calendarMessages } from './calendar.js';
import { caseMessages } from './case.js';
import { timeMessages } from './time.js';
import { caseRequests } from './case-requests.js';
import { deadlineMessages } from './deadlines.js';
import { fields } from './fields.js';
import { notices } from './notices.js';
import { opsMessages } from './ops.js';
import { supervisionOrders } from './supervision-orders.js';
import { procedureMessages } from './procedures.js';
import { decidingSteps } from './deciding-steps.js';
import { preparingSteps } from './preparing-steps.js';
import { supervision } from './supervision.js';
import { vocabulary } from './vocabulary.js';
import { web } from './web.js';

/** Keys: `refusal.<code>`, `warning.<code>`, `kind.<kind>`, `action.<kind>.<action>`, `outcome.<kind>.<outcome>`, … */
export const zhCN = {
  ...api,
  ...calendarMessages,
  ...caseMessages,
  ...timeMessages,
  ...caseRequests,
  ...deadlineMessages,
  ...fields,
  ...notices,
  ...opsMessages,
  ...supervisionOrders,
  ...procedureMessages,
  ...preparingSteps,
  ...decidingSteps,
  ...supervision,
  ...vocabulary,
  ...web,
};
