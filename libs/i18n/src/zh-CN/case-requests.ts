/** What the API refuses about cases before the rules are asked. */
export const caseRequests = {
  'refusal.person.unknown': '找不到此人，或不在该事项的范围内；请先登记人员。',
  'refusal.department.unknown': '找不到该部门，或不在该事项的范围内。',
  'refusal.attachment.unknown': '找不到该附件；请先上传到本事项。',
  'refusal.place.unknown': '找不到该村（社区）或网格，或不在您的管辖范围内。',
  'refusal.title.personal': '标题会出现在列表和检索中，请不要写人名。',
  'refusal.case.erased': '该事项的内容已依法删除，不能再写入。',
  'refusal.server.notSetUp': '尚未发布受理流程或工作日历，请联系管理员。',
  'refusal.list.columnUnknown': '没有这一列，请重新选择要显示的列。',
  'refusal.list.textUnreadable': '查找的内容读不出来了，请重新输入。',
  'refusal.list.dueOnlyWhenOpen': '只有在办的事项才有到期时间。',
  'refusal.attachment.tooLarge': '文件太大，最大 {{max}} MB；请压缩或分成几个上传。',
  'refusal.attachment.notMultipart': '请以 multipart/form-data 格式上传，文件字段名为 file。',
  'refusal.attachment.nameNotAllowed':
    '文件名不可用：不能是路径，不能含控制字符或 < > : " | ? *，最多 {{max}} 个字。',
  'refusal.attachment.typeNotAllowed': '文件类型不可用（按内容识别）；可上传：{{allowed}}。',
  'refusal.attachment.extensionUnfit': '文件扩展名与内容不符；按内容应为 {{extensions}}。',
} as const;
