import type { Translation } from '../checked.js';
import type { decidingSteps as chinese } from '../zh-CN/deciding-steps.js';

/** Step kinds of the meeting and after: what may be done, how it ends, why it was refused. */
export const decidingSteps = {
  'agendaItem.statePositions': 'state positions',
  'agendaItem.guide': 'members guide',
  'agendaItem.explainTopic': 'explain the topic',
  'agendaItem.giveOpinions': 'give opinions',
  'agendaItem.reachConsensus': 'reach consensus',
  'paper.consentForm': 'consent form',
  'paper.mediationAgreement': 'mediation agreement',
  'paper.oralAgreementRecord': 'record of an oral agreement',
  'answer.signed': 'signed',
  'answer.refused': 'refused',
  'answer.dissented': 'dissent recorded',
  'refusal.proxy.isTheParty':
    'A party cannot be its own proxy; name another person, or enter the party as present.',
  'refusal.proxy.isMember':
    'The proxy is a member of this deliberation and cannot act for a party; name another.',
  'refusal.proxy.forBothSides': 'Nobody can act for both sides; name another proxy.',

  'action.deliberate.attend': 'Enter who is present',
  'action.deliberate.agenda': 'Record an agenda item',
  'action.deliberate.vote': 'Show of hands',
  'action.deliberate.complete': 'End the meeting',
  'outcome.deliberate.consensus': 'Consensus',
  'outcome.deliberate.adjourned': 'Adjourned',
  'outcome.deliberate.notAgreed': 'Not agreed',
  'refusal.deliberate.notAMember':
    'Somebody entered as present was not selected as member; choose from the list.',
  'refusal.deliberate.notAParty': 'Somebody entered is not a party of this matter; choose from the list.',
  'refusal.deliberate.presentTwice':
    'A party is entered as present and by proxy, or with two proxies; keep one of them.',
  'refusal.deliberate.quorumMissing':
    '{{present}} members are present, {{needed}} are needed; wait for the others, or adjourn.',
  'refusal.deliberate.partiesMissing':
    '{{absent}} of the parties are neither present nor represented; wait, enter a proxy, or adjourn.',
  'refusal.deliberate.notOnAgenda':
    'The agenda of this kind of matter has no “$t(agendaItem.{{item}})”; follow the agenda listed.',
  'refusal.deliberate.itemDone': '“$t(agendaItem.{{item}})” was recorded already; record the next item.',
  'refusal.deliberate.outOfOrder':
    'The agenda goes in order: “$t(agendaItem.{{expected}})” comes now; record it first.',
  'refusal.deliberate.voteInDispute':
    'In a dispute the parties agree of their own will; a vote cannot replace that.',
  'refusal.deliberate.notBegun': 'The meeting has not begun; record the first agenda item before a vote.',
  'refusal.deliberate.votesExceedPresence':
    'More votes than members present ({{present}}); check the votes or who is present.',
  'refusal.deliberate.nobodyVoted': 'All votes are zero; enter how many were for, against and abstained.',
  'refusal.deliberate.agendaNotDone':
    'The agenda is not done: “$t(agendaItem.{{missing}})” is not recorded yet; record it first.',
  'refusal.deliberate.termsMissing': 'Enter what was agreed; consensus needs its terms.',
  'refusal.deliberate.reasonMissing': 'Give the reason for “$t(outcome.deliberate.{{result}})”.',
  'refusal.deliberate.wrongForm':
    'Mediation agreement and oral record are for disputes only; choose the consent form.',
  'refusal.deliberate.mediatorMissing':
    'A mediation agreement needs a mediator’s signature, but no mediator was selected; choose another paper.',
  'refusal.deliberate.noMajority':
    '{{for}} for, which is not more than half of the {{present}} members present; go on talking, vote again, or adjourn.',

  'action.sign.sign': 'Sign',
  'action.sign.refuse': 'Record a refusal to sign',
  'action.sign.dissent': 'Record a dissent',
  'action.sign.recordOral': 'Record an oral agreement',
  'action.sign.seal': 'Mediator’s signature and the committee’s seal',
  'action.sign.close': 'Close the signing',
  'outcome.sign.signed': 'Signed',
  'outcome.sign.agreedOrally': 'Agreed orally',
  'outcome.sign.refused': 'Not signed',
  'refusal.sign.notASigner':
    'This person does not sign here: the parties sign a dispute’s result, the members present any other; choose from the list.',
  'refusal.sign.alreadyAnswered':
    'This person has answered already ($t(answer.{{answer}})) and cannot sign again or change it.',
  'refusal.sign.witnessMissing': 'What is confirmed after reading aloud needs a witness; enter the witness.',
  'refusal.sign.proxyOnlyForParty': 'Only a party may sign by proxy; members sign themselves.',
  'refusal.sign.authorisationMissing':
    'This person is not entered as the party’s proxy; enter what the written authorisation says.',
  'refusal.sign.dissentOnlyMembers': 'A party that does not agree refuses; a dissent is for members only.',
  'refusal.sign.oralNotAllowed':
    'This procedure cannot end with an oral agreement; record written signatures.',
  'refusal.sign.sealNotNeeded':
    'This paper is no mediation agreement; it needs neither a mediator’s signature nor the seal.',
  'refusal.sign.alreadySealed': 'The mediator has signed and the seal is on it already.',
  'refusal.sign.notAMediator':
    'A mediator who takes part in this deliberation must sign; choose one of them.',
  'refusal.sign.closeOnlyMembers':
    'All parties must sign, so the signing cannot be closed early; if a party will not sign, record the refusal.',
  'refusal.sign.shareNotReached':
    '{{signed}} have signed, at least {{needed}} must; collect more signatures or record dissents.',

  'action.opine.opine': 'Sign a department’s opinion',
  'action.opine.overrule': 'Overrule a department',
  'action.opine.ask': 'Ask one more department',
  'outcome.opine.notNeeded': 'No department concerned',
  'outcome.opine.opined': 'All opinions given',
  'refusal.opine.notAsked': 'This department was not asked; add it to those asked first.',
  'refusal.opine.notYourDepartment': 'You can sign your own department’s opinion only.',
  'refusal.opine.channelMissing':
    'Whoever enters an opinion for a department says how it came (on paper, by phone, at a meeting …).',
  'refusal.opine.conditionsMissing': 'Enter the conditions under which the department agrees.',
  'refusal.opine.overruleNotAllowed':
    'Only the township office may overrule a department; hand it up to the township.',
  'refusal.opine.nothingToOverrule': 'This department has no standing disagreement.',
  'refusal.opine.alreadyAsked': 'This department is asked already.',

  'action.decide.complete': 'Decide',
  'action.decide.return': 'Return for more deliberation',
  'outcome.decide.decided': 'Decided',
  'outcome.decide.returned': 'Returned for more deliberation',
  'refusal.decide.departmentDisagrees':
    'A department still disagrees, so nothing can be decided; let it revise its opinion, or the township office overrule it with a reason.',
  'refusal.decide.dispositionMissing': 'The decision lacks its disposition; enter it.',
  'refusal.decide.stepsMissing': 'The decision lacks its steps; enter them.',
  'refusal.decide.milestonesMissing': 'The decision lacks its milestones; enter at least one.',
  'refusal.decide.milestonePast':
    'Milestone {{number}} is due ({{dueOn}}) before the day of the decision; change the date, or enter when it was done, with proof.',
  'refusal.decide.milestoneDoneInFuture':
    'Milestone {{number}} is entered as done after the day of the decision; check it, or report it when implementing.',
  'refusal.decide.milestoneProofMissing': 'Milestone {{number}} is entered as done; enter the proof too.',

  'action.publish.publish': 'Publish',
  'action.publish.complete': 'End the public notice',
  'outcome.publish.published': 'Published',
  'outcome.publish.amended': 'An objection was upheld; the decision must be amended',
  'refusal.publish.alreadyPublished': 'It was published already.',
  'refusal.publish.redLine': 'Nothing is published of a matter with a red line.',
  'refusal.publish.consentMissing':
    'A dispute goes to its parties only; to make it public all parties must consent: tick that.',
  'refusal.publish.notMadePublic':
    'This decision must be public; choose at least one public way (notice board, WeChat account, grid group, meeting).',
  'refusal.publish.notYetPublished':
    'It is not published yet; publish it, and end the notice after its period.',
  'refusal.publish.objectionsOpen': 'Objections not answered yet: {{open}}; answer them first.',

  'action.implement.report': 'Report a milestone done',
  'action.implement.delay': 'Explain a delay',
  'action.implement.obstruct': 'Report that it can’t be carried out',
  'outcome.implement.implemented': 'Implemented',
  'outcome.implement.obstructed': 'Can’t be carried out',
  'refusal.implement.unknownMilestone': 'The decision has no milestone {{milestone}}; choose from the list.',
  'refusal.implement.alreadyDone': 'This milestone was reported done on {{doneOn}} already.',
  'refusal.implement.doneInFuture': 'The day {{doneOn}} has not come yet; enter the day it was really done.',
  'refusal.implement.proofMissing': 'Enter what shows that it is done, or attach a photograph.',

  'action.feedback.complete': 'Record feedback',
  'outcome.feedback.satisfied': 'No new trouble',
  'outcome.feedback.newTrouble': 'New trouble',
  'refusal.feedback.ratedTwice': 'The same person rated twice; keep one rating.',
  'refusal.feedback.troubleMissing': 'Enter what the new dispute or problem is.',
  'refusal.feedback.dissatisfactionOpen':
    'Somebody is dissatisfied; say whether there is a new dispute or problem to be taken up again.',

  'action.revisit.visit': 'Record a visit',
  'outcome.revisit.holding': 'Holding',
  'outcome.revisit.relapsed': 'Relapsed',
  'refusal.revisit.unknownMilestone': 'The decision has no milestone {{milestone}}; choose from the list.',
  'refusal.revisit.milestonesMissing': 'This visit looks at every milestone; still missing: {{missing}}.',
  'refusal.revisit.notAParty': 'Somebody who confirms is not a party of this matter; choose from the list.',
  'refusal.revisit.confirmedTwice': 'The same party confirmed twice; keep one.',
  'refusal.revisit.confirmationMissing':
    'At the last visit all parties confirm; {{missing}} are still missing, add them.',
} as const satisfies Translation<typeof chinese>;
