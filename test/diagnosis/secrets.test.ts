import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { toVerdicts } from '../../src/diagnosis/verdicts.ts';
import { EXAMPLES } from './examples/index.ts';

const CANARY = 'CaNaRy-9f8E7d6C5b4A3_z1y2X3w4V5u6T7s8R9q0P1o2N3';

/** Places in which people's inputs hold secrets. */
const PLACES: Readonly<Record<string, (secret: string) => string>> = {
  callback: (s) => `http://localhost:8085/callback?code=${s}&state=abc`,
  'callback, code last': (s) => `http://localhost:8085/callback?state=abc&code=${s}`,
  fragment: (s) => `https://a.example/cb#access_token=${s}`,
  'encoded callback': (s) => `next=${encodeURIComponent(`http://localhost/cb?code=${s}&x=1`)}`,
  'callback encoded twice': (s) =>
    encodeURIComponent(encodeURIComponent(`http://localhost/cb?code=${s}&client_secret=${s}`)),
  form: (s) => `grant_type=authorization_code&client_secret=${s}&code=${s}`,
  json: (s) => JSON.stringify({ client_secret: s, nested: { refresh_token: s } }),
  'pretty json': (s) => JSON.stringify({ access_token: s, code: s }, null, 2),
  'json in json': (s) => JSON.stringify({ body: JSON.stringify({ code_verifier: s }) }),
  'json in json in json': (s) =>
    JSON.stringify({ a: JSON.stringify({ body: JSON.stringify({ client_secret: s }) }) }),
  'har pair': (s) =>
    JSON.stringify({ postData: { params: [{ name: 'client_secret', value: s }] } }),
  'pretty har pair': (s) =>
    JSON.stringify(
      {
        params: [
          { name: 'code', value: s },
          { name: 'code_verifier', value: s },
        ],
      },
      null,
      4,
    ),
  'har pair reversed': (s) => JSON.stringify([{ value: s, name: 'refresh_token' }]),
  'har header': (s) => JSON.stringify([{ name: 'Authorization', value: `Bearer ${s}` }]),
  'har form text': (s) => JSON.stringify({ text: `code=${s}&code_verifier=${s}` }),
  bearer: (s) => `Authorization: Bearer ${s}`,
  basic: (s) => `Authorization: Basic ${Buffer.from(`id:${s}`).toString('base64')}\nlater: ${s}`,
  'curl user': (s) => `curl -u my-client-id:${s} https://api.datadoghq.com/oauth2/v1/token`,
  'curl header': (s) => `curl -H 'DD-API-KEY: ${s}' -H "DD-APPLICATION-KEY: ${s}"`,
  'curl data': (s) => `curl -d client_secret=${s} -d "code=${s}"`,
  flag: (s) => `tool --client-secret ${s}`,
  environment: (s) => `DDOAUTH_CLIENT_SECRET=${s}\nDD_API_KEY="${s}"`,
  yaml: (s) => `client_secret: ${s}\nrefresh_token: '${s}'`,
  'camel case': (s) => `{ clientSecret: '${s}', "accessToken":"${s}" }`,
  python: (s) => `{'client_secret': '${s}', 'code': '${s}'}`,
  ruby: (s) => `{"client_secret"=>"${s}"}`,
  cookie: (s) => `Cookie: session=${s}`,
  html: (s) =>
    `<form><input name="x"><pre>{&quot;client_secret&quot;:&quot;${s}&quot;}</pre></form>`,
  'user info': (s) => `https://me:${s}@proxy.example/`,
  repeated: (s) => `client_secret=${s}\nThe secret is ${s}, I think.`,
};

const errors = Object.values(EXAMPLES).flatMap(({ recognises }) => recognises);

function leaks(text: string): boolean {
  const diagnosis = diagnose(text);
  return JSON.stringify([diagnosis, toVerdicts(diagnosis)]).includes(CANARY);
}

test.each(Object.entries(PLACES))('a secret in place "%s" does not come out', (_, place) => {
  expect(leaks(place(CANARY))).toBe(false);
  for (const error of errors.slice(0, 40))
    expect(leaks(`${error}\n${place(CANARY)}\n${error}`)).toBe(false);
});

test('nor amid anything else', () => {
  const piece = fc.oneof(
    fc.constantFrom(...errors),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      '"',
      '\\',
      '%',
      '%25',
      '&',
      '<',
      '{"errors":[',
      '{"log":{"entries":[',
      '\0',
      '\u200b',
      '\r\n',
      'https://api.acme.datadoghq.com/',
    ),
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 4 }),
      fc.constantFrom(...Object.values(PLACES)),
      fc.array(piece, { maxLength: 4 }),
      (before, place, after) => !leaks(`${before.join(' ')}\n${place(CANARY)}\n${after.join(' ')}`),
    ),
    { numRuns: 2_500 },
  );
});

test('nothing makes it throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.json(),
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
      ),
      fc.constantFrom('', ...errors),
      fc.nat(200),
      (text, error, cut) => {
        const { recognised, redactedInput } = diagnose(
          `${error}${text}`.slice(0, text.length + cut),
        );
        expect(typeof redactedInput).toBe('string');
        expect(Array.isArray(recognised)).toBe(true);
      },
    ),
    { numRuns: 2_500 },
  );
});

test('a code that is an ordinary word is masked in its place, the word elsewhere is not', () => {
  const { redactedInput } = diagnose(
    `hunter ${encodeURIComponent('https://a.example/cb?x=1&code=hunter&y=2')}`,
  );
  expect(redactedInput.startsWith('hunter ')).toBe(true);
  expect(redactedInput.match(/hunter/g)).toHaveLength(1);
});

test('what is no secret stays readable', () => {
  const text =
    '{"errors":["API key required"],"code":"invalid_grant","state":"open"} code: ENOTFOUND password: incorrect';
  const { redactedInput } = diagnose(text);
  expect(redactedInput).toContain('API key required');
  expect(redactedInput).toContain('invalid_grant');
  expect(redactedInput).toContain('ENOTFOUND');
});
