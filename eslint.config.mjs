import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const NO_ENUM = {
  selector: 'TSEnumDeclaration',
  message: 'Use a union of string literals: it needs no code and reads the same in JSON.',
};
const NO_PADDING = {
  selector: 'ObjectExpression > SpreadElement > ObjectExpression',
  message: 'Write the properties where they stand: a literal spread into a literal says nothing.',
};
const NO_SQL = {
  selector: "CallExpression[callee.property.name='query']",
  message: 'SQL by hand lives in libs/persistence, where whoever changes a table finds it.',
};
const MACHINES_DATE =
  'A spec must be right on every day: take now() of #testing, or the time that is handed in.';

/**
 * Typed lint for what the compiler lets pass and what costs here: a forgotten `await` is a lost action. Layout is
 * Prettier's business, dependencies between folders are dependency-cruiser's.
 */
export default defineConfig(
  { ignores: ['dist', 'data', 'coverage', 'node_modules', 'test/replay/histories', 'apps/web/src/client'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: true }],
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // An interface may promise what an implementation has at once.
      '@typescript-eslint/require-await': 'off',
      // Step kinds and the like are records of functions without `this`.
      '@typescript-eslint/unbound-method': 'off',
      // gRPC status codes come as plain numbers.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', NO_ENUM, NO_PADDING],
    },
  },
  {
    // What a server answers is looked at, not typed.
    files: ['**/*.spec.ts', 'test/**/*.ts', 'libs/domain/src/testing/**/*.ts', 'scripts/tour/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
  {
    // Pure: the same answer for the same command, wherever and whenever it is asked.
    files: ['libs/domain/**/*.ts'],
    ignores: ['**/*.spec.ts', 'libs/domain/src/testing/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        'process',
        'setTimeout',
        'setInterval',
        'fetch',
        'crypto',
        'performance',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Chance comes in with the command.' },
        { object: 'Date', property: 'now', message: 'Instants come in with the command.' },
      ],
    },
  },
  {
    // Right on every day of every year. Spans are measured by performance.now().
    files: ['test/**/*.ts', 'scripts/tour/{scenes,stories}/**/*.ts', 'scripts/tour/{cast,walk,narrator}.ts'],
    // The benchmark expects nothing of a day.
    ignores: ['test/bench/**'],
    rules: {
      'no-restricted-properties': ['error', { object: 'Date', property: 'now', message: MACHINES_DATE }],
      'no-restricted-syntax': [
        'error',
        NO_ENUM,
        NO_PADDING,
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: MACHINES_DATE },
        {
          selector: "CallExpression[callee.property.name='format'][arguments.length=0]",
          message: MACHINES_DATE,
        },
      ],
    },
  },
  {
    files: ['apps/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_ENUM, NO_PADDING, NO_SQL] },
  },
  {
    // In workflows the SDK makes Date, Math.random and timers repeatable; these it doesn't.
    files: ['workflows/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', 'process', 'fetch', 'crypto', 'performance'] },
  },
  {
    // Loaded by Node from the sources, which strips types only.
    files: ['libs/runtime/src/**/*.ts', 'libs/testing/src/servers.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/parameter-properties': ['error', { prefer: 'class-property' }],
    },
  },
);
