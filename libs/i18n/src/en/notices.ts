import type { Translation } from '../checked.js';
import type { notices as chinese } from '../zh-CN/notices.js';

/** What leaves the product as a notice: no names, no texts of cases. */
export const notices = {
  'notice.greeting': 'These matters wait for you:',
  'notice.closing': 'Sent by the system; please do not answer. Sign in to see more.',
  'notice.case': 'Case {{number}}',
  'notice.urgentCase': 'Case {{number}} (urgent)',
  'notice.step.due': '"{{step}}" is due by {{due}}',
  'notice.step.overdue': '"{{step}}" is overdue since {{due}}',
  'notice.step.open': '"{{step}}" is open',
  'notice.supervisionOrder.due': 'A supervision order is to be answered by {{due}}',
  'notice.supervisionOrder.overdue': 'A supervision order is overdue since {{due}}',
  'notice.supervisionOrder.answered': 'A supervision order was answered: close or return it',
  'notice.because.assigned': 'it was handed to you',
  'notice.because.unassigned': 'nobody has taken it, please assign it',
  'notice.because.nudge': 'somebody waits for it',
  'notice.because.extensionRequested': 'more time is asked for, please decide',
  'notice.because.extensionApproved': 'your request for more time was granted',
  'notice.because.extensionRefused': 'your request for more time was refused',
  'notice.because.assignmentEscalated': 'it went to and fro, please decide who is to do it',
  'notice.digest.subject': 'Today: {{cases}} of your cases wait',
} as const satisfies Translation<typeof chinese>;
