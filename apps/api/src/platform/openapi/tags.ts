/** Every tag that operations may carry, in the order of the document. */
export const TAGS: Readonly<Record<string, string>> = {
  sessions: '登录 · Signing in',
  me: '本人 · Who I am and what I may do where',
  cases: '办件：登记、查询、办理 · Cases: intake, lists, actions on steps',
  attachments: '附件 · Attachments of cases',
  inbox: '我的待办 · What waits for me',
  supervision: '督查：逾期、将到期、卡住的步骤和统计 · What is overdue, soon due or stuck, and figures',
  'supervision-orders': '督办单：发出、答复、退回、办结 · Supervision orders: issue, answer, return, close',
  mailbox: '站内消息 · Reminders and messages to me',
  notices: '通知发送情况 · What became of notices by e-mail',
  commands: '操作结果查询 · What became of a command',
  'step-kinds': '步骤类型及其操作 · Kinds of steps with their actions',
  procedures: '流程 · Procedures',
  calendars:
    '工作日历：节假日、调休、县级调整 · Calendars of working days: holidays, make-up days, county overrides',
  places: '行政区划与网格 · Places, from county to grid',
  accounts: '工作人员 · Accounts of staff',
  administration: '账号与岗位的管理 · Who administers accounts and roles',
  departments: '部门 · Departments that a matter may touch',
  persons: '人员：当事人、群英、专家 · People: parties, members, experts',
  pools: '群英库 · Pools of residents and experts',
  health: '运行状态 · Health',
};
