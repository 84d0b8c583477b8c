import type { Translation } from '../checked.js';
import type { supervisionOrders as chinese } from '../zh-CN/supervision-orders.js';

/** Supervision orders (督办). */
export const supervisionOrders = {
  'refusal.supervisionOrder.roleMissing':
    'Orders are issued and closed by the township office or the county; your role cannot do this.',
  'refusal.supervisionOrder.otherOffice':
    'This order was issued by: {{level}}. That office judges, returns, closes, readdresses or cancels it; yours cannot.',
  'refusal.supervisionOrder.running':
    'An order on this step runs already, issued by: {{level}} at {{issued}}. Wait for its answer; to issue another, close or cancel it first.',
  'refusal.supervisionOrder.stepNotBegun':
    'This step has not begun yet: {{step}}. Choose the step that is open, or none and name a person or a role.',
  'refusal.supervisionOrder.roleUnfit':
    'An order cannot go to this role: {{role}}. For a department name one person.',
  'refusal.supervisionOrder.toOneself': 'You cannot issue an order to yourself.',
  'refusal.supervisionOrder.addresseeUnfit':
    'This person holds no role at the place of the case that an order may go to.',
  'refusal.supervisionOrder.addresseeMissing': 'Name a person or a role, or choose a step.',
  'refusal.supervisionOrder.addresseeTwice': 'Name a person or a role, not both.',
  'refusal.supervisionOrder.sameAddressee': 'The order is addressed to this person or role already.',
  'refusal.supervisionOrder.notAssignee':
    'This person is not assigned the step: {{step}}. Name the assignee, or leave the step out.',
  'refusal.supervisionOrder.termInvalid':
    'The term is wrong: 3wd (working days, 30 at most), 15cd (days, 45 at most), 24h (hours, 240 at most) or sameDay.',
  'refusal.supervisionOrder.alreadyIssued': 'This order has already been issued.',
  'refusal.supervisionOrder.unknown': 'There is no such order.',
  'refusal.supervisionOrder.ended': 'This order has been closed or cancelled.',
  'refusal.supervisionOrder.answered': 'This order has been answered; its issuer may return it.',
  'refusal.supervisionOrder.notAnswered':
    'This order has no answer yet to close or return; one that is not needed any more can be cancelled.',
  'refusal.supervisionOrder.notAddressee': 'This order is addressed neither to you nor to a role of yours.',
  'refusal.supervisionOrder.ownAnswer':
    'You cannot judge your own answer; somebody else of your office does.',
  'refusal.supervisionOrder.returnsUsedUp':
    'An answer is returned {{limit}} times at most. Close it, and issue another order if need be.',
  'refusal.supervisionOrder.blocked':
    'This order is blocked by a technical fault; the operator has been told.',
  'deadline.name.supervisionOrder': 'Answer to the order',
} as const satisfies Translation<typeof chinese>;
