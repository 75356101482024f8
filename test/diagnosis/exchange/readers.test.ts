import { describe, expect, it, test } from 'vitest';
import { readCutJson } from '../../../src/diagnosis/exchange/cut-json.ts';
import { readHar } from '../../../src/diagnosis/exchange/har.ts';
import { findHttpMessages } from '../../../src/diagnosis/exchange/http-message.ts';
import { findInLog } from '../../../src/diagnosis/exchange/log-lines.ts';
import { readTarget, siteKeyOf } from '../../../src/diagnosis/exchange/target.ts';

const TOKEN = 'https://api.datadoghq.com/oauth2/v1/token';

describe('HAR', () => {
  const entry = (extra: object = {}) => ({
    startedDateTime: '2026-11-24T10:00:00.500Z',
    request: {
      method: 'post',
      url: TOKEN,
      headers: [
        { name: ':authority', value: 'x' },
        { name: 'Accept', value: '*/*' },
      ],
      postData: {
        mimeType: 'application/x-www-form-urlencoded',
        params: [{ name: 'code', value: 'a' }],
      },
    },
    response: {
      status: 400,
      redirectURL: 'https://a.example/',
      headers: [],
      content: { encoding: 'base64', text: Buffer.from('{"errors":[]}').toString('base64') },
    },
    ...extra,
  });
  const har = (...entries: object[]) => ({ log: { version: '1.2', pages: [], entries } });

  it('is read with all that an exchange has', () => {
    expect(readHar(JSON.stringify(har(entry())))).toMatchObject({
      entries: 1,
      cut: false,
      exchanges: [
        {
          method: 'POST',
          headers: [
            ['accept', '*/*'],
            ['content-type', 'application/x-www-form-urlencoded'],
          ],
          bodyFields: [['code', 'a']],
          startedAt: Date.parse('2026-11-24T10:00:00.500Z'),
          status: 400,
          responseHeaders: [['location', 'https://a.example/']],
          responseBody: '{"errors":[]}',
        },
      ],
    });
  });

  it('is read wherever it was cut, as far as it goes', () => {
    const text = JSON.stringify(har(entry(), entry(), entry()));
    for (let end = 0; end <= text.length; end += 7) {
      const read = readHar(text.slice(0, end));
      const whole = text.slice(0, end).split('"base64"').length - 1;
      expect(read?.exchanges.length ?? 0).toBeGreaterThanOrEqual(Math.max(0, whole - 1));
      if (read && end < text.length - 2) expect(read.cut).toBe(true);
    }
    const inBody = text.slice(0, text.indexOf('"params"', text.indexOf('"params"') + 1));
    expect(readHar(inBody)?.exchanges[1]).toMatchObject({ url: TOKEN });
  });

  it('counts what it leaves aside, and takes no other list of entries for one', () => {
    const other = { request: { method: 'GET', url: 'https://cdn.example/x.js' }, response: {} };
    expect(readHar(JSON.stringify(har(other, entry())))).toMatchObject({
      entries: 2,
      exchanges: [{}],
    });
    expect(readHar('{"entries":[{"id":1}]}')).toBeUndefined();
    expect(readHar('{"entries":[')).toBeUndefined();
  });

  it('ends on hostile nesting', () => {
    const began = performance.now();
    for (const unit of ['"entries":[{', '"entries":[{"request":', '{"entries":[{"a":"']) {
      readHar(unit.repeat(100_000));
      readHar(unit.repeat(50_000) + '}]'.repeat(50_000));
    }
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});

test.each<[string, unknown, boolean]>([
  ['{"a":[1,true,null,"x"],"b":{}}', { a: [1, true, null, 'x'], b: {} }, false],
  ['{"a":"x\\n', { a: 'x\n' }, true],
  ['{"a":"x\\u00', { a: 'x' }, true],
  ['{"a":1,"b', { a: 1 }, true],
  ['[1,2', [1, 2], true],
  ['{"a":{"b":[{"c":"d"', { a: { b: [{ c: 'd' }] } }, true],
  ['nonsense', undefined, true],
  ['{"__proto__":{"x":1}}', {}, false],
])('cut JSON: %s', (text, value, cut) => {
  expect(readCutJson(text)).toMatchObject(value === undefined ? { cut } : { value, cut });
});

describe('raw HTTP', () => {
  it.each(['\r\n', '\n'])('with line ends %j', (end) => {
    const text = [
      'POST /oauth2/v1/token HTTP/1.1',
      'Host: api.datadoghq.com',
      'Content-Type: text/plain',
      '',
      'a=1',
      '',
      'HTTP/1.1 400 Bad Request',
      'Transfer-Encoding: chunked',
      '',
      '4',
      '{"er',
      '9',
      'rors":[]}',
      '0',
      '',
    ].join(end);
    expect(findHttpMessages(text.replaceAll('\r\n', '\n'))[0]?.exchange).toMatchObject({
      method: 'POST',
      url: TOKEN,
      headers: [
        ['host', 'api.datadoghq.com'],
        ['content-type', 'text/plain'],
      ],
      body: 'a=1',
      status: 400,
      responseBody: '{"errors":[]}',
    });
  });

  it('as curl -v shows it, and two in a row', () => {
    const verbose =
      '* Connected\n> POST /oauth2/v1/token HTTP/2\n> Host: api.datadoghq.com\n>\n* upload done\n< HTTP/2 401\n< date: Tue, 24 Nov 2026 10:00:00 GMT\n<\n{"errors":["x"]}\n';
    const found = findHttpMessages(verbose + verbose);
    expect(found).toHaveLength(2);
    expect(found[1]?.exchange).toMatchObject({
      url: TOKEN,
      status: 401,
      startedAt: Date.parse('2026-11-24T10:00:00Z'),
    });
  });

  it('leaves prose alone', () => {
    expect(findHttpMessages('GET /x is the route.\nPOST it to us\nHTTP/1.1 200')).toEqual([]);
  });
});

describe('logs', () => {
  it('reads access logs with times', () => {
    const line =
      '10.0.0.7 - - [24/Nov/2026:10:00:00 +0100] "GET /cb?code=a&state=b HTTP/1.1" 302 0 "-" "UA"';
    expect(findInLog(line)[0]?.exchange).toMatchObject({
      method: 'GET',
      url: '/cb?code=a&state=b',
      status: 302,
      startedAt: Date.parse('2026-11-24T09:00:00Z'),
    });
  });

  it('gives a form to the token request before it', () => {
    const text = `2026-11-24 10:00:00Z POST ${TOKEN}\n2026-11-24 10:00:00Z body grant_type=authorization_code&code=a`;
    expect(findInLog(text)).toHaveLength(1);
    expect(findInLog(text)[0]?.exchange).toMatchObject({
      method: 'POST',
      url: TOKEN,
      body: 'grant_type=authorization_code&code=a',
    });
  });

  it('sees what a shell opens without quotes', () => {
    const url = 'https://app.datadoghq.com/oauth2/v1/authorize?response_type=code';
    expect(findInLog(`$ open ${url}&client_id=a`)[0]?.exchange).toMatchObject({
      url,
      lostAtAmpersand: 'client_id=a',
    });
    expect(findInLog(`$ open "${url}&client_id=a"`)[0]?.exchange).not.toHaveProperty(
      'lostAtAmpersand',
    );
  });
});

test.each([
  ['https://app.datadoghq.eu/x?a=1', 'app.datadoghq.eu', 'eu1'],
  ['https://ACME.us3.datadoghq.com./x', 'acme.us3.datadoghq.com', 'us3'],
  ['https://api.us5.datadoghq.com:443/x', 'api.us5.datadoghq.com', 'us5'],
  ['http://127.0.0.1:4400/api.ap1.datadoghq.com/x', 'api.ap1.datadoghq.com', 'ap1'],
  ['http://127.0.0.1:4400/x', '127.0.0.1:4400', undefined],
  ['https://api.acme.datadoghq.com/x', 'api.acme.datadoghq.com', undefined],
])('%s goes to %s', (url, host, site) => {
  const target = readTarget(url);
  expect(target).toMatchObject({ host, path: '/x' });
  expect(siteKeyOf(target.place)).toBe(site);
});
