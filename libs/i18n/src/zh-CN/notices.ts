/** What leaves the product as a notice: no names, no texts of cases. */
export const notices = {
  'notice.greeting': '【群英议事】以下事项等您办理：',
  'notice.closing': '本邮件由系统自动发出，请勿回复；详情请登录系统查看。',
  'notice.case': '办件 {{number}}',
  'notice.urgentCase': '办件 {{number}}（紧急）',
  'notice.step.due': '“{{step}}”办理期限为 {{due}}',
  'notice.step.overdue': '“{{step}}”已超过期限 {{due}}',
  'notice.step.open': '“{{step}}”待办',
  'notice.order.due': '督办单请不迟于 {{due}} 答复',
  'notice.order.overdue': '督办单已超过答复期限 {{due}}',
  'notice.order.answered': '督办单已答复，请核对后办结或退回',
  'notice.because.unassigned': '无人承办，请指派',
  'notice.because.nudge': '有人催办',
  'notice.because.extensionRequested': '申请延期，请您审批',
  'notice.because.extensionDecided': '延期申请已审批',
  'notice.because.holderAsked': '多次退回，请您确定由谁办理',
  'notice.digest.subject': '【群英议事】今日汇总：{{cases}} 个办件等您办理',
} as const;
