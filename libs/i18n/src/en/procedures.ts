import type { Translation } from '../checked.js';
import type { procedureMessages as chinese } from '../zh-CN/procedures.js';

export const procedureMessages = {
  'procedure.yaml.syntax': 'This is not valid YAML: {{reason}}',
  'procedure.yaml.tooLong': 'The procedure is too long; at most {{limit}} characters.',
  'procedure.field.missing': '“{{field}}” is missing.',
  'procedure.field.unknown': 'There is no field “{{field}}”; check the spelling.',
  'procedure.field.type': 'The type must be {{type}}.',
  'procedure.field.oneOf': 'It must be one of: {{values}}.',
  'procedure.field.pattern': 'It must look like {{pattern}}.',
  'procedure.field.tooSmall': 'It must not be less than {{limit}}.',
  'procedure.field.tooBig': 'It must not be more than {{limit}}.',
  'procedure.field.invalid': 'The value is not valid: {{reason}}',
  'procedure.step.unknown': 'The procedure has no step “{{key}}”.',
  'procedure.step.twice': 'The step key “{{key}}” is used twice.',
  'procedure.step.reserved': 'The step key “{{key}}” is taken; choose another.',
  'procedure.step.unreachable': 'The step “{{key}}” can’t be reached from the start.',
  'procedure.kind.unknown': '“{{key}}” has the kind “{{kind}}”, which doesn’t exist.',
  'procedure.owner.unfilled': '“{{key}}” is owned by “{{owner}}”, a role that the organisation can’t fill.',
  'procedure.category.none': 'It doesn’t say which categories it serves.',
  'procedure.category.unknown': 'There is no category “{{category}}”.',
  'procedure.category.twice': 'The category “{{category}}” is named twice.',
  'procedure.outcome.unknown': '“{{key}}” can’t have the outcome “{{outcome}}”.',
  'procedure.outcome.leadsNowhere': 'The outcome “{{outcome}}” of “{{key}}” leads nowhere.',
  'procedure.end.unknown': 'There is no way to end called “{{end}}”.',
  'procedure.limit.notPositive':
    'The outcome “{{outcome}}” of “{{key}}”: the limit must be a whole number above zero.',
  'procedure.limit.nested':
    'The outcome “{{outcome}}” of “{{key}}”: what comes after a limit can’t have a limit again.',
  'procedure.limit.withoutAfterLimit':
    'The outcome “{{outcome}}” of “{{key}}” has a limit but doesn’t say what comes after it.',
  'procedure.afterLimit.withoutLimit':
    'The outcome “{{outcome}}” of “{{key}}” has `afterLimit` but no `limit`.',
  'procedure.loop.unbounded':
    'The outcome “{{outcome}}” of “{{key}}” leads back to “{{to}}” without a limit: a case could go round for ever.',
  'procedure.beside.chained':
    '“{{key}}” can’t stand beside “{{beside}}”: it must follow another step that stands on its own.',
  'procedure.beside.start': 'The first step “{{key}}” can’t stand beside another.',
  'procedure.beside.ledTo': '“{{key}}” opens together with “{{beside}}”, so no outcome may lead to it.',
  'procedure.beside.withoutJoin':
    '“{{key}}” stands beside “{{beside}}”: “{{to}}”, where it leads, must need both of them.',
  'procedure.beside.neverAwaited': '“{{key}}” stands beside another step, but no step needs it.',
  'procedure.needs.neverMet': '“{{key}}” needs “{{need}}”, but no outcome of “{{need}}” leads to it.',
  'procedure.flow.stuck':
    'After the outcome “{{outcome}}” of “{{key}}” nothing may be open: the case would stand still.',
  'procedure.flow.noEnd': 'From “{{key}}” a case may never reach an end.',
  'procedure.flow.tangled': 'The procedure is too tangled to be checked; make it simpler.',
  'procedure.intake.categories': 'Intake serves every matter and names no category.',
  'procedure.intake.overallDeadline':
    'Intake has no overall deadline; that stands in the procedure that is chosen.',
  'procedure.intake.start': 'The first step of intake must be a triage.',
  'procedure.intake.choosesNone': 'No outcome of intake leads to the chosen procedure.',
  'procedure.intake.stepKey': 'The step key “{{key}}” of intake must be triage or begin with intake.',
  'procedure.intake.triageElsewhere': '“{{key}}”: triage belongs to intake only.',
  'procedure.intake.choiceElsewhere':
    'The outcome “{{outcome}}” of “{{key}}”: only intake leads to the chosen procedure.',
  'procedure.term.unreadable': 'The term “{{term}}” can’t be read; write sameDay, 5wd, 30cd or 24h.',
  'procedure.term.notPositive': 'The term “{{term}}” must be above zero.',
  'procedure.term.missing': '“{{key}}” has no term.',
  'procedure.reminderRule.neverReached':
    '“{{key}}” has the term {{term}}: a reminder {{before}} before its end is never sent.',
  'procedure.reminderRule.twice': 'The same reminder rule stands twice: take one away.',
  'procedure.pause.totalBelowLimit':
    'All pauses together may last {{total}} days, less than one of them: {{limit}}.',
  'procedure.convene.noticeTooLong':
    '“{{key}}”: with a notice of {{notice}} no meeting can be held within {{within}}.',
  'procedure.selectMembers.minAboveMax':
    '“{{key}}”: the fewest members ({{min}}) are more than the most ({{max}}).',
  'procedure.selectMembers.usualOutside':
    '“{{key}}”: the usual number should lie between {{min}} and {{max}}.',
  'procedure.overallDeadline.tooShort':
    'With every step taking its whole term some {{days}} days are needed, more than the overall {{term}}.',
  'procedure.law.partiesPresent':
    '“{{key}}”: all parties of a dispute (or proxies) must be present ({{act}}, art. {{articles}}).',
  'procedure.law.outsidersNeedConsent':
    '“{{key}}”: who is no mediator joins only if the parties agree ({{act}}, art. {{articles}}).',
  'procedure.law.partiesSign': '“{{key}}”: all parties must sign the agreement ({{act}}, art. {{articles}}).',
  'procedure.law.mediatorAndSeal':
    '“{{key}}”: a written agreement needs the mediator’s signature and the committee’s seal ({{act}}, art. {{articles}}).',
  'procedure.law.audience':
    '“{{key}}”: the result of a dispute goes to the parties only, unless all consent ({{act}}, art. {{articles}}).',
  'procedure.law.waysExplained':
    '“{{key}}”: before it ends without agreement, arbitration, administrative and court routes must be explained ({{act}}, art. {{articles}}).',
  'procedure.law.failureMissing':
    'It must be possible for a dispute to end without agreement (notAgreed) ({{act}}, art. {{articles}}).',
  'procedure.law.frame':
    'A dispute is as a rule settled within {{value}}: promise an overall term of no more than that ({{act}}, art. {{articles}}).',
  'procedure.law.redLinesReported':
    '“{{key}}”: a red line is reported at once and ends the case ({{act}}, art. {{articles}}).',
  'procedure.law.refusalAnswered':
    '“{{key}}”: who is not admitted gets an answer with the ways that are open ({{act}}, art. {{articles}}).',
  'procedure.set.twice': 'The procedure “{{key}}” stands in two files.',
  'procedure.set.intakeMissing': 'The intake procedure is missing.',
  'procedure.set.categoryUnserved': 'No procedure serves “{{category}}”.',
  'procedure.check.good': 'nothing wrong',
  'procedure.check.warning': 'note',
  'procedure.check.error': 'error',
  'procedure.check.unreadable': 'The file can’t be read: {{reason}}',
  'procedure.check.sum': '{{files}} files, {{errors}} errors, {{warnings}} notes.',
  'procedure.check.shortest': 'shortest (the usual way, all done at once, only compelled waiting)',
  'procedure.check.expected': 'expected (the usual way, every step takes its whole term)',
  'procedure.check.longest': 'longest (every way back taken to its limit, every step its whole term)',
  'procedure.check.uncounted': 'not counted, too many combinations',
  'procedure.span.none': 'the same day',
  'procedure.span.workingDays': '{{n}} working days',
  'procedure.span.calendarDays': '{{n}} calendar days',
  'procedure.span.hours': '{{n}} hours',
  'procedure.span.about': '{{parts}} (some {{days}} days)',
  'legalAct.mediationLaw': 'People’s Mediation Law',
  'legalAct.mediationRules': 'Provisions on the Work of People’s Mediation',
} as const satisfies Translation<typeof chinese>;
