import { describe, expect, it, test } from 'vitest';
import { findCode } from '../../../src/diagnosis/exchange/code/find-code.ts';
import { findSettings } from '../../../src/diagnosis/exchange/settings.ts';

const TOKEN = 'https://api.datadoghq.com/oauth2/v1/token';
const FORM = ['content-type', 'application/x-www-form-urlencoded'];
const JSON_TYPE = ['content-type', 'application/json'];

function only(text: string): unknown {
  const found = findCode(text);
  expect(found).toHaveLength(1);
  return found[0]?.exchange;
}

describe('Python', () => {
  it.each([
    [
      `requests.post("${TOKEN}", data={"code": "c", 'x': y})`,
      {
        headers: [FORM],
        bodyFields: [
          ['code', 'c'],
          ['x', '${y}'],
        ],
      },
    ],
    [
      `requests.post("${TOKEN}", json={"code": "c"})`,
      { headers: [JSON_TYPE], body: '{"code":"c"}' },
    ],
    [
      `requests.post("${TOKEN}", data=json.dumps({"code": "c"}))`,
      { headers: [], body: '{"code":"c"}' },
    ],
    [`requests.request("POST", "${TOKEN}", data="a=b")`, { method: 'POST', body: 'a=b' }],
    [`httpx.get("${TOKEN}", params={"a": "b c"})`, { method: 'GET', url: `${TOKEN}?a=b%20c` }],
    [
      `U = "${TOKEN}"\nB = dict(code="c")\nr = s.post(U, data=B)`,
      { url: TOKEN, bodyFields: [['code', 'c']] },
    ],
    [
      `b = {}\nb["code"] = "c"\nr = requests.post("${TOKEN}", data=b)`,
      { bodyFields: [['code', 'c']] },
    ],
    [`requests.post("${TOKEN}", data={"code": "c", **more})`, { partial: true }],
    [
      `c = httpx.Client(base_url="https://api.datadoghq.com")\nc.post("/oauth2/v1/token", data={"code": "c"})`,
      { url: TOKEN },
    ],
    [
      `urllib.request.Request("${TOKEN}", data=urlencode({"code": "c"}).encode())`,
      { method: 'POST', bodyFields: [['code', 'c']] },
    ],
    [
      `requests.get("https://api.datadoghq.eu/x", headers={"Authorization": f"Token {t}"})`,
      { headers: [['authorization', 'Token ${t}']] },
    ],
    [
      `requests.post("${TOKEN}", auth=("id", "secret"))`,
      { headers: [['authorization', 'Basic aWQ6c2VjcmV0']] },
    ],
  ])('%s', (text, expected) => {
    expect(only(text)).toMatchObject(expected);
  });
});

describe('JavaScript', () => {
  it.each([
    [
      `axios.post('${TOKEN}', { code: 'c', code_verifier })`,
      { headers: [JSON_TYPE], body: '{"code":"c","code_verifier":"${code_verifier}"}' },
    ],
    [
      `axios.post('${TOKEN}', new URLSearchParams({ code: 'c' }))`,
      { headers: [FORM], bodyFields: [['code', 'c']] },
    ],
    [
      `axios({ method: 'post', url: '${TOKEN}', params: { code: 'c' } })`,
      { method: 'POST', url: `${TOKEN}?code=c` },
    ],
    [
      `const a = axios.create({ baseURL: 'https://api.datadoghq.com', headers: { 'DD-API-KEY': 'k' } });\nawait a.post<T>('/api/v2/x');`,
      { url: 'https://api.datadoghq.com/api/v2/x', headers: [['dd-api-key', 'k']] },
    ],
    [`got.post('${TOKEN}', { json: { code: 'c' } }).json()`, { headers: [JSON_TYPE] }],
    [`got.post('${TOKEN}', { form: { code: 'c' } })`, { headers: [FORM] }],
    [
      `const p = new URLSearchParams();\np.append('code', 'c');\nfetch('${TOKEN}', { method: 'POST', body: p })`,
      { bodyFields: [['code', 'c']] },
    ],
    [
      `fetch('${TOKEN}', { method: 'POST', body: 'code=c' })`,
      { headers: [['content-type', 'text/plain']] },
    ],
    [
      `app.get('/cb', async (q, r) => { await axios.post('${TOKEN}', qs.stringify({ code: q.code })); });`,
      { headers: [FORM], bodyFields: [['code', '${q.code}']] },
    ],
  ])('%s', (text, expected) => {
    expect(only(text)).toMatchObject(expected);
  });
});

