import type { Translation } from '../checked.js';
import type { supervision as chinese } from '../zh-CN/supervision.js';

export const supervision = {
  'supervision.cause.technicallyBlocked': 'Blocked by a technical fault',
  'supervision.cause.pausedTooLong': 'Paused too long',
  'supervision.cause.assignmentUndecided': 'Went to and fro, waiting for who is to do it',
  'supervision.cause.noConvener': 'The place has no convener',
  'supervision.cause.nobodyInRole': 'Nobody holds this role at the place',
  'supervision.cause.waitingForSignature': 'Waiting for a signature',
  'supervision.cause.anotherDepartment': 'Waiting for the opinion of a department',
  'supervision.cause.nobodyAssigned': 'Nobody has taken it',
  'supervision.noCategory': 'Not chosen yet',
  'supervision.action.callOperator': 'Call the operator of the system',
  'supervision.action.resume': 'Look into the pause and resume the matter',
  'supervision.action.decideAssignment': 'Decide who is to do it',
  'supervision.action.claim': 'Claim it',
  'supervision.action.assign': 'Assign somebody',
  'supervision.action.issueSupervisionOrder': 'Issue a supervision order',
  'supervision.action.judgeSupervisionOrder': 'Judge the answer to the order',
  'supervision.action.nudge': 'Nudge the assignee',
  'supervision.action.askDepartment': 'Ask the department',
  'refusal.figures.daysInvalid':
    'The days are wrong: the first must not be after the last, and at most {{max}} days.',
} as const satisfies Translation<typeof chinese>;
