import type { CaseState } from '../model/state.js';

/** Whether only those who must act see the case: it is marked confidential, or triage found a red line. */
export const isRestricted = ({ confidential, facts }: Pick<CaseState, 'confidential' | 'facts'>): boolean =>
  confidential === true || facts.redLine === true;
