import type { Instant } from '../model/basics.js';
import type { ExternalRef } from '../model/command.js';
import { refuse, type Refusal } from '../model/refusal.js';
import { unfitDate } from '../time/index.js';

type Refused = { refusal: Refusal } | undefined;

/** *Default*: so many numbers of other systems; each has dates of its own, of which people are reminded. */
export const MOST_REFS = 20;

export const isSameNumber = (one: ExternalRef, other: ExternalRef): boolean => one.index === other.index;

/** A number that is linked already gives way to what is said of it now. */
export const withRef = (refs: readonly ExternalRef[], ref: ExternalRef): ExternalRef[] =>
  refs.some((known) => isSameNumber(known, ref))
    ? refs.map((known) => (isSameNumber(known, ref) ? ref : known))
    : [...refs, ref];

/** A date that nobody can have meant is refused. */
export const unfitDueOn = (
  { dueOn }: ExternalRef,
  { openedAt, now }: { openedAt: Instant; now: Instant },
  path = '',
): Refused =>
  dueOn === undefined
    ? undefined
    : unfitDate('externalDue', dueOn, { now, since: openedAt, path: `${path}/dueOn` });

/** What is wrong with the numbers that a matter comes in with. */
export function unfitRefs(refs: readonly ExternalRef[], times: { openedAt: Instant; now: Instant }): Refused {
  if (refs.length > MOST_REFS) return tooMany('/externalRefs');
  for (const [index, ref] of refs.entries()) {
    const path = `/externalRefs/${index}`;
    if (refs.slice(0, index).some((known) => isSameNumber(known, ref)))
      return refuse('externalRef.repeated', { system: ref.system }, `${path}/number`);
    const unfit = unfitDueOn(ref, times, path);
    if (unfit) return unfit;
  }
  return undefined;
}

export const tooMany = (path: string): { refusal: Refusal } =>
  refuse('externalRef.tooMany', { max: MOST_REFS }, path);
