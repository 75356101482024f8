import { relative } from 'node:path';
import { expect } from 'vitest';

/** Something of the machine that a test needs and that may not be there. */
export interface Requirement {
  /** What is needed, for people: `a Chromium`, `Node 24`. */
  readonly name: string;
  readonly found: boolean;
  /** What is missing exactly, or how to get it. Read only when it was not found. */
  readonly why: string;
}

/**
 * Whether a test that needs `name` can run. If not, one line on stderr says what is missing; with
 * `DDOAUTH_TEST_REQUIRE=all` nothing may be missing.
 * @param why what is missing exactly, or how to get it
 * @throws Error when it was not found and must be there
 * @example describe.runIf(requirement('a Secret Service', found, 'apt-get install gnome-keyring'))(…)
 */
export function requirement(name: string, found: boolean, why: string): boolean {
  if (found) return true;
  const line = `skipped: ${testName()} needs ${name}: ${why}`;
  if (process.env['DDOAUTH_TEST_REQUIRE'] === 'all') throw new Error(line);
  process.stderr.write(`${line}\n`);
  return false;
}

/**
 * Whether a test can run that needs all of these. Each one that is missing gets its line.
 * @example describe.runIf(needs(chromium, newerNode))('…', () => …)
 */
export function needs(...requirements: readonly Requirement[]): boolean {
  return requirements
    .map(({ name, found, why }) => requirement(name, found, why))
    .every((found) => found);
}

function testName(): string {
  const { testPath, currentTestName } = expect.getState();
  const file = testPath === undefined ? 'a test' : relative(process.cwd(), testPath);
  return currentTestName === undefined ? file : `${file}, ${currentTestName},`;
}
