import type { Instant } from '../model/basics.js';
import type { ExternalRef } from '../model/command.js';
import { refuse, type Refusal } from '../model/refusal.js';
import { addDays, dateOf } from '../time/index.js';

type Refused = { refusal: Refusal } | undefined;

/** *Default*: two years before the matter came in, five years from now. What lies beyond is a slip of the pen. */
const [DAYS_BEFORE, DAYS_AHEAD] = [2 * 365, 5 * 365];

export const isSameNumber = (one: ExternalRef, other: ExternalRef): boolean =>
  one.system === other.system && one.number === other.number;

/** As it is meant: without what nobody sees, and half-width, for numbers are pasted from anywhere. */
export const tidy = ({ system, number, ...rest }: ExternalRef): ExternalRef => ({
  ...rest,
  system: plain(system),
  number: plain(number),
});

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .trim();

/** A number that is linked already gives way to what is said of it now. */
export const withRef = (refs: readonly ExternalRef[], ref: ExternalRef): ExternalRef[] =>
  refs.some((known) => isSameNumber(known, ref))
    ? refs.map((known) => (isSameNumber(known, ref) ? ref : known))
    : [...refs, ref];

/** A date that nobody can have meant is refused. */
export function unfitDueOn(
  { dueOn }: ExternalRef,
  { openedAt, now }: { openedAt: Instant; now: Instant },
  path = '',
): Refused {
  if (dueOn === undefined) return undefined;
  const [earliest, latest] = [addDays(dateOf(openedAt), -DAYS_BEFORE), addDays(dateOf(now), DAYS_AHEAD)];
  const plausible = earliest <= dueOn && dueOn <= latest;
  return plausible ? undefined : refuse('externalRef.implausible', { earliest, latest }, `${path}/dueOn`);
}

/** What is wrong with the numbers that a matter comes in with. */
export function unfitRefs(refs: readonly ExternalRef[], times: { openedAt: Instant; now: Instant }): Refused {
  for (const [index, ref] of refs.entries()) {
    const path = `/externalRefs/${index}`;
    if (refs.slice(0, index).some((known) => isSameNumber(known, ref)))
      return refuse('externalRef.repeated', { system: ref.system }, `${path}/number`);
    const unfit = unfitDueOn(ref, times, path);
    if (unfit) return unfit;
  }
  return undefined;
}
