/** Why a step is stuck, and what to do about it. */
export const supervision = {
  'supervision.cause.technicallyBlocked': '系统故障，无法落账',
  'supervision.cause.holderUndecided': '多次退回，等待确定由谁办理',
  'supervision.cause.noConvener': '当地没有召集人',
  'supervision.cause.nobodyInRole': '当地没有人担任该岗位',
  'supervision.cause.waitingForSignature': '等待签字',
  'supervision.cause.anotherDepartment': '等待部门意见',
  'supervision.cause.nobodyAssigned': '无人认领',
  'supervision.action.callOperator': '联系系统管理员',
  'supervision.action.decideHolder': '确定由谁办理',
  'supervision.action.claim': '认领办理',
  'supervision.action.assign': '指派承办人',
  'supervision.action.nudge': '催办',
  'supervision.action.askDepartment': '联系部门',
  'refusal.figures.daysInvalid': '起止日期有误：开始不能晚于结束，最多 {{max}} 天。',
} as const;
