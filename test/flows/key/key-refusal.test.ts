import { describe, expect, it } from 'vitest';
import { judgeRefusedKey, type Circumstances } from '../../../src/flows/key/key-refusal.ts';
import type { Grant } from '../../../src/model/grant.ts';
import type { NetworkFailure, Sent } from '../../../src/model/http.ts';
import { wordsOf } from '../../../src/report/message.ts';

const GRANT: Grant = {
  clientId: 'c',
  site: 'us1',
  domain: 'datadoghq.com',
  org: { id: 'o', name: 'Example' },
  accessToken: 't',
  scopes: ['api_keys_write'],
  obtainedAt: '2026-11-01T10:00:00Z',
  expiresAt: null,
};
const PAGE = 'https://app.datadoghq.com/organization-settings/api-keys';
const KNOWN: Circumstances = {
  grant: GRANT,
  names: { site: 'us1', page: PAGE, client: 'Example Integration', org: 'Example' },
  earlier: [],
  stored: undefined,
  left: true,
  nowMs: 0,
};
const exchange = { method: 'POST', url: 'https://api.datadoghq.com/x', durationMs: 1 };

function answered(status: number, body: unknown = '', headers: Record<string, string> = {}): Sent {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { response: { status, headers, body: text }, exchange };
}

function judged(sent: Sent, known: Partial<Circumstances> = {}) {
  const { judgement, mayExist } = judgeRefusedKey(sent, { ...KNOWN, ...known });
  const { code, args } = judgement.finding;
  return { code, args, grade: judgement.grade, mayExist, words: wordsOf(judgement.finding) };
}

const withScopes = (scopes: Grant['scopes']): Partial<Circumstances> => ({
  grant: { ...GRANT, scopes },
});
const EXISTS = 'An API key with this name already exists';
const earlier = [
  { clientId: 'c', site: 'us1', orgId: 'o', runId: 'r-1', askedAt: '2026-11-01T09:00:00.000Z' },
];
const stored = {
  clientId: 'c',
  site: 'us1',
  org: {},
  keyId: 'k',
  name: 'n',
  last4: 'cdef',
  value: '0123456789abcdef0123456789abcdef',
  createdAt: '',
};

describe('a key that exists', () => {
  it.each([
    ['strings', 409, { errors: [EXISTS] }],
    ['objects', 409, { errors: [{ title: 'Conflict', detail: EXISTS }] }],
    ['one error', 409, { error: { code: 'conflict', message: EXISTS } }],
    ['plain text', 409, EXISTS],
    ['nothing said', 409, ''],
    ['another status', 400, { errors: [EXISTS] }],
  ])('in the envelope of %s: what to do about the value that is lost', (_, status, body) => {
    const { code, grade, mayExist, words } = judged(answered(status, body));
    expect([code, grade, mayExist]).toEqual(['key.exists-unknown', 'failed', false]);
    expect(words.remedy).toContain(PAGE);
    expect(words.remedy).toContain('"Example Integration"');
    expect(words.remedy).toMatch(/revoke its key, then create it again/);
    expect(words.nextCommand).toBe('ddoauth create-key --site us1');
  });

  it('after a run that never learnt the outcome: its value is lost', () => {
    const { code, words } = judged(answered(409, { errors: [EXISTS] }), { earlier });
    expect(code).toBe('key.intent-left');
    expect(words.message).toContain('r-1');
    expect(words.message).toContain('2026-11-01T09:00:00.000Z');
    expect(words.message).toMatch(/value is lost/);
    expect(words.remedy).toMatch(/revoke/);
  });

  it('and another was wanted: the stored one is kept', () => {
    const { code, words } = judged(answered(409, { errors: [EXISTS] }), { stored, earlier });
    expect(code).toBe('key.new-refused');
    expect(words.message).toMatch(/ending in cdef is kept/);
    expect(JSON.stringify(words)).not.toContain(stored.value);
  });

  it('another conflict is not taken for it', () => {
    const { code, words } = judged(answered(409, { errors: ['API key limit reached'] }));
    expect(code).toBe('key.conflict');
    expect(words.message).toContain('API key limit reached');
  });
});

describe('a 403', () => {
  const FAILED_CHECK = { errors: ['Forbidden', 'Failed permission authorization checks'] };
  it.each([
    [[], FAILED_CHECK, 'key.scope-missing'],
    [['monitors_read'], { errors: ['Forbidden'] }, 'key.scope-missing'],
    [['api_keys_write'], FAILED_CHECK, 'key.permission-missing'],
    [['api_keys_write'], { errors: ['Forbidden'] }, 'key.permission-missing'],
    [['api_keys_write'], { errors: [{ title: 'Forbidden' }] }, 'key.permission-missing'],
    [['api_keys_write'], '', 'key.permission-missing'],
    [['api_keys_write'], { errors: ['Missing scope: "api_keys_write"'] }, 'key.scope-missing'],
    [['api_keys_write'], { errors: ['The token has been revoked'] }, 'key.token-refused'],
    [['api_keys_write'], { errors: ['OAuth tokens are not supported here'] }, 'key.not-offered'],
    [['api_keys_write'], { errors: ['Not enabled for this organization'] }, 'key.forbidden'],
    [null, { errors: ['Forbidden'] }, 'key.forbidden'],
    [null, FAILED_CHECK, 'key.forbidden'],
    [null, { errors: ['insufficient_scope'] }, 'key.scope-missing'],
  ] as const)('with the scopes %j and %j: %s', (scopes, body, expected) => {
    const { code, grade, mayExist } = judged(answered(403, body), withScopes(scopes));
    expect([code, grade, mayExist]).toEqual([expected, 'failed', false]);
  });

  it('names the permission that the answer names', () => {
    const body = { errors: ["Missing required permission: 'api_keys_write_org'"] };
    expect(judged(answered(403, body)).words.remedy).toContain('api_keys_write_org');
  });
});

