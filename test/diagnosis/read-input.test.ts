import { describe, expect, it, test } from 'vitest';
import { readErrorEntries } from '../../src/diagnosis/text/error-entries.ts';
import { hasEmpty, listOf, valuesOf } from '../../src/diagnosis/facts/input-values.ts';
import { readInput } from '../../src/diagnosis/read-input.ts';

describe('error envelopes', () => {
  test.each<[string, unknown]>([
    [
      '{"errors":["invalid_grant - No."]}',
      [{ code: 'invalid_grant', text: 'No.', envelope: 'datadog' }],
    ],
    [
      '{"errors":["Forbidden","More"]}',
      [
        { text: 'Forbidden', envelope: 'datadog' },
        { text: 'More', envelope: 'datadog' },
      ],
    ],
    [
      '{"errors":[{"title":"Forbidden","detail":null}]}',
      [{ text: 'Forbidden', envelope: 'json-api' }],
    ],
    [
      '{"error":"invalid_scope","error_description":"It\'s bad"}',
      [{ code: 'invalid_scope', text: "It's bad", envelope: 'rfc6749' }],
    ],
    [
      '{"error_description":"first","error":"invalid_scope"}',
      [{ code: 'invalid_scope', text: 'first', envelope: 'rfc6749' }],
    ],
    [
      '/cb?error=access_denied&error_description=a+b%21',
      [{ code: 'access_denied', text: 'a b!', envelope: 'rfc6749' }],
    ],
    ['{"errors":["cut off in the mid', []],
    ['{"errors":["whole","cut', [{ text: 'whole', envelope: 'datadog' }]],
    ['{"errors":[]}', []],
    ['{"errors":null}', []],
    ['{"errors":[1,null,["x"]]}', []],
    ["{'errors': ['Forbidden']}", [{ text: 'Forbidden', envelope: 'datadog' }]],
  ])('%s', (text, entries) => {
    expect(readErrorEntries(text)).toEqual(entries);
  });
});

test('takes out colours, zero-width signs and control characters, and leaves lines', () => {
  const { redacted } = readInput(
    '\u001b[31mInvalid\u001b[0m\u200b code\u0007\r\n[error]\n\tnext\ufffd\ufeff.',
  );
  expect(redacted).toBe('Invalid code \n[error]\n\tnext .');
});

describe('values', () => {
  it('decodes a parameter once, and takes it from the text as it stands', () => {
    const reading = readInput(
      'https://app.datadoghq.com/oauth2/v1/authorize?redirect_uri=http%253A%252F%252Fa&x=1',
    );
    expect(valuesOf(reading, 'redirect_uri')).toEqual(['http%3A%2F%2Fa']);
  });

  it('reads parameters, members and HAR pairs', () => {
    for (const text of [
      '?redirect_uri=http://a/',
      '{"redirect_uri":"http://a/"}',
      '{"name":"redirect_uri","value":"http://a/"}',
      'redirect_uri: http://a/',
    ]) {
      expect(valuesOf(readInput(text), 'redirect_uri')).toContain('http://a/');
    }
    expect(valuesOf(readInput('post_logout_redirect_uri=http://a/'), 'redirect_uri')).toEqual([]);
    expect(
      listOf(readInput('{"redirect_uris": [\n "http://a/",\n "http://b/"]}'), 'redirect_uris'),
    ).toEqual(['http://a/', 'http://b/']);
  });

  it('tells an empty parameter from one with a value', () => {
    expect(hasEmpty(readInput('?a=1&scope=&b=2'), 'scope')).toBe(true);
    expect(hasEmpty(readInput('?a=1&scope='), 'scope')).toBe(true);
    expect(hasEmpty(readInput('?scope=a'), 'scope')).toBe(false);
    expect(hasEmpty(readInput('?a=1'), 'scope')).toBe(false);
  });
});

describe('what a text points at', () => {
  test.each<[string, boolean, boolean]>([
    ['https://app.datadoghq.eu/', true, false],
    ['{"errors":["invalid_grant - x"]}', true, false],
    ['{"error":"invalid_grant"}', false, false],
    ['invalid_grant accounts.google.com', false, true],
    ['accounts.google.com and api.datadoghq.com', true, false],
    ['AADSTS50011', false, true],
  ])('%s', (text, namesDatadog, foreign) => {
    expect(readInput(text)).toMatchObject({ namesDatadog, foreign });
  });

  test.each([
    ['https://api.acme.us3.datadoghq.com/x', 'api.acme.us3.datadoghq.com'],
    ['DNS:*.datadoghq.com, host API.DATADOGHQ.EU.', 'api.datadoghq.eu'],
  ])('hosts of %s', (text, host) => {
    expect(readInput(text).hosts.map((named) => named.host)).toEqual([host]);
  });

  test.each(['evil-datadoghq.com', 'https://datadoghq.com.evil.example/', 'datadoghq.community'])(
    '%s is no host of Datadog',
    (text) => {
      expect(readInput(text).hosts).toEqual([]);
    },
  );

  test.each([
    ['HTTP/1.1 403 Forbidden', [403]],
    ['"status":"409"', [409]],
    ['Request failed with status code 429', [429]],
    ['requests.exceptions.HTTPError: 401 Client Error: Unauthorized', [401]],
    ['curl: (22) The requested URL returned error: 403', [403]],
    ['127.0.0.1 - - [x] "GET / HTTP/1.1" 502 12', [502]],
    ['room 403, 429 cooks', []],
    ['status 9403', []],
  ])('statuses of %s', (text, statuses) => {
    expect(readInput(text).statuses.map(({ status }) => status)).toEqual(statuses);
  });
});
