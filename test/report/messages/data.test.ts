import { describe, expect, test } from 'vitest';
import { DATA_FINDINGS } from '../../../src/catalog/findings/data.ts';
import { PAYLOAD_FINDINGS } from '../../../src/catalog/findings/payload.ts';
import { DATA_WORDS } from '../../../src/report/messages/data.ts';
import { PAYLOAD_WORDS } from '../../../src/report/messages/payload.ts';
import { spanWords } from '../../../src/report/span-words.ts';
import type { Words } from '../../../src/report/words.ts';

const DATA = {
  site: 'eu1',
  host: 'api.datadoghq.eu',
  dataType: 'traces',
  plural: 'traces',
  status: 403,
  text: 'Forbidden',
  reason: 'status 503',
  undocumented: 'code',
  why: 'unlisted',
  scopes: ['apm_read'],
  scope: 'apm_read',
  by: 'application-key',
  operation: 'GET /api/v2/spans/events',
  refusals: ['GET /api/v2/spans/events: 403 Forbidden'],
  seen: 2,
  expected: 3,
  leftOut: 4,
  delayMs: 1_234,
  notBeforeMs: 800,
  waitedMs: 120_000,
  lookAt: 'https://app.datadoghq.eu/apm/traces?query=x',
  lookAtTitle: 'Datadog eu1: Trace Explorer',
  offsetMs: -125_000,
  uncertaintyMs: 300,
  samples: 4,
  aheadMs: 600_000,
  behindMs: 3_600_000,
};
const LEAST = {
  site: 'eu1',
  host: 'h',
  dataType: 'logs',
  plural: 'logs',
  status: 400,
  text: '',
  reason: 'reset',
  why: 'none',
  scopes: ['a', 'b'],
  by: 'grant',
  operation: 'GET /x',
  refusals: ['GET /x: 401'],
  seen: 1,
  expected: 1,
  delayMs: 1,
  waitedMs: 1,
  lookAt: 'https://app.datadoghq.eu/logs?query=x',
  lookAtTitle: 'Datadog eu1: Log Explorer',
  offsetMs: 0,
  uncertaintyMs: 500,
  samples: 1,
  behindMs: 600_000,
};
const PAYLOAD = {
  file: 'logs.json',
  dataType: 'logs',
  looksLike: 'milliseconds',
  path: '$[0].ddtags',
  others: 3,
  problems: 2,
  warnings: 1,
  bytes: 10,
  mostBytes: 5,
  tagged: 2,
  untagged: 1,
  expected: 'seconds',
  found: '17',
  member: 'tag',
  meant: 'tags',
  allowed: ['a', 'b'],
  pattern: '^x$',
  least: 1,
  most: 2,
  minimum: 1,
  maximum: 2,
  length: 201,
  stored: 'a_b',
  type: 1,
  category: 'alert',
  outside: 'dropped',
  ageMs: 4_000_000,
  aheadMs: 700_000,
  mostMs: 600_000,
  historical: true,
};

function expectWhole({
  message,
  remedy = 'x.',
  nextCommand = 'ddoauth x',
  links = [],
}: Words): void {
  expect(message).toMatch(/[.!?]$/);
  for (const text of [message, remedy, nextCommand]) {
    expect(text).not.toMatch(/undefined|\[object|\(\)|""|NaN|\?\?| {2}|\.\.$| ,|: ?\.$/);
  }
  expect(nextCommand).toMatch(/^ddoauth /);
  for (const { url, title } of links) {
    expect(new URL(url).host).toBe('app.datadoghq.eu');
    expect(title).not.toBe('');
  }
}

describe('DATA_WORDS', () => {
  test.each(Object.entries(DATA_WORDS))('%s makes whole sentences', (_, wording) => {
    expectWhole(wording(DATA));
    expectWhole(wording(LEAST));
  });

  test('has words for every code', () => {
    expect(Object.keys(DATA_WORDS).sort()).toEqual(Object.keys(DATA_FINDINGS).sort());
  });

  test('what is accepted is never called more than that, and comes with a link', () => {
    for (const code of ['no-read-scope', 'no-read-route', 'untagged', 'not-seen-yet'] as const) {
      const { message, links } = DATA_WORDS[`data.${code}`](DATA);
      expect(message).toContain('accepted');
      expect(message).not.toMatch(/arrived|received|works/);
      expect(links).toHaveLength(1);
    }
  });

  test('says how far the clock is off, which way, and how far it may be', () => {
    const { message } = DATA_WORDS['data.clock-off'](DATA);
    expect(message).toContain('2 min 5 s behind, give or take 300 ms');
    expect(message).toContain('10 min ahead and 1 h behind');
    expect(DATA_WORDS['data.clock-off'](LEAST).message).toContain('at most 10 min behind');
    expect(DATA_WORDS['data.clock-fine'](LEAST).message).toContain('to within 500 ms');
  });

  test('tells who read', () => {
    expect(DATA_WORDS['data.observed'](DATA).message).toContain('with the application key (all 3');
    expect(DATA_WORDS['data.observed'](LEAST).message).toBe('Sent to h and read back after 0.0 s.');
  });
});

describe('PAYLOAD_WORDS', () => {
  test.each(Object.entries(PAYLOAD_WORDS))('%s makes whole sentences', (code, wording) => {
    expectWhole(wording(PAYLOAD));
    const { others: _others, meant: _meant, historical: _historical, ...least } = PAYLOAD;
    const always = code === 'payload.log-member' ? { meant: 'ddtags' } : {};
    expectWhole(wording({ ...least, ...always, warnings: 0, untagged: 0, outside: 'refused' }));
    const summary = [
      'payload.valid',
      'payload.invalid',
      'payload.too-big',
      'payload.single-object',
    ];
    if (!summary.includes(code)) expect(wording(PAYLOAD).message).toContain('$[0].ddtags');
  });

  test('has words for every code', () => {
    expect(Object.keys(PAYLOAD_WORDS).sort()).toEqual(Object.keys(PAYLOAD_FINDINGS).sort());
  });

  test('says what is done to the payload', () => {
    const { message } = PAYLOAD_WORDS['payload.valid'](PAYLOAD);
    expect(message).toContain('nothing else is changed');
    expect(PAYLOAD_WORDS['payload.valid']({ ...PAYLOAD, tagged: 0 }).message).toContain('as it is');
    expect(PAYLOAD_WORDS['payload.invalid'](PAYLOAD).message).toContain('2 problems, 1 warning');
    const ddtags = PAYLOAD_WORDS['payload.wrong-type'](PAYLOAD);
    expect(ddtags.remedy).toContain('one text');
  });
});

describe('spanWords', () => {
  test.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [1_000, '1 s'],
    [1_540, '1.5 s'],
    [59_960, '1 min'],
    [125_000, '2 min 5 s'],
    [600_000, '10 min'],
    [3_600_000, '1 h'],
    [5_400_000, '1 h 30 min'],
    [64_800_000, '18 h'],
    [172_800_000, '2 days'],
    [3.2e12, '37037 days'],
  ])('%i: %s', (ms, words) => {
    expect(spanWords(ms)).toBe(words);
  });
});
