import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCallbackParams, readPastedCallback } from '../../src/oauth/callback-params.ts';

const STATE = 'b3-Xk_9wQzR7vLt2YpN5uHc8sEfGjA1oDmI6xKlZ0_-';
const expected = { state: STATE };
const read = (query: string) => readCallbackParams(query, expected);
const reject = (reason: string) => ({ kind: 'rejected', reason });

describe('readCallbackParams', () => {
  it("reads Datadog's whole answer", () => {
    const query =
      `code=abc%2Fd&state=${STATE}&client_id=11111111-2222-3333-4444-555555555555` +
      '&site=https%3A%2F%2Facme.datadoghq.eu&domain=datadoghq.eu&dd_oid=o-1&dd_org_name=Z%C3%BCrich+%26+Co';
    expect(read(query)).toEqual({
      kind: 'code',
      code: 'abc/d',
      clientId: '11111111-2222-3333-4444-555555555555',
      site: 'https://acme.datadoghq.eu',
      domain: 'datadoghq.eu',
      org: { id: 'o-1', name: 'Zürich & Co' },
    });
  });

  it('leaves out what did not come or came empty', () => {
    const params = read(`domain=&code=c&state=${STATE}&site`);
    expect(params).toStrictEqual({ kind: 'code', code: 'c', org: {} });
  });

  it('reads a refusal, with line breaks in its prose', () => {
    expect(
      read(
        `error=invalid_scope&error_description=The+following%0D%0Ascopes%3A%20x_read&state=${STATE}`,
      ),
    ).toEqual({
      kind: 'error',
      error: 'invalid_scope',
      description: 'The following scopes: x_read',
    });
    expect(read(`error=access_denied&state=${STATE}`)).toStrictEqual({
      kind: 'error',
      error: 'access_denied',
    });
  });

  it.each([
    ['', 'state-missing'],
    ['code=c', 'state-missing'],
    ['error=access_denied', 'state-missing'],
    ['code=c&state=', 'state-missing'],
    ['code=c&State=' + STATE, 'state-missing'],
    ['code=c&state=x', 'state-mismatch'],
    ['error=access_denied&state=x', 'state-mismatch'],
    [`code=c&state=${STATE.toLowerCase()}`, 'state-mismatch'],
    [`code=c&state=${STATE}%20`, 'state-mismatch'],
    [`code=c&state=${STATE.slice(1)}`, 'state-mismatch'],
    [`code=c&code=d&state=${STATE}`, 'duplicate-parameter'],
    [`code=c&code=c&state=${STATE}`, 'duplicate-parameter'],
    [`code=c&%63ode=&state=${STATE}`, 'duplicate-parameter'],
    [`code=c&state=${STATE}&state=${STATE}`, 'duplicate-parameter'],
    [`code=c&state=${STATE}&state=x`, 'duplicate-parameter'],
    [`code=c&state=${STATE}&domain=datadoghq.com&domain=evil.test`, 'duplicate-parameter'],
    [`error=a&error=b&state=${STATE}`, 'duplicate-parameter'],
    [`state=${STATE}`, 'no-code'],
    [`code=&state=${STATE}`, 'no-code'],
    [`code[]=c&state=${STATE}`, 'no-code'],
    [`code=c&error=access_denied&state=${STATE}`, 'both-code-and-error'],
    [`code=%&state=${STATE}`, 'malformed'],
    [`code=%zz&state=${STATE}`, 'malformed'],
    [`code=%C3&state=${STATE}`, 'malformed'],
    [`code=%C0%AF&state=${STATE}`, 'malformed'],
    [`code=%ED%A0%80&state=${STATE}`, 'malformed'],
    [`code=\ud800&state=${STATE}`, 'malformed'],
    [`code=c%0d%0aX:y&state=${STATE}`, 'malformed'],
    [`code=c%00&state=${STATE}`, 'malformed'],
    [`code=c&state=${STATE}&dd_org_name=%1B%5B31m`, 'malformed'],
    [`code=c&state=${STATE}&dd_org_name=%C2%9B31m`, 'malformed'],
    [`code=c&state=${STATE}&unknown=%7f`, 'malformed'],
    [`code=c&state=${STATE}&un%00known=1`, 'malformed'],
    [`error=a&error_description=%00&state=${STATE}`, 'malformed'],
    [`code=${'c'.repeat(4097)}&state=${STATE}`, 'too-long'],
    [`code=c&state=${STATE}&x=${'y'.repeat(8192)}`, 'too-long'],
  ])('rejects %j: %s', (query, reason) => {
    expect(read(query)).toStrictEqual(reject(reason));
  });

  it('takes a code of the longest allowed length', () => {
    expect(read(`code=${'c'.repeat(4096)}&state=${STATE}`)).toMatchObject({ kind: 'code' });
  });

  it('matches nothing when no state is expected', () => {
    expect(readCallbackParams('code=c&state=', { state: '' })).toEqual(reject('state-missing'));
    expect(readCallbackParams('code=c', { state: '' })).toEqual(reject('state-missing'));
  });

  it('does not count parameters of the registered redirect URI', () => {
    const registered = { state: STATE, redirectUri: 'https://partner.test/cb?site=eu&x=%C3%A9' };
    expect(
      readCallbackParams(
        `site=eu&x=%C3%A9&code=c&state=${STATE}&site=https%3A%2F%2Fapp.datadoghq.eu`,
        registered,
      ),
    ).toMatchObject({ kind: 'code', site: 'https://app.datadoghq.eu' });
    expect(
      readCallbackParams(`site=us&code=c&state=${STATE}&site=https%3A%2F%2Fx`, registered),
    ).toEqual(reject('duplicate-parameter'));
  });

  const part = fc.oneof(
    fc.constantFrom('code', 'state', 'error', 'domain', 'site', '%73tate', 'c%6Fde', 'x', ''),
    fc.string({ maxLength: 6 }),
  );
  const value = fc.oneof(
    fc.constantFrom(STATE, 'abc', '', '%', '%00', encodeURIComponent(STATE), 'a&b', '+'),
    fc.string({ unit: 'binary', maxLength: 10 }),
    fc.string({ maxLength: 10 }).map(encodeURIComponent),
  );
  const query = fc
    .array(
      fc.oneof(
        { weight: 2, arbitrary: fc.tuple(part, value) },
        {
          weight: 1,
          arbitrary: fc.constantFrom(['state', STATE], ['code', 'abc'], ['error', 'no']),
        },
      ),
      { maxLength: 6 },
    )
    .map((pairs) => pairs.map((pair) => pair.join('=')).join('&'));

  it('accepts only the right state with exactly one code, whatever is sent', () => {
    let accepted = 0;
    fc.assert(
      fc.property(query, (text) => {
        const params = read(text);
        if (params.kind === 'rejected') return;
        accepted += 1;
        // Judged by the platform's own, lenient parser.
        const judge = new URLSearchParams(text);
        expect(judge.getAll('state')).toEqual([STATE]);
        if (params.kind === 'code') {
          expect(judge.getAll('code')).toEqual([params.code]);
          expect(judge.get('error') ?? '').toBe('');
        } else {
          expect(judge.getAll('error')).toEqual([params.error]);
          expect(judge.get('code') ?? '').toBe('');
        }
      }),
      { numRuns: 20_000, seed: 20_261 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  it('accepts every right answer, in any order and encoding', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(
        name.filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text)),
        fc.shuffledSubarray(['code', 'state', 'dd_org_name'], { minLength: 3 }),
        (text, order) => {
          const values = new Map([
            ['code', text],
            ['state', STATE],
            ['dd_org_name', text],
          ]);
          const form = new URLSearchParams(
            order.map((key): [string, string] => [key, values.get(key) ?? '']),
          );
          expect(read(form.toString())).toEqual({ kind: 'code', code: text, org: { name: text } });
        },
      ),
    );
  });
});

