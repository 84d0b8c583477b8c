/** What is refused of calendars. */
export const calendarMessages = {
  'refusal.calendar.notNewer': '该办件已采用这一版或更新的工作日历（第 {{version}} 版）。',
  'refusal.calendar.invalid': '工作日历有误，请逐项核对。',
  'refusal.calendar.noYear': '请写明公布的是哪一年。',
  'refusal.calendar.yearMissing': '缺少 {{year}} 年，请一并录入。',
  'refusal.calendar.yearNotNamed': '{{date}} 不在所公布的年份之内。',
  'refusal.calendar.yearEmpty': '{{year}} 年没有一天放假；尚未公布的请标为暂定。',
  'refusal.calendar.provisionalBefore': '{{year}} 年之前还有暂定的年份，请先公布前面的年份。',
  'refusal.calendar.tooManyYears': '工作日历最多 {{max}} 年。',
  'refusal.calendar.yearsNotCounty': '县里只录入本县调整的日子，不写年份。',
  'refusal.calendar.notADate': '不是日期，请写成 2027-02-08 的样子。',
  'refusal.calendar.dayTwice': '{{date}} 出现了两次。',
  'refusal.calendar.makeUpNotOff': '{{date}} 本来就上班，不能作为调休上班日。',
  'refusal.calendar.csvLine': 'CSV 第 {{line}} 行有误，应为“日期,holiday”或“日期,makeUp”。',
  'refusal.calendar.csvNotADate': 'CSV 第 {{line}} 行的日期不对，请写成 2027-02-08 的样子。',
  'refusal.calendar.published': '这份草案已经公布。',
  'refusal.calendar.draftStale': '起草之后又公布了新的工作日历，请重新起草。',
  'refusal.calendar.noticeUnread':
    '没有读出放假或上班的日子；请粘贴放假通知原文，如“1月1日（周四）至3日（周六）放假，1月4日（周日）上班”，并写明年份。',
  'refusal.calendar.noticeDate': '“{{text}}”不是日期，请核对。',
  'refusal.calendar.noticeWeekday': '{{date}} 不是周{{weekday}}：年份选对了吗？',
} as const;
