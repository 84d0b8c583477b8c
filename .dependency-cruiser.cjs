/**
 * Which way dependencies point (docs/architecture.md). A folder that isn't named here is an error, so that a new one is
 * given its place on purpose.
 */
const LIBS = 'config|contracts|crypto|domain|i18n|persistence|procedures|runtime|temporal|testing';
const KNOWN = `^(apps/(api|web|worker)|libs/(${LIBS})|workflows|scripts|test)/|^[^/]+\\.(c|m)?js$`;
const NOT_OURS = '^(node_modules/|[^/]+$|package\\.json)';
const TEST_CODE = '\\.spec\\.ts$|^test/|^libs/testing/|^libs/domain/src/testing/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'unknown-folder',
      comment: 'Give the folder a place in docs/architecture.md and in this file.',
      severity: 'error',
      from: { pathNot: [KNOWN] },
      to: {},
    },
    {
      name: 'unknown-folder-alone',
      comment: 'The same, for files that neither import nor are imported.',
      severity: 'error',
      from: { orphan: true, pathNot: [KNOWN] },
      to: {},
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'domain-is-pure',
      comment: 'Nothing of ours, no framework, no Node: it runs in workflows, in the API and in a browser.',
      severity: 'error',
      from: { path: '^libs/domain/', pathNot: [TEST_CODE] },
      to: { pathNot: ['^libs/domain/'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'domain-knows-no-types-of-ours',
      severity: 'error',
      from: { path: '^libs/domain/', pathNot: [TEST_CODE] },
      to: { path: '^(apps|libs|workflows|scripts|test)/', pathNot: ['^libs/domain/'] },
    },
    {
      name: 'contracts-know-only-domain',
      severity: 'error',
      from: { path: '^libs/contracts/', pathNot: [TEST_CODE] },
      to: { pathNot: ['^libs/(contracts|domain)/', '^node_modules/@temporalio/(common|workflow)/'] },
    },
    {
      name: 'workflows-know-domain-and-contracts',
      comment: 'And the types of activities; everything else would go into the bundle.',
      severity: 'error',
      from: { path: '^workflows/', pathNot: [TEST_CODE] },
      to: {
        pathNot: ['^workflows/', '^libs/(contracts|domain)/', '^node_modules/@temporalio/(common|workflow)/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'workflows-know-only-types-of-activities',
      severity: 'error',
      from: { path: '^workflows/', pathNot: [TEST_CODE] },
      to: {
        pathNot: [
          '^workflows/',
          '^libs/(contracts|domain)/',
          '^apps/worker/src/activities/',
          '^node_modules/@temporalio/',
        ],
      },
    },
    {
      name: 'workflows-by-relative-paths',
      comment: 'Aliases used as values fail in the workflow bundle.',
      severity: 'error',
      from: { path: '^(workflows|libs/(contracts|domain))/', pathNot: [TEST_CODE] },
      to: { dependencyTypes: ['aliased-subpath-import'] },
    },
    {
      name: 'api-never-worker-nor-workflows',
      severity: 'error',
      from: { path: '^apps/api/' },
      to: { path: ['^workflows/', '^apps/worker/'] },
    },
    {
      name: 'worker-never-api',
      severity: 'error',
      from: { path: '^apps/worker/' },
      to: { path: '^apps/api/' },
    },
    {
      name: 'libs-never-apps',
      severity: 'error',
      from: { path: '^libs/', pathNot: [TEST_CODE] },
      to: { path: '^(apps|workflows|scripts|test)/' },
    },
    {
      name: 'config-knows-nothing-of-ours',
      severity: 'error',
      from: { path: '^libs/config/' },
      to: { path: '^libs/', pathNot: ['^libs/config/'] },
    },
    {
      name: 'runtime-is-for-launcher-and-tests',
      comment: 'The product is started; it starts nothing.',
      severity: 'error',
      from: { path: '^(apps|libs|workflows)/', pathNot: ['^libs/runtime/', TEST_CODE] },
      to: { path: '^libs/runtime/' },
    },
    {
      name: 'features-meet-at-their-index',
      severity: 'error',
      from: { path: '^apps/api/src/features/([^/]+)/' },
      to: {
        path: '^apps/api/src/features/[^/]+/',
        pathNot: ['^apps/api/src/features/$1/', '^apps/api/src/features/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'web-knows-the-api-and-the-words',
      comment: 'Its client is made of the API’s document; nothing of the server goes into a browser.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(apps|libs|workflows)/', pathNot: ['^apps/web/', '^libs/i18n/'] },
    },
    {
      name: 'no-test-code-in-the-product',
      severity: 'error',
      from: { path: '^(apps|libs|workflows|scripts)/', pathNot: [TEST_CODE] },
      to: { path: [TEST_CODE] },
    },
    {
      name: 'no-dev-dependency-in-the-product',
      severity: 'error',
      // The web app is bundled: what it is made of isn't in the image. The testing package brings the launcher's last resort for the Temporal binary, and the server that skips time.
      from: {
        path: '^(apps|libs|workflows)/',
        pathNot: [TEST_CODE, '^apps/web/', '^libs/runtime/src/temporal/(binary|test-server)\\.ts$'],
      },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: ['^node_modules/@types/'],
      },
    },
    {
      name: 'no-undeclared-dependency',
      severity: 'error',
      from: { pathNot: [NOT_OURS] },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'],
    },
  },
};
