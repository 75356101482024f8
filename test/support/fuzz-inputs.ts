import { EXAMPLES } from '../diagnosis/examples/index.ts';

/** Random numbers from 0 to 1 that are the same for the same seed. */
export type Random = () => number;

/** A small generator of good enough numbers (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

function pick<T>(random: Random, list: readonly T[]): T {
  return list[below(random, list.length)]!;
}

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A value as servers make secrets: long enough not to turn up by chance. */
export function randomSecret(random: Random): string {
  const length = 16 + below(random, 40);
  let secret: string = pick(random, ['Q7', 'k9Z', '0a', 'x-1_']);
  while (secret.length < length) secret += SIGNS.charAt(below(random, SIGNS.length));
  return secret;
}

const ENTRY = (url: string, method: string, rest: object, response: object): object => ({
  startedDateTime: '2026-11-24T10:00:00.000Z',
  request: { method, url, headers: [], queryString: [], ...rest },
  response: { status: 200, headers: [], content: { mimeType: 'application/json' }, ...response },
});

/** A recording of one flow, with a refusal at its end. */
const HAR = JSON.stringify({
  log: {
    version: '1.2',
    entries: [
      ENTRY(
        'https://app.datadoghq.com/oauth2/v1/authorize?response_type=code&client_id=6f1b0c5e-1a2b-4c3d-8e9f-0a1b2c3d4e5f&redirect_uri=https%3A%2F%2Fa.example%2Fcb&state=st4te&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256',
        'GET',
        {},
        {
          status: 302,
          redirectURL: 'https://a.example/cb?code=c0de&state=st4te&domain=datadoghq.eu',
        },
      ),
      ENTRY('https://a.example/cb?code=c0de&state=st4te&domain=datadoghq.eu', 'GET', {}, {}),
      ENTRY(
        'https://api.datadoghq.com/oauth2/v1/token',
        'POST',
        {
          headers: [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }],
          postData: { text: 'grant_type=authorization_code&code=c0de&client_secret=s3cr3t' },
        },
        {
          status: 400,
          content: {
            encoding: 'base64',
            text: Buffer.from('{"errors":["invalid_grant - No."]}').toString('base64'),
          },
        },
      ),
    ],
  },
});

/** What mutations start from. */
const SEEDS: readonly string[] = [
  ...Object.values(EXAMPLES).flatMap(({ recognises, ignores }) => [...recognises, ...ignores]),
  HAR,
  JSON.stringify(JSON.parse(HAR), null, 2),
  "curl 'https://api.datadoghq.com/oauth2/v1/token' \\\n  -H 'content-type: application/json' \\\n  --data-raw $'{\"a\":\"\\u0027\"}' --compressed",
  'curl.exe ^"https://api.datadoghq.com/api/v1/x?a=1^&b=2^" ^\n  -H ^"authorization: Bearer abc^"',
  'Invoke-WebRequest -Uri "https://api.datadoghq.com/oauth2/v1/token" -Method "POST" -Headers @{\n"a"="b"\n} -ContentType "application/json" -Body "{}"',
  'await fetch("https://api.datadoghq.eu/oauth2/v1/token", {"headers":{"a":"b"},"body":"code=x","method":"POST"});',
  '> POST /oauth2/v1/token HTTP/1.1\n> Host: api.datadoghq.com\n>\n< HTTP/1.1 400 Bad Request\n< Transfer-Encoding: chunked\n<\n5\n{"err\n0\n',
  '10.0.0.7 - - [24/Nov/2026:10:00:00 +0000] "GET /callback?code=abc&state=x HTTP/1.1" 302 0 "-" "UA"',
  'async with httpx.AsyncClient(base_url="https://api.datadoghq.com") as c:\n    await c.post("/oauth2/v1/token", data={"grant_type": "refresh_token", **more}, auth=("a", b))',
  'const p = new URLSearchParams();\np.append("code", code);\nawait axios.post(`https://api.${domain}/oauth2/v1/token`, p, { headers: { Authorization: `Bearer ${t.refresh_token}` } });',
  '$c->post("https://api.datadoghq.com/oauth2/v1/token", ["form_params" => ["code" => $code, \'x\' => "a" . $b]]);',
  'url = f"https://app.datadoghq.com/oauth2/v1/authorize?client_id={ID}&state={state}" + "&x=" + quote(y)',
  'http -f -a a:b POST api.datadoghq.com/oauth2/v1/token code=x q==1 h:v\nwget --post-data "code=x" https://api.datadoghq.com/oauth2/v1/token',
  'irm -Uri https://api.datadoghq.com/oauth2/v1/token -Method Post -Body (@{ a = 1; b = "x" } | ConvertTo-Json)',
  '@host = https://api.datadoghq.com\n### x\nPOST {{host}}/oauth2/v1/token HTTP/1.1\nContent-Type: a/b\n\ncode=x\n&state=y',
  'General\nRequest URL: https://api.datadoghq.com/oauth2/v1/token\nStatus Code: 400\nForm Data\ncode: x',
  ':method: POST\n:authority: api.datadoghq.com\n:path: /oauth2/v1/token\n\ncode=x',
];

