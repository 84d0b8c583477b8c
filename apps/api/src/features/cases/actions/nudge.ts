import type { CaseCommandDraft } from '../commands/case-commands.service.js';

/** A friendly reminder (催办), with a word if there is one. */
export const nudgeDraft = (step: string, text?: string): CaseCommandDraft => ({
  texts: text ? [text] : [],
  body: ([ref]) => ({ type: 'nudge', step, ...(ref && { text: ref }) }),
});