test.each([
  [`$c->post('${TOKEN}', ['json' => ['code' => $code]])`, { headers: [JSON_TYPE] }],
  [
    `$c->request('POST', '${TOKEN}', ['form_params' => ['code' => 'a' . 'b']])`,
    { bodyFields: [['code', 'ab']] },
  ],
  [`Http::asForm()->post('${TOKEN}', ['code' => 'c'])`, { headers: [FORM] }],
  [
    `f := url.Values{}\nf.Set("code", "c")\nhttp.PostForm("${TOKEN}", f)`,
    { method: 'POST', headers: [FORM], bodyFields: [['code', 'c']] },
  ],
  [
    `HTTParty.get("https://api.datadoghq.com/api/v1/monitor", headers: { 'DD-API-KEY' => 'k' })`,
    { headers: [['dd-api-key', 'k']] },
  ],
])('other languages: %s', (text, expected) => {
  expect(only(text)).toMatchObject(expected);
});

describe('an authorization URL that is put together', () => {
  const wanted = 'https://app.datadoghq.com/oauth2/v1/authorize?client_id=${ID}&state=s';
  it.each([
    ['f"https://app.datadoghq.com/oauth2/v1/authorize?client_id={ID}&state=s"', wanted],
    ['`https://app.datadoghq.com/oauth2/v1/authorize?client_id=${ID}&state=s`', wanted],
    ['"https://app.datadoghq.com/oauth2/v1/authorize?client_id=" + ID + "&state=s"', wanted],
    [
      "A = \"https://app.datadoghq.com/oauth2/v1/authorize\"\nu = f\"{A}?{urlencode({'client_id': ID, 'state': 's'})}\"",
      wanted,
    ],
    [
      "const u = new URL('https://app.datadoghq.com/oauth2/v1/authorize');\nu.searchParams.set('client_id', ID);\nu.searchParams.set('state', 's');",
      wanted,
    ],
  ])('%s', (text, url) => {
    expect(only(text)).toMatchObject({ method: 'GET', url });
  });
});

it('leaves alone what is no request, or goes where the text does not say', () => {
  for (const text of [
    'We get("nothing") from https://a.example here.',
    "const x = map.get('https://a.example/key') // https://",
    `# requests.post("${TOKEN}", json={})`,
    'requests.post(URL, json={"u": "https://a.example"})',
    'requests.post(f"https://{host}/oauth2/v1/token", json={"a": "https://b.example"})',
  ])
    expect(findCode(text).filter(({ exchange }) => /oauth2/.test(exchange.url))).toEqual([]);
});

it('takes the path of a host that is a variable where Datadog is spoken of', () => {
  const text =
    'DD = "https://docs.datadoghq.com"\nrequests.post(f"https://api.{site}/oauth2/v1/token", data={"code": "c"})';
  expect(only(text)).toMatchObject({ url: '/oauth2/v1/token' });
});

it('reads hosts and paths that stand apart in settings', () => {
  const text = "auth: { tokenHost: 'https://app.datadoghq.com', tokenPath: '/oauth2/v1/token' }";
  expect(findSettings(text)[0]?.exchange).toMatchObject({
    url: 'https://app.datadoghq.com/oauth2/v1/token',
    setting: true,
  });
});

test('hostile text takes time by its length only', () => {
  const took = (unit: string, size: number): number => {
    const text = `f("https://a.example")\n${unit.repeat(Math.ceil(size / unit.length))}`;
    const began = process.cpuUsage();
    findCode(text);
    return process.cpuUsage(began).user / 1_000;
  };
  for (const unit of [
    'get(',
    'x.get(x,',
    '`',
    '"',
    '{',
    'a="b"+',
    'a=a+',
    'f"{x}"',
    'x["a"]=',
    'post({"a":',
  ])
    expect(took(unit, 100_000), unit).toBeLessThan(2_000);
});
