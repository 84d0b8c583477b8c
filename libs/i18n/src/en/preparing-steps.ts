import type { Translation } from '../checked.js';
import type { preparingSteps as chinese } from '../zh-CN/preparing-steps.js';

/** Step kinds before the meeting: what may be done, how it ends, why it was refused. */
export const preparingSteps = {
  'action.triage.complete': 'Triage',
  'outcome.triage.admitted': 'Admitted to deliberation',
  'outcome.triage.notAdmitted': 'Not deliberated, to be answered',
  'outcome.triage.redLine': 'Red line, reported',
  'refusal.triage.reportMissing':
    'A red line must be reported at once; enter to whom and when it was reported.',
  'refusal.triage.partiesMissing':
    'A dispute has at least {{needed}} different parties, {{parties}} given; complete the parties.',
  'refusal.triage.willingnessUnknown':
    'The parties have not been asked whether they want mediation; ask them first. A clear refusal bars it.',
  'refusal.triage.procedureMissing': 'An admitted matter needs a procedure; choose one.',

  'action.answer.complete': 'Answer',
  'outcome.answer.answered': 'Answered',
  'refusal.answer.waysMissing':
    'Where a matter cannot be mediated or no agreement was reached, the further ways must be explained; choose those that were.',

  'action.investigate.hear': 'Hear somebody',
  'action.investigate.complete': 'Complete the investigation',
  'outcome.investigate.completed': 'Investigated',
  'refusal.investigate.tooFewHeard':
    'At least {{needed}} people must be heard, {{heard}} have been; hear more before you complete.',
  'refusal.investigate.partyNotHeard':
    '{{missing}} of the parties have not been heard; hear them, or give the reason why they cannot be.',

  'action.confirmTopic.complete': 'Confirm the topic',
  'outcome.confirmTopic.confirmed': 'Topic confirmed',
  'outcome.confirmTopic.moreInquiry': 'More inquiry needed',
  'outcome.confirmTopic.notConfirmed': 'Topic not confirmed',
  'refusal.confirmTopic.topicMissing':
    'A confirmed topic must be stated; enter the topic of the deliberation sheet.',
  'refusal.confirmTopic.reasonMissing': 'Give the reason for more inquiry or for not confirming.',

  'action.selectMembers.complete': 'Select members',
  'outcome.selectMembers.selected': 'Members selected',
  'refusal.selectMembers.memberTwice': 'Member no. {{position}} was selected twice; remove one of them.',
  'refusal.selectMembers.memberIsParty':
    'Member no. {{position}} is a party of this matter and may not deliberate; choose somebody else.',
  'refusal.selectMembers.memberIsKin':
    'Member no. {{position}} is close kin of a party and is barred; choose somebody else.',
  'refusal.selectMembers.tooFew': 'At least {{min}} members are needed, {{count}} selected; add some.',
  'refusal.selectMembers.tooMany': 'At most {{max}} members are allowed, {{count}} selected; select fewer.',
  'refusal.selectMembers.reasonMissing':
    'Usually {{from}} to {{to}} members are selected, {{count}} now; change the number or give the reason.',
  'refusal.selectMembers.mediatorMissing':
    'A dispute needs one mediator of the mediation committee; add a mediator.',
  'refusal.selectMembers.partiesMustAgree':
    'Who is no mediator joins a dispute only if the parties agree; ask them and tick “parties agree”.',
  'warning.selectMembers.sameNameAsParty':
    'Member no. {{position}} bears the same name as a party; check whether this is the same person or close kin, who may not deliberate.',

  'action.consult.talk': 'Talk before the meeting',
  'action.consult.complete': 'Complete the talks',
  'outcome.consult.consulted': 'Members consulted',
  'outcome.consult.reselect': 'Members to be selected anew',
  'refusal.consult.notAMember': 'This person is not a member selected for the matter; choose from the list.',
  'refusal.consult.talksMissing':
    '{{missing}} members have not been talked to; tick a result for each (“not reached” is one).',
  'refusal.consult.notAligned':
    '{{aligned}} members are aligned, {{needed}} are needed; talk on, select anew, or give the reason for going on.',
  'refusal.consult.reasonMissing': 'Give the reason for selecting members anew.',

  'action.convene.complete': 'Call the meeting',
  'outcome.convene.convened': 'Meeting called',
  'refusal.convene.timeInvalid': 'The time of the meeting cannot be read; enter date and time again.',
  'refusal.convene.beforeCalling': 'The meeting would be before it was called; check the time.',
  'refusal.convene.tooLate': 'The meeting would be after the term; choose a time within it.',
  'refusal.convene.noticeTooShort':
    'The notice is too short; choose a later time, or give the reason if all agreed to waive it.',
} as const satisfies Translation<typeof chinese>;
