/**
 * Five suites: `unit` needs nothing, `medium` needs the real PostgreSQL or Temporal, `e2e` the whole product, `browser` that in a browser;
 * `zone` is what tells dates, once more on a host of Shanghai time (the others run in UTC).
 */
const base = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^#(domain|contracts|config|crypto|i18n|persistence|procedures|runtime|temporal|testing)$':
      '<rootDir>/libs/$1/src/index.ts',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/data'],
};

const withServers = {
  globalSetup: '<rootDir>/libs/testing/jest/global-setup.mjs',
  globalTeardown: '<rootDir>/libs/testing/jest/global-teardown.mjs',
};

const specs = (...folders) => folders.map((folder) => `<rootDir>/${folder}/**/*.spec.ts`);

/** Specs that count from the present; those with a present of their own are the same on every day. */
const DEAL_IN_DATES = [
  ...['calendars', 'cases-deadlines', 'cases-explained', 'cases-extensions', 'cases-pauses', 'demo/seed'],
  ...['assignments', 'inbox', 'supervision', 'supervision-figures', 'supervision-orders'],
  ...['supervision-orders-refused', 'sweeping'],
];

export default {
  testTimeout: 60_000,
  projects: [
    { ...base, displayName: 'unit', testMatch: specs('{apps,libs,workflows,scripts}') },
    { ...base, ...withServers, displayName: 'medium', testMatch: specs('test/{integration,replay,time}') },
    { ...base, ...withServers, displayName: 'e2e', testMatch: specs('test/{e2e,faults}') },
    { ...base, ...withServers, displayName: 'browser', testMatch: specs('test/browser') },
    {
      ...base,
      ...withServers,
      displayName: 'zone',
      testMatch: [
        ...specs('test/time', 'libs/domain/src/time'),
        '<rootDir>/libs/domain/src/engine/*{time,reminder,explain}*.spec.ts',
      ],
    },
    {
      ...base,
      ...withServers,
      displayName: 'days',
      transform: { '^.+\\.ts$': '<rootDir>/libs/testing/jest/each-day.mjs' },
      testMatch: DEAL_IN_DATES.map((name) => `<rootDir>/test/integration/${name}.spec.ts`),
    },
    { ...base, ...withServers, displayName: 'tour', testMatch: specs('test/days') },
    // No tests: `npm run screenshots`.
    {
      ...base,
      ...withServers,
      displayName: 'screenshots',
      testMatch: ['<rootDir>/test/browser/record-screenshots.ts'],
    },
    // No tests: `npm run histories:record`.
    {
      ...base,
      ...withServers,
      displayName: 'histories',
      testMatch: ['<rootDir>/test/replay/record-histories.ts'],
    },
  ],
};
