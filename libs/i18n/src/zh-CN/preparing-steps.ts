/** Step kinds before the meeting: what may be done, how it ends, why it was refused. */
export const preparingSteps = {
  'action.triage.complete': '受理分流',
  'outcome.triage.admitted': '予以受理，进入议事',
  'outcome.triage.notAdmitted': '不予议事，转答复',
  'outcome.triage.redLine': '红线情形，已报告',
  'refusal.triage.reportMissing': '有红线情形的，必须立即报告，请填写已向谁、何时报告。',
  'refusal.triage.partiesMissing':
    '矛盾纠纷至少要有 {{needed}} 名不同的当事人，现有 {{parties}} 名，请补全当事人。',
  'refusal.triage.willingnessUnknown':
    '当事人是否愿意调解还没问清，请先征求各方意愿；一方明确拒绝的，不得组织调解。',
  'refusal.triage.procedureMissing': '予以受理的事项要选定流程，请选择一个流程。',

  'action.answer.complete': '答复提出人',
  'outcome.answer.answered': '已答复',
  'refusal.answer.waysMissing':
    '不能议事调解或未达成一致的，须告知仲裁、行政、诉讼等途径，请选择已告知的途径。',

  'action.investigate.hear': '听取意见',
  'action.investigate.complete': '完成调查',
  'outcome.investigate.completed': '调查完成',
  'refusal.investigate.tooFewHeard':
    '至少要听取 {{needed}} 人的意见，现已听取 {{heard}} 人，请继续听取后再完成调查。',
  'refusal.investigate.partyNotHeard':
    '还有 {{missing}} 名当事人没有听取意见，请听取各方意见，确实无法听取的请说明原因。',

  'action.confirmTopic.complete': '确立议题',
  'outcome.confirmTopic.confirmed': '议题已确立',
  'outcome.confirmTopic.moreInquiry': '继续调查',
  'outcome.confirmTopic.notConfirmed': '不予确立',
  'refusal.confirmTopic.topicMissing': '确立议题须写明议题，请填写议事单上的议题。',
  'refusal.confirmTopic.reasonMissing': '继续调查或不予确立的，请写明原因。',

  'action.selectMembers.complete': '选配群英',
  'outcome.selectMembers.selected': '群英已选配',
  'refusal.selectMembers.memberTwice': '第 {{position}} 位群英重复选择，请删去重复的一位。',
  'refusal.selectMembers.memberIsParty': '第 {{position}} 位群英是本事项的当事人，不能参加议事，请另选。',
  'refusal.selectMembers.memberIsKin': '第 {{position}} 位群英是当事人的近亲属，应当回避，请另选。',
  'refusal.selectMembers.tooFew': '群英至少 {{min}} 人，现选 {{count}} 人，请增选。',
  'refusal.selectMembers.tooMany': '群英至多 {{max}} 人，现选 {{count}} 人，请减少人数。',
  'refusal.selectMembers.reasonMissing':
    '群英一般为 {{from}} 至 {{to}} 人，现选 {{count}} 人，请调整人数或说明原因。',
  'refusal.selectMembers.mediatorMissing': '矛盾纠纷须有一名调委会调解员参加，请增选调解员。',
  'refusal.selectMembers.partiesMustAgree':
    '调解员以外的人参与调解，须经当事人同意，请征得同意后勾选“当事人同意”。',
  'warning.selectMembers.sameNameAsParty':
    '第 {{position}} 位群英与当事人同名，请核对是否为同一人或其近亲属；如是，应当回避。',

  'action.consult.talk': '会前谈话',
  'action.consult.complete': '完成会前沟通',
  'outcome.consult.consulted': '会前沟通完成',
  'outcome.consult.reselect': '重新选配群英',
  'refusal.consult.notAMember': '该人员不是本事项选配的群英，请从群英名单中选择。',
  'refusal.consult.talksMissing':
    '还有 {{missing}} 位群英没有沟通，请逐一沟通并勾选结果（未联系上也要勾选）。',
  'refusal.consult.notAligned':
    '意见一致的群英 {{aligned}} 人，未达到 {{needed}} 人，请继续沟通、重新选配，或说明继续的原因。',
  'refusal.consult.reasonMissing': '重新选配群英须说明原因，请填写原因。',

  'action.convene.complete': '召集群英会',
  'outcome.convene.convened': '群英会已召集',
  'refusal.convene.timeInvalid': '群英会时间无法识别，请重新填写日期和时间。',
  'refusal.convene.beforeCalling': '群英会时间早于召集的时间，请核对时间。',
  'refusal.convene.tooLate': '群英会时间超出了规定的期限，请改为期限以内的时间。',
  'refusal.convene.noticeTooShort':
    '通知时间不足，请改为更晚的时间；参会人员均同意不提前通知的，请填写原因。',
} as const;