describe('every other answer', () => {
  const PAGE_BODY = '<html><body>Blocked by Example Firewall</body></html>';
  it.each([
    [401, { errors: ['Unauthorized'] }, 'key.token-refused', 'failed', false],
    [404, { errors: ['Not found'] }, 'key.not-offered', 'failed', false],
    [405, '', 'key.not-offered', 'failed', false],
    [400, { errors: ['Bad request'] }, 'key.bad-request', 'failed', false],
    [422, { errors: [{ detail: 'Unprocessable' }] }, 'key.refused', 'failed', false],
    [402, '', 'key.refused', 'failed', false],
    [500, { errors: ['Internal'] }, 'key.unavailable', 'inconclusive', true],
    [502, PAGE_BODY, 'key.unavailable', 'inconclusive', true],
    [504, '', 'key.unavailable', 'inconclusive', true],
    [408, '', 'key.unavailable', 'inconclusive', true],
    [403, PAGE_BODY, 'key.gateway-answer', 'inconclusive', false],
    [404, PAGE_BODY, 'key.gateway-answer', 'inconclusive', false],
    [407, '', 'key.gateway-answer', 'inconclusive', false],
    [200, PAGE_BODY, 'key.unexpected-answer', 'inconclusive', true],
    [201, '', 'key.unexpected-answer', 'inconclusive', true],
    [201, { data: {} }, 'key.unexpected-answer', 'inconclusive', true],
    [302, '', 'key.redirected', 'inconclusive', true],
  ] as const)('%i %j: %s', (status, body, code, grade, mayExist) => {
    const found = judged(answered(status, body));
    expect([found.code, found.grade, found.mayExist]).toEqual([code, grade, mayExist]);
    if (!mayExist) return;
    // Whoever reads it must learn how to find out, and how to recover.
    expect(found.words.message + (found.words.remedy ?? '')).toMatch(/create-key again/);
    expect(found.words.remedy).toMatch(/revoke its key/);
  });

  it('429 says when the limit is reset', () => {
    const headers = { 'x-ratelimit-reset': '37', 'x-ratelimit-name': 'api_keys' };
    const { code, grade, mayExist, words } = judged(answered(429, '', headers));
    expect([code, grade, mayExist]).toEqual(['key.rate-limited', 'inconclusive', false]);
    expect(words.remedy).toBe('Try again in 37 s, when the limit api_keys is reset.');
    expect(judged(answered(429)).words.remedy).toBe('Try again after the limit has been reset.');
    expect(judged(answered(429, '', { 'retry-after': '5' })).words.remedy).toBe(
      'Try again in 5 s, when the limit is reset.',
    );
  });

  it('a redirect names the host it leads to', () => {
    const headers = { location: 'https://login.example.test/?next=1' };
    expect(judged(answered(302, '', headers)).words.message).toContain('login.example.test');
  });
});

describe('no answer', () => {
  const failed = (kind: NetworkFailure['kind'], code = 'X'): Sent => ({
    failure: { kind, code, message: 'what the system said' },
    exchange,
  });
  it.each(['dns', 'connect', 'tls', 'tls-name', 'timeout', 'reset', 'other'] as const)(
    '%s before anything was sent: no key was made, and what to look at',
    (kind) => {
      const { code, grade, mayExist, words } = judged(failed(kind), { left: false });
      expect([code, grade, mayExist]).toEqual(['key.unreachable', 'inconclusive', false]);
      expect(words.message).toMatch(/no key was created/);
      expect(words.remedy).toBeTruthy();
    },
  );
  it.each(['tls', 'timeout', 'reset', 'connect', 'other'] as const)(
    '%s after the request was sent: a key may exist, and how to find out',
    (kind) => {
      const { code, grade, mayExist, words } = judged(failed(kind));
      expect([code, grade, mayExist]).toEqual(['key.perhaps-created', 'inconclusive', true]);
      expect(words.message).toMatch(/a key may exist/);
      expect(words.remedy).toMatch(/if it creates one, there was none/);
      expect(words.remedy).toContain(PAGE);
    },
  );
  it('held back for a rate limit: nothing was sent', () => {
    const { code, mayExist } = judged(failed('other', 'RATE_LIMIT'), { left: false });
    expect([code, mayExist]).toEqual(['key.rate-limited', false]);
  });
});
