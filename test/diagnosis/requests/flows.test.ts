import { createHash } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { groupInputs } from '../../../src/diagnosis/exchange/group-inputs.ts';
import { readInput } from '../../../src/diagnosis/read-input.ts';
import { toVerdicts } from '../../../src/diagnosis/verdicts.ts';
import type { DiagnosisContext } from '../../../src/model/diagnosis.ts';

const CLIENT = '6f1b0c5e-1a2b-4c3d-8e9f-0a1b2c3d4e5f';
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');
const REFUSED = {
  status: 400,
  content: { text: '{"errors":["invalid_grant - Invalid authorization code or code verifier."]}' },
};

interface Part {
  readonly at?: number;
  readonly method?: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly response?: object;
}

function har(...parts: readonly Part[]): string {
  const entries = parts.map(
    ({ at = 0, method = 'GET', url, headers = {}, text, response = { status: 200 } }) => ({
      startedDateTime: new Date(1_800_000_000_000 + at * 1000).toISOString(),
      request: {
        method,
        url,
        headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
        ...(text === undefined
          ? {}
          : { postData: { mimeType: 'application/x-www-form-urlencoded', text } }),
      },
      response: { headers: [], ...response },
    }),
  );
  return JSON.stringify({ log: { entries } });
}

const authorize = (changes: Record<string, string> = {}, at = 0): Part => ({
  at,
  url: `https://app.datadoghq.com/oauth2/v1/authorize?${new URLSearchParams({ response_type: 'code', client_id: CLIENT, redirect_uri: 'https://a.example/cb', state: 'st4te-one', code_challenge: CHALLENGE, code_challenge_method: 'S256', ...changes }).toString()}`,
});
const callback = (changes: Record<string, string> = {}, more: Partial<Part> = {}): Part => ({
  url: `https://a.example/cb?${new URLSearchParams({ code: 'c0de-one', state: 'st4te-one', domain: 'datadoghq.com', ...changes }).toString()}`,
  ...more,
});
const token = (changes: Record<string, string> = {}, more: Partial<Part> = {}): Part => ({
  method: 'POST',
  url: 'https://api.datadoghq.com/oauth2/v1/token',
  text: new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: CLIENT,
    client_secret: 's3cret-value',
    redirect_uri: 'https://a.example/cb',
    code: 'c0de-one',
    code_verifier: VERIFIER,
    ...changes,
  }).toString(),
  ...more,
});
const granted = (access: string, refresh: string): Partial<Part> => ({
  response: {
    status: 200,
    content: {
      text: JSON.stringify({ access_token: access, refresh_token: refresh, expires_in: 3600 }),
    },
  },
});
const call = (bearer: string, at = 0): Part => ({
  at,
  url: 'https://api.datadoghq.com/api/v1/monitor',
  headers: { Authorization: `Bearer ${bearer}` },
});

function causes(text: string | readonly string[], context: DiagnosisContext = {}): string[] {
  return diagnose(text, context).recognised.flatMap(({ rule, causes: all }) =>
    all.filter(({ state }) => state === 'confirmed').map(({ id }) => `${rule}/${id}`),
  );
}

describe('what only time and order show', () => {
  it('the code may be too old only if it was refused; seconds are told, and are no proof', () => {
    const slow = (response: Partial<Part>, at = 95) =>
      har(authorize(), callback(), token({}, { at, ...response }));
    for (const at of [95, 900, 86_400]) {
      const text = slow({ response: REFUSED }, at);
      expect(causes(text)).toEqual([]);
      const { recognised } = diagnose(text);
      expect(recognised.map(({ rule }) => rule)).toEqual(['code-or-verifier-invalid']);
      expect(recognised[0]?.causes[0]).toMatchObject({
        id: 'code-too-old',
        text: 'the code waited too long before it was exchanged',
        state: 'open',
        because: `${String(at)} s lie between callback and token request, and the server refused the code`,
      });
    }
    expect(causes(slow(granted('access-1', 'refresh-1')))).toEqual([]);
    expect(causes(slow({ response: { status: 0 } }))).toEqual([]);
    const never = diagnose(
      har(authorize(), callback(), token({}, { at: 900, response: { status: 0 } })),
    );
    expect(never.recognised[0]?.causes[0]).toMatchObject({ id: 'code-too-old', state: 'open' });
  });

  it('an access token that was over', () => {
    const flow = (at: number) =>
      har(
        authorize(),
        callback(),
        token({}, granted('access-1', 'refresh-1')),
        call('access-1', at),
      );
    expect(causes(flow(3700))).toEqual(['flow/expired-token']);
    expect(causes(flow(3500))).toEqual([]);
  });

  it('a code spent by another program', () => {
    const text = har(
      authorize(),
      callback(),
      token(
        {},
        { headers: { 'User-Agent': 'partner-backend/1' }, ...granted('access-1', 'refresh-1') },
      ),
      token({}, { headers: { 'User-Agent': 'tool/2' }, response: REFUSED }),
    );
    expect(causes(text)).toEqual(['code-or-verifier-invalid/code-spent-elsewhere']);
  });

  it('a refresh in two processes', () => {
    const refresh = (name: string, more: Partial<Part> = {}): Part => ({
      method: 'POST',
      url: 'https://api.datadoghq.com/oauth2/v1/token',
      text: `grant_type=refresh_token&client_id=${CLIENT}&client_secret=s3cret-value&refresh_token=${name}`,
      ...more,
    });
    const first = token({}, granted('access-1', 'refresh-1'));
    const rotated = refresh('refresh-1', granted('access-2', 'refresh-2'));
    expect(
      causes(
        har(authorize(), callback(), first, rotated, refresh('refresh-1', { response: REFUSED })),
      ),
    ).toContain('flow/refresh-token-superseded');
    expect(
      causes(
        har(
          authorize(),
          callback(),
          first,
          rotated,
          refresh('refresh-2', granted('a3', 'refresh-3')),
        ),
      ),
    ).toEqual([]);
    const kept = refresh('refresh-1', granted('access-2', 'refresh-1'));
    expect(
      causes(
        har(authorize(), callback(), first, kept, refresh('refresh-1', granted('a3', 'refresh-1'))),
      ),
    ).toEqual([]);
  });
});

