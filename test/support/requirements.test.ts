import { afterEach, expect, test, vi } from 'vitest';
import { needs, requirement } from './requirements.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

function stderr(): string[] {
  const lines: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  return lines;
}

test('what is there lets a test run and says nothing', () => {
  vi.stubEnv('DDOAUTH_TEST_REQUIRE', 'all');
  const lines = stderr();
  expect(requirement('a disk', true, 'unread')).toBe(true);
  expect(needs({ name: 'a disk', found: true, why: 'unread' })).toBe(true);
  expect(lines).toEqual([]);
});

test('what is missing skips the test with one line that names it', () => {
  vi.stubEnv('DDOAUTH_TEST_REQUIRE', '');
  const lines = stderr();
  expect(requirement('a moon', false, 'it is day')).toBe(false);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(
    /^skipped: test\/support\/requirements\.test\.ts,? .*needs a moon: it is day\n$/,
  );
});

test('every missing thing is named, not only the first', () => {
  vi.stubEnv('DDOAUTH_TEST_REQUIRE', '');
  const lines = stderr();
  const missing = ['one', 'two'].map((name) => ({ name, found: false, why: 'so' }));
  expect(needs(...missing)).toBe(false);
  expect(lines).toHaveLength(2);
});

test('DDOAUTH_TEST_REQUIRE=all turns the skip into a failure', () => {
  vi.stubEnv('DDOAUTH_TEST_REQUIRE', 'all');
  expect(() => requirement('a moon', false, 'it is day')).toThrow('needs a moon: it is day');
});
