import type { Translation } from '../checked.js';
import type { caseMessages as chinese } from '../zh-CN/case.js';

/** Refusals of the case engine. */
export const caseMessages = {
  'refusal.command.inFuture': 'The time of occurrence is later than now; enter when it really happened.',
  'refusal.date.implausible':
    'The date must lie between {{earliest}} and {{latest}}, both included; check the year.',
  'refusal.command.beforeIntake': 'The time of occurrence is before the matter was entered; check the time.',
  'refusal.command.lateReasonMissing':
    'This happened on {{occurredOn}}, over {{days}} working days ago: write in the late reason why it was not entered then.',
  'refusal.command.otherCase': 'This action was meant for another matter; nothing was done.',
  'refusal.command.discarded':
    'This was accepted but could not be recorded, and the operator has withdrawn it; please do it again.',
  'refusal.command.stale':
    'Somebody has moved this matter on in the meantime; look at it as it stands and try again.',
  'refusal.case.alreadyOpen': 'This matter has been entered already.',
  'refusal.case.unknown': 'There is no such matter.',
  'refusal.case.closed': 'This matter is closed and archived; to go on, reopen it first.',
  'refusal.case.notClosed': 'This matter is not closed, so it need not be reopened.',
  'refusal.case.blocked': 'This matter is halted for a technical reason; the operator has been told.',
  'refusal.case.roleMissing': 'Your role cannot do this; ask the clerk of the village (community).',
  'refusal.step.unknown': 'The procedure of this matter has no step “{{step}}”.',
  'refusal.step.notOpen': 'The step “{{step}}” is not open now; follow the order of the procedure.',
  'refusal.step.roleMissing': 'This step belongs to the role “{{owner}}”; your role cannot stand in for it.',
  'refusal.step.assignedToAnother':
    'Somebody else has claimed this step; ask them to return it or have it reassigned.',
  'refusal.step.beforeStart': 'The time of occurrence is before this step began; check the time.',
  'refusal.step.tooEarly': 'The earliest time for this has not come yet; do it after that time.',
  'refusal.step.outcomeUnknown':
    'The procedure does not say where this outcome leads; ask the administrator to check it.',
  'refusal.action.unknown': 'The step “{{step}}” has no action “{{action}}”.',
  'refusal.triage.procedureUnknown': 'The chosen procedure cannot be found; choose again.',
  'refusal.triage.procedureUnfit': 'The chosen procedure does not serve this category; choose again.',
  'refusal.assign.unchanged': 'The assignee is the same as before.',
  'refusal.assign.decisionAwaited':
    'This step went to and fro; the {{role}} was asked who is to do it. Wait, or claim it yourself.',
  'refusal.assign.settled':
    'The {{role}} decided who does this step: it cannot be given back or handed on. Ask the {{role}}.',
  'refusal.assign.roleMissing': 'You cannot reassign this step; ask the convener or the clerk.',
  'refusal.assign.assigneeUnfit':
    'The chosen person’s role cannot do this step; choose someone with the role “{{owner}}”.',
  'refusal.assign.opinionNotOwed':
    'That department was not asked for its opinion, or has given it: it cannot hold this step.',
  'refusal.assign.assignedToOtherDepartment':
    'Somebody else holds this step; your department’s opinion needs no claim, just give it.',
  'refusal.withdraw.notEntitled':
    'Only a party or the one who raised the matter may withdraw it; say who does.',
  'refusal.withdraw.tooLate': 'The two committees have decided; the matter can no longer be withdrawn.',
  'refusal.escalate.already': 'The township has this matter already.',
  'refusal.confidentiality.unchanged': 'This matter is marked so already.',
  'refusal.externalRef.twice':
    'This number of that system is linked already, with the same date; to correct the date, send another one.',
  'refusal.externalRef.tooMany':
    'A matter is linked to at most {{max}} numbers of other systems; of those the dates can be corrected.',
  'refusal.externalRef.repeated': 'The same number of the same system is given twice; leave one.',
  'refusal.objection.noNotice': 'No public notice hangs out now, so no objection can be entered.',
  'refusal.objection.twice': 'This objection has been entered already.',
  'refusal.objection.unknown': 'There is no such objection.',
  'refusal.objection.answered': 'This objection has been answered already.',
} as const satisfies Translation<typeof chinese>;
