/**
 * `npm run test:days [-- DAY…]`: what deals in dates, as of sixty days, and the tour as of six. `-- 2026-02` takes the
 * days that begin so, `-- 2029-02-28T23:30` one that isn't in the list (libs/testing/src/days.ts).
 */
const days = process.argv.splice(2);
process.env['DAYS'] = days.length > 0 ? days.join(',') : 'all';
process.argv.push('days', 'tour');
await import('./test.mjs');