/** Pieces that parsers of all kinds look for. */
const TOKENS: readonly string[] = [
  '"',
  "'",
  '\\',
  '\\"',
  '\\u0026',
  '&',
  '&amp;',
  '%',
  '%25',
  '%22',
  '{',
  '}',
  '[',
  ']',
  '<',
  '>',
  '\n',
  '\r\n',
  '\0',
  '\t',
  '\ud800',
  '`',
  '^',
  '$',
  "$'",
  '^"',
  '`\n',
  '\\\n',
  '--',
  '-d ',
  '-H ',
  ' -u ',
  '@{',
  'curl ',
  'fetch("',
  'requests.post("https://api.datadoghq.com/oauth2/v1/token", ',
  'axios({',
  'data={',
  'f"{',
  '"""',
  '${',
  '**',
  '=> ',
  '.append("',
  '{{a}}',
  'Form Data\n',
  ':path: /\n',
  'Invoke-WebRequest ',
  '"entries":[',
  '{"request":',
  '"log":{',
  '"text":"',
  '"encoding":"base64"',
  'HTTP/1.1 400',
  'POST /oauth2/v1/token HTTP/1.1\n',
  'Host: api.datadoghq.com\n',
  'Transfer-Encoding: chunked\n',
  'ffffffff\n',
  'https://',
  'https://api.acme.datadoghq.com/',
  '?code=',
  '&state=',
  'grant_type=',
  'domain=',
  '{"errors":[',
  '"error":"',
  '<html><body>',
  'Traceback (most recent call last)',
  '\u200b',
  'é',
  '😀',
];

const WRAPPERS: readonly ((text: string) => string)[] = [
  (text) => JSON.stringify(text),
  (text) => JSON.stringify({ message: text }),
  (text) => encodeURIComponent(Buffer.from(text).toString('utf8')),
  (text) => Buffer.from(text).toString('base64'),
  (text) => text.split('').join('\0'),
  (text) => `<!doctype html><pre>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`,
  (text) => text.toUpperCase(),
  (text) => text.replaceAll('\n', '\r\n'),
];

/** One random change of a text. */
function mutate(random: Random, text: string): string {
  const from = below(random, text.length + 1);
  const to = Math.min(text.length, from + below(random, 60));
  switch (below(random, 9)) {
    case 0:
      return text.slice(0, from) + text.slice(to);
    case 1:
      return text.slice(0, from);
    case 2:
      return text.slice(0, from) + pick(random, TOKENS) + text.slice(from);
    case 3:
      return text.slice(0, from) + pick(random, TOKENS) + text.slice(to);
    case 4:
      return text.slice(0, to) + text.slice(from, to).repeat(1 + below(random, 4)) + text.slice(to);
    case 5:
      return text.slice(0, from) + String.fromCharCode(below(random, 0x300)) + text.slice(from + 1);
    case 6: {
      const other = pick(random, SEEDS);
      return text.slice(0, from) + other.slice(below(random, other.length + 1));
    }
    case 7:
      return pick(random, WRAPPERS)(text);
    default:
      return text.slice(from) + text.slice(0, from);
  }
}

/** Bytes as they come when a file that is no text is read as one. */
function binary(random: Random): string {
  const bytes = Buffer.alloc(below(random, 300));
  for (let index = 0; index < bytes.length; index++) bytes[index] = below(random, 256);
  return bytes.toString('utf8');
}

/** An input: a seed with some changes, tokens in a random order, or bytes. */
export function randomInput(random: Random): string {
  const kind = random();
  if (kind < 0.05) return binary(random);
  if (kind < 0.15) {
    return Array.from({ length: below(random, 30) }, () => pick(random, TOKENS)).join('');
  }
  let text = pick(random, SEEDS);
  for (let count = below(random, 5); count > 0; count--)
    text = mutate(random, text).slice(0, 6_000);
  return text;
}
