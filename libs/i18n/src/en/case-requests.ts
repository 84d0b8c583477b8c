import type { Translation } from '../checked.js';
import type { caseRequests as chinese } from '../zh-CN/case-requests.js';

/** What the API refuses about cases before the rules are asked. */
export const caseRequests = {
  'refusal.person.unknown':
    'There is no such person, or not in reach of this matter; enter the person first.',
  'refusal.department.unknown': 'There is no such department, or not in reach of this matter.',
  'refusal.attachment.unknown': 'There is no such attachment; upload it to this matter first.',
  'refusal.place.unknown': 'There is no such village (community) or grid, or it is not among your places.',
  'refusal.title.personal': 'The title stands in lists and is searched; leave people’s names out of it.',
  'refusal.case.erased': 'The content of this matter was erased by law; nothing can be written to it.',
  'refusal.server.notSetUp':
    'The intake procedure or the calendar is not published yet; ask the administrator.',
  'refusal.list.columnUnknown': 'There is no such column: choose the columns anew.',
  'refusal.list.textUnreadable': 'What was searched for can’t be read any more: enter it anew.',
  'refusal.list.dueOnlyWhenOpen': 'Only open matters are due.',
  'refusal.attachment.tooLarge': 'The file is too large, {{max}} MB at most; compress it or split it.',
  'refusal.attachment.notMultipart': 'Upload as multipart/form-data, with the file in the field “file”.',
  'refusal.attachment.nameNotAllowed':
    'The file’s name cannot be used: no path, no control characters nor < > : " | ? *, {{max}} characters at most.',
  'refusal.attachment.typeNotAllowed':
    'This type of file (by its content) is not taken; taken are {{allowed}}.',
  'refusal.attachment.extensionUnfit':
    'The file’s extension does not fit its content, which asks for {{extensions}}.',
} as const satisfies Translation<typeof chinese>;
