import type { ContentRef, Instant, LocalDate, PersonId } from '../model/basics.js';
import type { CalendarBits } from '../model/calendar.js';
import type { ExternalRef } from '../model/command.js';

/** The n-th invented id: of a person, a department, an attachment. */
export const anId = (n: number): PersonId => `019a0000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** A reference into the content store; equal labels give equal references. */
export const aText = (label = 1): ContentRef => ({
  content: anId(900_000 + label),
  digest: String(label).padStart(43, 'A'),
});

/** The number of a matter in another system; the same number of the same system is the same. */
export const aRef = (number = 'QX-7', dueOn?: LocalDate, system = '12345'): ExternalRef => ({
  system,
  number: aText(700),
  index: `${system}/${number}`,
  ...(dueOn && { dueOn }),
});

/** Shanghai time: `at('2026-03-02T10:00')`. */
export const at = (local: string): Instant => Date.parse(`${local}:00+08:00`);

/** Only weekends are off. */
export const WEEKENDS: CalendarBits = { version: 1, from: '2026-01-01', days: 0, off: '' };

/** A Monday morning. */
export const MONDAY = at('2026-03-02T10:00');

/** The half hour that an instant lies in: what is said at nine is spread over it, case by case. */
export const halfHour = (instant: Instant | undefined): Instant | undefined =>
  instant === undefined ? undefined : Math.floor(instant / 1_800_000) * 1_800_000;