describe('readPastedCallback', () => {
  const paste = (text: string) =>
    readPastedCallback(text, { state: STATE, redirectUri: 'https://partner.test/datadog/cb' });
  const QUERY = `code=abc123&state=${STATE}&domain=datadoghq.eu`;
  const URL_TEXT = `https://partner.test/datadog/cb?${QUERY}`;
  const RIGHT = { kind: 'code', code: 'abc123', domain: 'datadoghq.eu', org: {} };

  it.each([
    ['the URL', URL_TEXT],
    ['blanks and line ends around', `  \r\n${URL_TEXT}\r\n\n `],
    ['double quotes', `"${URL_TEXT}"`],
    ['single quotes', `'${URL_TEXT}'`],
    ['backticks', `\`${URL_TEXT}\``],
    ['angle brackets', `<${URL_TEXT}>`],
    ['typographic quotes', `“${URL_TEXT}”`],
    ['brackets and a full stop', `(${URL_TEXT}).`],
    ['a sentence around', `It ended at ${URL_TEXT}, and then nothing.`],
    ['invisible marks', `\ufeff${URL_TEXT}\u200b`],
    ['wrapped lines', URL_TEXT.replace(/.{20}/g, '$&\n')],
    ['wrapped lines with indentation', URL_TEXT.replace(/.{30}/g, '$& \r\n    ')],
    [
      'lines joined by blanks',
      `https://partner.test/cb?code=abc 123&state=${STATE}&domain=data doghq.eu`,
    ],
    [
      'an organisation with blanks',
      `https://partner.test/cb?${QUERY}`.replace('&domain', '&x=A B C&domain'),
    ],
    ['a bare query', QUERY],
    ['a query with its mark', `?${QUERY}`],
    ['a query in quotes', `"?${QUERY}"`],
    ['a path', `/datadog/cb?${QUERY}`],
    ['another host', `https://www.partner.test/welcome?utm=1&${QUERY}`],
    ['no scheme', `localhost:8085/callback?${QUERY}`],
    ['an IPv6 host', `http://[::1]:8085/callback?${QUERY}`],
    ['no scheme, an IPv6 host', `[::1]:8085/callback?${QUERY}`],
    ['a fragment', `https://partner.test/#${QUERY}`],
    ['a bare fragment', `#${QUERY}`],
    ['a path in the fragment', `https://partner.test/app#/datadog/cb?${QUERY}`],
    ['a fragment behind the query', `${URL_TEXT}#_=_`],
    ['a fragment behind another query', `https://partner.test/cb?lang=de#${QUERY}`],
    ['HTML escapes', URL_TEXT.replaceAll('&', '&amp;')],
    ['JSON', JSON.stringify({ location: URL_TEXT })],
    ['JSON with escapes', `{"url":"https:\\/\\/p.test\\/cb?${QUERY.replaceAll('&', '\\u0026')}"}`],
    ['a log line', `127.0.0.1 - - "GET /datadog/cb?${QUERY} HTTP/1.1" 502 -`],
    ['a header', `HTTP/1.1 302 Found\r\nLocation: ${URL_TEXT}\r\nContent-Length: 0`],
    ['a wrong one before the right one', `https://p.test/cb?code=old&state=older ${URL_TEXT}`],
  ])('accepts %s', (_name, text) => {
    expect(paste(text)).toEqual(RIGHT);
  });

  it('keeps blanks in the name of an organisation and takes what follows it', () => {
    const text = `https://partner.test/cb?code=abc123&state=${STATE}&dd_org_name=Acme Inc&domain=datadoghq.eu`;
    expect(paste(text)).toEqual({ ...RIGHT, org: { name: 'Acme Inc' } });
  });

  it('reads a refusal', () => {
    expect(paste(`https://partner.test/cb?error=access_denied&state=${STATE}`)).toEqual({
      kind: 'error',
      error: 'access_denied',
    });
  });

  it.each([
    ['https://partner.test/cb?code=abc', 'state-missing'],
    ['code=abc', 'state-missing'],
    [`https://partner.test/cb?code=abc&state=${STATE}x`, 'state-mismatch'],
    [`https://partner.test/cb?error=access_denied&state=x`, 'state-mismatch'],
    [`https://partner.test/cb?code=a&code=b&state=${STATE}`, 'duplicate-parameter'],
    [`https://partner.test/cb?code=%E4&state=${STATE}`, 'malformed'],
  ])('rejects %j: %s', (text, reason) => {
    expect(paste(text)).toStrictEqual(reject(reason));
  });

  const AUTHORIZE =
    'https://app.datadoghq.com/oauth2/v1/authorize?response_type=code&client_id=x&redirect_uri=https%3A%2F%2Fpartner.test%2Fdatadog%2Fcb' +
    `&code_challenge=abc&code_challenge_method=S256&state=${STATE}`;
  it.each([
    AUTHORIZE,
    ` <${AUTHORIZE}>\n`,
    AUTHORIZE.replace(/.{40}/g, '$&\n'),
    'https://acme.datadoghq.eu/oauth2/v1/authorize',
    `https://app.datadoghq.com/account/login?next=${encodeURIComponent(new URL(AUTHORIZE).pathname + new URL(AUTHORIZE).search)}`,
    `https://custom.example.test/start?response_type=code&client_id=x`,
  ])('tells an authorize URL apart: %j', (text) => {
    expect(paste(text)).toStrictEqual({ kind: 'authorize-url' });
  });

  it.each([
    '',
    '   \n',
    '{"errors":["invalid_request - Mismatching redirect URI."]}',
    '{"error":"invalid_client","error_description":"code=abc"}',
    'invalid_grant - Invalid authorization code or code verifier.',
    'https://partner.test/datadog/onboarding?site=https%3A%2F%2Fapp.datadoghq.eu&domain=datadoghq.eu',
    'level=error msg="callback failed" error=timeout',
    'ERR_CONNECTION_REFUSED',
    'abc123',
    '%',
    '?',
    '#',
    '\u0000\u0001',
  ])('hands everything else to the diagnosis: %j', (text) => {
    expect(paste(text)).toStrictEqual({ kind: 'other-text', text: text.trim() });
  });

  it('never accepts text without the right state, and never throws', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'code=',
        'state=',
        '&',
        '?',
        '#',
        'https://x/',
        ' ',
        '\n',
        '"',
        '%',
        '[',
        '=',
      ),
      fc.constantFrom(STATE.slice(0, -1), STATE.slice(1), 'error=', 'abc', '\\u0026', '&amp;'),
      fc.string({ unit: 'binary', maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        fc.pre(!text.replace(/[\s\u200b\u2060\ufeff]/g, '').includes(STATE));
        expect(['rejected', 'authorize-url', 'other-text']).toContain(paste(text).kind);
      }),
      { numRuns: 10_000, seed: 7 },
    );
  });

  it('does not take long over long text', () => {
    for (const unit of [' ', '\n', ')', '"', '&', 'a=', '%', '?code=']) {
      const started = performance.now();
      paste(`x${unit.repeat(40_000)}y`);
      paste(`x${unit.repeat(Math.floor(32_000 / unit.length))}y`);
      expect(performance.now() - started).toBeLessThan(3000);
    }
  });
});
