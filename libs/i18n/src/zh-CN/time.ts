/** Refusals about pauses and extensions. */
export const timeMessages = {
  'refusal.case.paused': '该事项已暂停，到 {{until}} 为止；确需办理，请先恢复。',
  'refusal.pause.already': '该事项已经暂停，到 {{until}} 为止，无需再次暂停。',
  'refusal.pause.reasonMissing': '暂停原因为“其他”时，请写明原因。',
  'refusal.pause.overlaps': '暂停的开始时间早于上一次暂停结束的时间，请核对时间。',
  'refusal.pause.beforeStep': '暂停的开始时间早于现在这一步开始的时间，请核对时间。',
  'refusal.pause.beyondLimit': '一次暂停最多 {{limit}} 天，最迟到 {{latest}}，请提前恢复日期。',
  'refusal.pause.beyondTotal':
    '本轮各次暂停合计最多 {{total}} 天，还可以暂停 {{left}} 天，请提前恢复日期；仍需时间的，请申请延期。',
  'refusal.pause.untilPast': '暂停的截止日期已经过去，请改为今天或以后的日期。',
  'refusal.resume.notPaused': '该事项没有暂停，无需恢复。',
  'refusal.resume.beforePause': '恢复时间早于暂停时间，请核对时间。',
  'refusal.nudge.own': '这一步由您或您的岗位承办，不用催办，请直接办理。',
  'refusal.nudge.tooEarly': '这一步要到 {{notBefore}} 才能办结，现在不用催办。',
  'refusal.nudge.today': '这一步今天已经催办过一次，请明天再催，或直接电话联系。',
  'refusal.extension.pending': '这一步已有一份延期申请在等待审批：{{step}}。',
  'refusal.extension.twice': '这一步已经申请过一次延期，不能再次申请：{{step}}。',
  'refusal.extension.ownDate': '这一步的日期由会议或回访安排确定，不能申请延期：{{step}}。',
  'refusal.extension.notPositive':
    '延期时长请写正整数加单位，中间不留空格：3wd（3 个工作日）、5cd（5 天）或 24h（24 小时）。',
  'refusal.extension.tooLong':
    '最多可以延期 {{longest}}；请用同样的计法（工作日、天或小时）填写，不超过此数。',
  'refusal.extension.milestoneMissing': '请指明哪一个时间节点需要延期。',
  'refusal.extension.roleMissing': '延期须由上一级审批，您的岗位不能审批。',
  'refusal.extension.notRequested': '这一步没有等待审批的延期申请：{{step}}。',
  'refusal.extension.ownRequest': '自己申请或自己承办的延期，须由他人审批。',
  'refusal.extension.reasonMissing': '不同意延期，请写明原因。',
  'refusal.extendWhole.notADispute': '只有矛盾纠纷的总时限可以经当事人同意延长。',
  'refusal.extendWhole.kept': '总时限内的步骤已经完成，无需延长。',
  'refusal.extendWhole.twice': '总时限已经延长过一次，不能再延长。',
  'refusal.extendWhole.notAParty': '只有本纠纷的当事人可以同意延长，请核对人员。',
  'refusal.extendWhole.consentMissing': '延长总时限须各方当事人都同意，请补充登记。',
} as const;
