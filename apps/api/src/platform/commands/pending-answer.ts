import type { RefusalCode } from '#domain';
import { languageOf } from '#i18n';
import type { Response } from 'express';
import { problemSentence } from '../problems/index.js';

export const COMMAND_STATES = ['recorded', 'accepted', 'blocked'] as const;
export type CommandState = (typeof COMMAND_STATES)[number];

export const COMMAND_STATE_DOC = {
  enum: COMMAND_STATES,
  description:
    '已落账；已受理、正在落账；已受理，但因技术原因落不了账，等系统管理员处理 · Recorded; accepted and being recorded; accepted, but it can not be recorded until an operator has looked at it',
  example: 'recorded',
};
export const BLOCKED_CODE_DOC = {
  type: String,
  description: '为何落不了账的代码 · Code of why it can not be recorded',
  example: 'case.blocked',
};
export const BLOCKED_DETAIL_DOC = {
  type: String,
  description: '说明 · In words',
  example: '该事项因技术原因暂停办理，已通知系统管理员。',
};

/** What is said of a command that is accepted and not recorded, in the reader's language. */
export function pendingAnswer(
  { blocked }: { blocked?: RefusalCode },
  response: Response,
): { state: 'accepted' } | { state: 'blocked'; code: string; detail: string } {
  if (blocked === undefined) return { state: 'accepted' };
  const language = languageOf(response.req.headers['accept-language']);
  return { state: 'blocked', code: blocked, detail: problemSentence(blocked, {}, language) };
}
