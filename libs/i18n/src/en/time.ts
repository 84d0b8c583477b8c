import type { Translation } from '../checked.js';
import type { timeMessages as chinese } from '../zh-CN/time.js';

/** Refusals about pauses and extensions. */
export const timeMessages = {
  'refusal.case.paused': 'This matter is paused until {{until}}; to go on, resume it first.',
  'refusal.pause.already': 'This matter is paused already, until {{until}}.',
  'refusal.pause.reasonMissing': 'When the reason of a pause is “other”, write what it is.',
  'refusal.pause.overlaps': 'The pause begins before the last one ended; check the time.',
  'refusal.pause.beforeStep': 'The pause begins before the present step did; check the time.',
  'refusal.pause.beyondLimit':
    'A pause lasts at most {{limit}} days, here until {{latest}}; choose an earlier day.',
  'refusal.pause.beyondTotal':
    'All pauses of a round last at most {{total}} days together, and {{left}} are left: choose an earlier day, or ask for more time.',
  'refusal.pause.untilBeforeStart':
    'The pause would end before it begins; choose the day it begins or a later one.',
  'refusal.resume.notPaused': 'This matter is not paused, so it need not be resumed.',
  'refusal.resume.beforePause': 'The resumption is before the pause; check the time.',
  'refusal.nudge.own': 'This step is yours or your role’s: no need for a nudge, just do it.',
  'refusal.nudge.tooEarly':
    'This step cannot be completed before {{notBefore}}; there is nothing to nudge yet.',
  'refusal.nudge.today': 'This step was nudged today already; try again tomorrow, or call.',
  'refusal.extension.pending': 'A request for more time for “{{step}}” waits for an answer already.',
  'refusal.extension.twice': 'More time has been asked for once for “{{step}}”; it can’t be asked for again.',
  'refusal.extension.ownDate': 'The date of “{{step}}” was set, not counted, so it can’t be extended.',
  'refusal.extension.notPositive':
    'Write an extension as a whole number above zero and its unit, without a space: 3wd (3 working days), 5cd (5 days) or 24h (24 hours).',
  'refusal.extension.tooLong':
    'At most {{longest}} more can be asked for; count it the same way (working days, days or hours).',
  'refusal.extension.milestoneMissing': 'Say which milestone needs more time.',
  'refusal.extension.roleMissing': 'An extension is decided a level up; your role can’t decide it.',
  'refusal.extension.beforeRequest':
    'The decision would be older than the request; enter the time at which it was really decided.',
  'refusal.extension.notRequested': 'Nobody has asked for more time for “{{step}}”.',
  'refusal.extension.ownRequest':
    'Who asked for more time, or holds the step, can’t decide it; someone else must.',
  'refusal.extension.reasonMissing': 'Write why the extension is refused.',
  'refusal.extendOverallDeadline.notADispute':
    'Only the overall deadline of a dispute can be extended with the parties’ consent.',
  'refusal.extendOverallDeadline.kept': 'The overall deadline has been met, so it need not be extended.',
  'refusal.extendOverallDeadline.twice':
    'The overall deadline has been extended once; it can’t be extended again.',
  'refusal.extendOverallDeadline.notAParty': 'Only a party of this dispute can consent; check who is named.',
  'refusal.extendOverallDeadline.consentMissing':
    'All parties must consent to a longer term; enter those missing.',
} as const satisfies Translation<typeof chinese>;
