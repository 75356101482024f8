import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Node's globals in plain JavaScript; TypeScript knows them by itself. */
const NODE_GLOBALS = Object.fromEntries(
  [
    'AbortController',
    'AbortSignal',
    'Buffer',
    'clearTimeout',
    'console',
    'fetch',
    'performance',
    'process',
    'setTimeout',
    'structuredClone',
    'TextDecoder',
    'TextEncoder',
    'URL',
    'URLSearchParams',
  ].map((name) => [name, 'readonly']),
);

/** `AbortSignal.reason` is `any`. */
const REASONS = { allowThrowingAny: true, allowThrowingUnknown: true };

export default defineConfig(
  { ignores: ['dist/', 'dist.tmp-*/', 'coverage/', 'test/golden/', 'test/fixtures/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    // Hostile text is looked for in many places, and control characters are what makes it hostile.
    rules: { 'no-control-regex': 'off' },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { ecmaVersion: 2023, sourceType: 'module', globals: NODE_GLOBALS },
  },
  {
    files: ['**/*.cjs', 'bin/*.js'],
    languageOptions: {
      ecmaVersion: 2023,
      sourceType: 'commonjs',
      globals: { ...NODE_GLOBALS, require: 'readonly' },
    },
  },
  {
    files: ['**/*.ts'],
    ignores: ['**/*.d.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // `_name` says "unused on purpose".
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      // `() => stream.close()` as a callback reads better than a block.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // Several seams are asynchronous by contract though one implementation has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // Objects here are made of closures; hardly anything has a `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      // An aborted signal's reason is passed on as it is.
      '@typescript-eslint/prefer-promise-reject-errors': ['error', REASONS],
      '@typescript-eslint/only-throw-error': ['error', REASONS],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union or a table.' },
        { selector: 'TSParameterProperty', message: 'Write the field out.' },
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Answers of servers and programs under test are taken apart as they come.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      // The one marked option that lets a library speak to a loopback server.
      '@typescript-eslint/no-deprecated': 'off',
    },
  },
  {
    files: ['vitest*.config.ts', 'test/support/global-setup.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
