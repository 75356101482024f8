import { describe, expect, test } from 'vitest';
import { fillJson, fillText } from '../../src/checks/placeholders.ts';

// 2023-11-14T22:13:20.789Z
const clock = { now: () => 1_700_000_000_789, monotonic: () => 0, sleep: async () => {} };

describe('fillText', () => {
  test.each([
    ['{now}', '1700000000'],
    ['{now-3600}', '1699996400'],
    ['{now+60}', '1700000060'],
    ['{nowMs}', '1700000000789'],
    ['{nowMs-3600000}', '1699996400789'],
    ['{iso}', '2023-11-14T22:13:20.789Z'],
    ['{iso-3600}', '2023-11-14T21:13:20.789Z'],
    ['from {now-1} to {now}', 'from 1699999999 to 1700000000'],
    ['avg:system.load.1{*}', 'avg:system.load.1{*}'],
    ['{nowhere}', '{nowhere}'],
    ['{now-}', '{now-}'],
    ['now-15m', 'now-15m'],
    ['', ''],
  ])('%s', (text, filled) => {
    expect(fillText(text, clock)).toBe(filled);
  });
});

describe('fillJson', () => {
  test('makes numbers of times that stand alone, and keeps everything else', () => {
    const body = {
      from: '{nowMs-1000}',
      to: '{now}',
      label: 'at {now}',
      iso: '{iso}',
      list: ['{now-1}', 1, null, true, { deep: '{iso-1}' }],
    };
    expect(fillJson(body, clock)).toEqual({
      from: 1_699_999_999_789,
      to: 1_700_000_000,
      label: 'at 1700000000',
      iso: '2023-11-14T22:13:20.789Z',
      list: [1_699_999_999, 1, null, true, { deep: '2023-11-14T22:13:19.789Z' }],
    });
    expect(body.from).toBe('{nowMs-1000}');
  });
});
