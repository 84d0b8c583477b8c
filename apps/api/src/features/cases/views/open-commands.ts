import {
  addDays,
  dateOf,
  decide,
  RULES_VERSION,
  type Actor,
  type CaseState,
  type Command,
  type Instant,
} from '#domain';
import { type CommandBody, TEXT_PLACEHOLDER } from '../../../platform/commands/index.js';

/** What may be done to a case as a whole, besides the actions of its steps; as the API's paths name it. */
export const CASE_COMMANDS = [
  'comments',
  'attachments',
  'external-refs',
  'withdrawals',
  'escalations',
  'confidentiality',
  'objections',
  'answers',
  'pauses',
  'resumptions',
  'reopenings',
] as const;
export type CaseCommandName = (typeof CASE_COMMANDS)[number];

/** The likeliest form of each command; undefined where there is nobody and nothing to name in it. */
function likeliest(
  state: CaseState,
  now: Instant,
): Record<CaseCommandName, CommandBody<Command> | undefined> {
  const withdraws = state.reporterId ?? state.facts.parties[0];
  const unanswered = Object.entries(state.facts.objections).find(([, { answered }]) => !answered)?.[0];
  return {
    comments: { type: 'comment', text: TEXT_PLACEHOLDER },
    attachments: { type: 'attach', attachmentId: '', digest: '' },
    'external-refs': { type: 'linkExternal', ref: { system: '', number: TEXT_PLACEHOLDER, index: '' } },
    withdrawals: withdraws ? { type: 'withdraw', by: [withdraws], reason: TEXT_PLACEHOLDER } : undefined,
    escalations: { type: 'escalate', reason: TEXT_PLACEHOLDER },
    confidentiality: { type: 'setConfidential', confidential: !state.confidential, reason: TEXT_PLACEHOLDER },
    objections: { type: 'object', objectionId: '', text: TEXT_PLACEHOLDER },
    answers: unanswered
      ? { type: 'answerObjection', objectionId: unanswered, answer: TEXT_PLACEHOLDER, upheld: false }
      : undefined,
    pauses: { type: 'pause', reason: 'awayForWork', until: addDays(dateOf(now), 1) },
    resumptions: { type: 'resume' },
    reopenings: { type: 'reopen', reason: TEXT_PLACEHOLDER },
  };
}

/** Which of them the actor may send now: the rules themselves are asked, and nothing comes of it. */
export function openCommands(state: CaseState, actor: Actor, now: Instant): CaseCommandName[] {
  const bodies = likeliest(state, now);
  return CASE_COMMANDS.filter((name) => {
    const body = bodies[name];
    if (!body) return false;
    const command = { id: '', bodyHash: '', actor, occurredAt: now, ...body } as Command;
    return 'events' in decide(RULES_VERSION, state, command, now);
  });
}
