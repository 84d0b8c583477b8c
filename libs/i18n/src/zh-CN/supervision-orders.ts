/** Supervision orders (督办). */
export const supervisionOrders = {
  'refusal.supervisionOrder.roleMissing': '督办由乡镇社会办或县级发出和办结，您的岗位不能办理。',
  'refusal.supervisionOrder.otherOffice':
    '该督办单由{{level}}发出，由发出的单位核对答复、退回、办结、转交或撤销，您的岗位不能代办。',
  'refusal.supervisionOrder.running':
    '这一步已有一份由{{level}}发出、尚未办结的督办单：{{issued}} 发出。请等待答复；确需另发的，请先将其办结或撤销。',
  'refusal.supervisionOrder.stepNotBegun':
    '这一步还没有开始：{{step}}。请督办正在办理的步骤，或不选步骤，直接督办到人或到岗位。',
  'refusal.supervisionOrder.roleUnfit': '不能督办到该岗位：{{role}}；部门请督办到具体的人。',
  'refusal.supervisionOrder.toOneself': '不能督办自己。',
  'refusal.supervisionOrder.addresseeUnfit': '所选人员在该事项所在地没有可以督办的岗位。',
  'refusal.supervisionOrder.addresseeMissing': '请选择督办到人还是到岗位，或选择一个步骤。',
  'refusal.supervisionOrder.addresseeTwice': '督办到人或到岗位，只能选一项。',
  'refusal.supervisionOrder.sameAddressee': '该督办单已经发给该人员或岗位，无需转交。',
  'refusal.supervisionOrder.notAssignee': '所选人员没有承办这一步：{{step}}；请督办承办人，或不选步骤。',
  'refusal.supervisionOrder.termInvalid':
    '期限有误：写 3wd（工作日，最多 30）、15cd（天，最多 45）、24h（小时，最多 240）或 sameDay（当天）。',
  'refusal.supervisionOrder.alreadyIssued': '该督办单已经发出。',
  'refusal.supervisionOrder.unknown': '找不到该督办单。',
  'refusal.supervisionOrder.ended': '该督办单已办结或撤销。',
  'refusal.supervisionOrder.answered': '该督办单已答复，请等待发出单位核对；有误的由其退回。',
  'refusal.supervisionOrder.notAnswered': '该督办单尚未答复，不能办结或退回；不再需要的可以撤销。',
  'refusal.supervisionOrder.notAddressee': '该督办单不是发给您的，也不是发给您的岗位的。',
  'refusal.supervisionOrder.ownAnswer': '不能核对自己的答复，请由同级其他人员办理。',
  'refusal.supervisionOrder.returnsUsedUp': '答复最多退回 {{limit}} 次，请办结，必要时另发督办单。',
  'refusal.supervisionOrder.blocked': '该督办单因技术原因暂停办理，已通知系统管理员。',
  'deadline.name.supervisionOrder': '督办单答复',
} as const;
