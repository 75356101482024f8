import { defineConfig } from 'vitest/config';

/** `npm run test:fuzz`: a hundred thousand random inputs, and files of 50 MB. */
export default defineConfig({
  test: {
    include: ['test/fuzz/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    maxWorkers: 2,
    testTimeout: 600_000,
    hookTimeout: 60_000,
    disableConsoleIntercept: true,
  },
});
