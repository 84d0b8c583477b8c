import type { Values } from './schema';

/**
 * What was filled in and not sent yet, by case, step and action: kept while the app is open, and only in memory, for desks
 * are shared. Signing out loads the app anew.
 */
const drafts = new Map<string, { payload?: Values }>();

export const draftOf = (key: string): { payload?: Values } | undefined => drafts.get(key);
export const keepDraft = (key: string, filled: { payload?: Values }): void => void drafts.set(key, filled);
export const dropDraft = (key: string): void => void drafts.delete(key);
