/**
 * Days on which a rule, a query or an expectation about dates may go wrong; the specs that deal in dates are run as of
 * each (`npm run test:days`), and as of the first few in `npm test`. Local time of Shanghai. Days off and make-up days
 * as announced; of 2027 and 2028 nothing is announced yet.
 */
const A_FEW = [
  // A make-up Saturday before the Spring Festival, and the last evening of a year.
  ...['2026-02-14T23:30', '2025-12-31T23:30'],
];

const THE_OTHERS = [
  // Each weekday at some hour: UTC begins its day at eight.
  ...week('2026-06-08', '09:30 00:05 12:00 07:59 17:30 10:00 23:30'),
  ...week('2025-11-17', '08:00 23:30 15:00 00:00 22:59 08:30 18:00'),
  ...week('2026-11-23', '10:00 16:00 08:40 08:41 18:30 12:00 01:00'),
  // Spring Festival: off from 15 to 23 February, worked on the 14th and the 28th.
  ...['2026-02-12T16:00', '2026-02-13T23:30', '2026-02-15T09:00', '2026-02-16T23:30', '2026-02-17T00:10'],
  ...['2026-02-20T11:00', '2026-02-23T20:00', '2026-02-24T08:30', '2026-02-28T10:00', '2026-03-01T10:00'],
  // Off from 28 January to 4 February, worked on 26 January and 8 February.
  ...['2025-01-24T17:00', '2025-01-26T10:00', '2025-01-27T23:30', '2025-01-29T10:00', '2025-02-05T09:00'],
  '2025-02-08T12:00',
  // Mid-autumn and National Day: off from 25 to 27 September and 1 to 7 October, worked on 20 September and 10 October.
  ...['2026-09-20T10:00', '2026-09-24T17:30', '2026-09-27T23:30', '2026-09-30T18:00', '2026-10-03T12:00'],
  ...['2026-10-01T00:00', '2026-10-07T23:30', '2026-10-08T09:00', '2026-10-10T10:00', '2026-10-11T10:00'],
  // Off from 1 to 8 October, worked on 28 September and 11 October.
  ...['2025-09-28T10:00', '2025-09-30T23:30', '2025-10-09T08:00', '2025-10-11T15:00'],
  // May Day: off from the 1st to the 5th, worked on the 9th.
  ...['2026-04-30T17:00', '2026-05-09T10:00'],
  // The turn of the year, into one that is announced and into one that isn't; two leap days.
  ...['2026-01-01T00:10', '2026-12-31T23:30', '2027-01-01T09:00'],
  ...['2024-02-29T18:00', '2028-02-29T10:00'],
];

function week(monday: string, hours: string): string[] {
  return hours.split(' ').map((hour, n) => {
    const date = new Date(Date.parse(monday) + n * 86_400_000).toISOString().slice(0, 10);
    return `${date}T${hour}`;
  });
}

/** The days on which the whole tour is played, when none is asked for. */
const DAYS_OF_THE_TOUR = [
  '2026-02-11T08:41',
  '2026-10-01T00:10',
  '2024-02-29T18:00',
  '2025-12-31T23:30',
  '2026-11-25T10:00',
  '2028-02-29T12:00',
];

const ALL_DAYS: readonly string[] = [...A_FEW, ...THE_OTHERS];

/** What a run asks for: `all`, or some by their beginnings or in full (`2026-02,2025-12-31T23:30`); else a few. */
export function daysAsked(asked = process.env['DAYS']): readonly string[] {
  if (!asked) return A_FEW;
  if (asked === 'all') return ALL_DAYS;
  return asked.split(',').flatMap((begin) => {
    const known = ALL_DAYS.filter((day) => day.startsWith(begin));
    return known.length > 0 ? known : [begin];
  });
}

export const daysOfTour = (asked = process.env['DAYS']): readonly string[] =>
  asked && asked !== 'all' ? daysAsked(asked) : DAYS_OF_THE_TOUR;

export const instantOf = (local: string): number => Date.parse(`${local}:00+08:00`);