describe('state', () => {
  it.each([
    [{ state: 'other-state' }, 'flow/state-changed'],
    [{ state: '' }, 'flow/state-lost'],
  ])('%j', (changes, cause) => {
    expect(causes(har(authorize(), callback(changes)))).toContain(cause);
    expect(causes(har(authorize(), callback(changes), token()))).toContain('flow/state-unchecked');
  });

  it('tells two flows apart by it, however they interleave', () => {
    const other = createHash('sha256').update('v'.repeat(43)).digest('base64url');
    const text = har(
      authorize(),
      authorize({ state: 'st4te-two', code_challenge: other }),
      callback({ state: 'st4te-two', code: 'c0de-two' }),
      callback(),
      token({}, granted('access-1', 'refresh-1')),
      token({ code: 'c0de-two', code_verifier: 'v'.repeat(43) }, granted('access-2', 'refresh-2')),
      call('access-1'),
      call('access-2'),
    );
    expect(readInput(text).flows).toHaveLength(2);
    expect(causes(text)).toEqual([]);
    expect(causes(text.replace('v'.repeat(43), VERIFIER))).toContain('flow/verifier-of-other-flow');
  });
});

describe('several inputs', () => {
  const browser = har(authorize(), callback({ domain: 'datadoghq.eu' }));
  const backend = har(token({}, { response: REFUSED }));

  it('are one case if they share a code, state, verifier or token', () => {
    const log = 'Nothing to do with it';
    expect(groupInputs([browser, log, backend])).toEqual([[browser, backend], [log]]);
    expect(causes([browser, backend])).toContain('code-or-verifier-invalid/other-site');
    expect(causes(backend)).toEqual([]);
    const [verdict] = toVerdicts(diagnose([browser, backend]));
    expect(verdict?.finding.args).toMatchObject({
      inputKind: 'har',
      inputs: 2,
      requests: 3,
      flows: 1,
    });
  });

  it('stay apart otherwise, though the client secret is the same', () => {
    const strange = har(
      token({ code: 'c0de-xyz', code_verifier: 'w'.repeat(43) }, { response: REFUSED }),
    );
    expect(groupInputs([browser, strange])).toHaveLength(2);
    expect(groupInputs([backend, strange])).toHaveLength(2);
  });
});

test.each([
  [har(authorize(), callback(), token({}, granted('access-1', 'refresh-1'))), /^$/],
  [
    har(
      authorize({ code_challenge: '[redacted]' }),
      callback({ code: '***' }),
      token({ code: '***', code_verifier: '[redacted]' }),
    ),
    /^$/,
  ],
  [
    har(
      authorize(),
      callback({ domain: 'datadoghq.eu' }),
      token({}, { url: 'https://api.datadoghq.eu/oauth2/v1/token' }),
    ),
    /^$/,
  ],
])('finds nothing where nothing is wrong: %#', (text, none) => {
  expect(causes(text).join()).toMatch(none);
});

test.each([
  ['http://localhost:8085/callback?code=abcdef&state=x&domain=datadoghq.eu', 'callback-url'],
  [authorize().url, 'authorize-url'],
  [
    'https://a.example/onboarding?site=https%3A%2F%2Facme.datadoghq.com&domain=datadoghq.com',
    'onboarding-url',
  ],
  [`curl ${authorize().url.replaceAll('&', '\\&')}`, 'curl'],
])('says honestly that nothing is wrong: %s', (text, kind) => {
  const [verdict, ...rest] = toVerdicts(diagnose(text));
  expect(rest).toEqual([]);
  expect(verdict?.finding).toMatchObject({
    code: 'diagnose.nothing-seen',
    args: { inputKind: kind },
  });
});

test('an error nobody knows stays unknown, whatever URL stands beside it', () => {
  for (const text of [
    `GET https://api.datadoghq.com/api/v1/monitor\nwobbly flux`,
    har(
      authorize(),
      callback(),
      token({}, { response: { status: 418, content: { text: '{"errors":["wobbly flux"]}' } } }),
    ),
  ]) {
    expect(toVerdicts(diagnose(text))[0]?.finding.code).toBe('diagnose.not-recognised');
  }
});
