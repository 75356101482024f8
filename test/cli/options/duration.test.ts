import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../../src/cli/options/duration.ts';

describe('parseDuration', () => {
  it.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['30', 30_000],
    ['1.5m', 90_000],
    [' 1h ', 3_600_000],
  ])('%j', (text, ms) => {
    expect(parseDuration(text, '--timeout')).toBe(ms);
  });

  it.each(['', 'soon', '0', '-1s', '1d', '25h', 's', '1e3', 'NaN', '1s 2s'])(
    'refuses %j',
    (text) => {
      expect(() => parseDuration(text, '--timeout')).toThrow(
        expect.objectContaining({ code: 'usage.flag' }),
      );
    },
  );
});
