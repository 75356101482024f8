import { defineConfig } from 'vitest/config';

/** `npm run test:crash`: kills the program again and again, which takes minutes. */
export default defineConfig({
  test: {
    include: ['test/crash/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    maxWorkers: 1,
    hookTimeout: 60_000,
    disableConsoleIntercept: true,
  },
});
