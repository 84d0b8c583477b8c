import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { addDays, dateOf, dueAfter, isOff, isProvisional } from '#domain';
import { calendarFromChineseDays } from './calendar.js';

/** Typed from the announcements; what is not named follows the weekdays. */
const EXPECTED = {
  2025: {
    off: '01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01 10-02 10-03 10-06 10-07 10-08',
    working: '01-26 02-08 04-27 09-28 10-11',
  },
  2026: {
    off: '01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07',
    working: '01-04 02-14 02-28 05-09 09-20 10-10',
  },
  // Not announced: New Year; Spring Festival with its eve; 清明; 1–5 May; 端午; 中秋; 1–3 October.
  2027: {
    off: '01-01 02-05 02-08 04-05 05-03 05-04 05-05 06-09 09-15 10-01',
    working: '',
  },
};

const exceptions = (year: number) => {
  const named = { off: [] as string[], working: [] as string[] };
  for (let date = `${year}-01-01`; date.startsWith(`${year}`); date = addDays(date, 1)) {
    const weekend = [0, 6].includes(new Date(date).getUTCDay());
    const off = isOff(calendar, date);
    if (off && !weekend) named.off.push(date.slice(5));
    if (!off && weekend) named.working.push(date.slice(5));
  }
  return { off: named.off.join(' '), working: named.working.join(' ') };
};

const calendar = calendarFromChineseDays(2025, 3, 7);

describe('calendarFromChineseDays', () => {
  it.each([2025, 2026, 2027] as const)('has the days off and working weekends of %i', (year) => {
    expect(exceptions(year)).toEqual(EXPECTED[year]);
  });

  it('marks the years that were not announced', () => {
    expect(calendar).toMatchObject({
      version: 7,
      from: '2025-01-01',
      days: 1095,
      provisionalFrom: '2027-01-01',
    });
    expect(isProvisional(calendar, '2026-12-31')).toBe(false);
    expect(isProvisional(calendar, '2027-01-01')).toBe(true);
    expect(calendarFromChineseDays(2024, 2, 1).provisionalFrom).toBeUndefined();
    expect(calendarFromChineseDays(2024, 2, 1).days).toBe(366 + 365);
  });

  it('takes the first of two fifth months', () => {
    const leap = calendarFromChineseDays(2028, 1, 1);
    expect([isOff(leap, '2028-05-28'), isOff(leap, '2028-06-27')]).toEqual([true, false]);
  });

  it('gives the term of the example', () => {
    const due = dueAfter(calendar, Date.parse('2026-09-29T15:30:00+08:00'), '5wd');
    expect(new Date(due).toISOString()).toBe('2026-10-12T16:00:00.000Z');
    expect(dateOf(due - 1)).toBe('2026-10-12');
  });

  it.each(['America/Los_Angeles', 'Pacific/Kiritimati', 'Africa/Cairo'])(
    'is the same on a host in %s',
    (zone) => {
      const here = { calendar, due: dueAfter(calendar, Date.parse('2026-09-29T15:30:00+08:00'), '5wd') };
      expect(inZone(zone)).toEqual(here);
    },
  );
});

/** Runs the real sources in a process of another zone; Node turns the types away, the hook finds `.ts` behind `.js`. */
const inZone = (zone: string): unknown => {
  const program = `
    import { registerHooks } from 'node:module';
    registerHooks({
      resolve(specifier, context, next) {
        const relative = specifier.startsWith('.') && context.parentURL?.endsWith('.ts');
        return next(relative ? specifier.replace(/\\.js$/, '.ts') : specifier, context);
      },
    });
    const { calendarFromChineseDays } = await import('${new URL('./calendar.ts', import.meta.url).href}');
    const { dueAfter } = await import('${new URL('../../domain/src/time/index.ts', import.meta.url).href}');
    const calendar = calendarFromChineseDays(2025, 3, 7);
    const due = dueAfter(calendar, Date.parse('2026-09-29T15:30:00+08:00'), '5wd');
    process.stdout.write(JSON.stringify({ calendar, due }));`;
  const output = execFileSync(
    process.execPath,
    ['--experimental-transform-types', '--conditions=source', '--input-type=module', '-e', program],
    {
      env: { ...process.env, TZ: zone, NODE_OPTIONS: '', NODE_NO_WARNINGS: '1' },
      encoding: 'utf8',
    },
  );
  return JSON.parse(output);
};
