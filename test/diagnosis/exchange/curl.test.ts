import { describe, expect, it, test } from 'vitest';
import { findCopiedCode } from '../../../src/diagnosis/exchange/copied-code.ts';
import { findCurl } from '../../../src/diagnosis/exchange/curl.ts';

const URL = 'https://api.datadoghq.com/oauth2/v1/token';
const only = (text: string) => findCurl(text)[0]?.exchange;

describe('curl', () => {
  test.each<[string, object]>([
    [`curl ${URL}`, { method: 'GET', url: URL, headers: [] }],
    [`curl -X PUT '${URL}'`, { method: 'PUT' }],
    [`curl -XDELETE "${URL}"`, { method: 'DELETE' }],
    [`curl -sSLd a=1 -d b=2 ${URL}`, { method: 'POST', body: 'a=1&b=2' }],
    [`curl --data=a=1 ${URL}`, { body: 'a=1' }],
    [`curl --data-urlencode 'a=x y&z' ${URL}`, { body: 'a=x%20y%26z' }],
    [`curl -G -d a=1 ${URL}?b=2`, { method: 'GET', url: `${URL}?b=2&a=1` }],
    [
      `curl --json '{"a":1}' ${URL}`,
      { headers: [['content-type', 'application/json']], body: '{"a":1}' },
    ],
    [
      `curl -F a=1 ${URL}`,
      { headers: [['content-type', 'multipart/form-data']], bodyFields: [['a', '1']] },
    ],
    [
      `curl -u id:secret ${URL}`,
      { headers: [['authorization', `Basic ${Buffer.from('id:secret').toString('base64')}`]] },
    ],
    [`curl --url ${URL} -H 'X-A: b: c'`, { url: URL, headers: [['x-a', 'b: c']] }],
    [`curl -o out.json --max-time 5 ${URL}`, { url: URL }],
    [`curl \\\n  '${URL}' \\\n  -H 'a: 1' \\\n  --compressed`, { url: URL, headers: [['a', '1']] }],
    [`curl '${URL}' --data-raw $'it\\'s \\u0021\\n'`, { body: "it's !\n" }],
    [`curl "${URL}" -d "a=\\"b\\""`, { body: 'a="b"' }],
    [
      `curl ^"${URL}?a=1^&b=2^" ^\n  -H ^"x: y^" ^\n  --data-raw ^"c=^%^41^&d=1^"`,
      {
        url: `${URL}?a=1&b=2`,
        headers: [
          ['x', 'y'],
          ['content-type', 'application/x-www-form-urlencoded'],
        ],
      },
    ],
    [`curl.exe "${URL}" \`\n  -H "a: 1"`, { url: URL, headers: [['a', '1']] }],
    [`curl -I ${URL}`, { method: 'HEAD' }],
    [`curl api.datadoghq.com/x`, { url: 'http://api.datadoghq.com/x' }],
  ])('%s', (line, expected) => {
    expect(only(line)).toMatchObject(expected);
  });

  it('ends at an unquoted & and says what it took', () => {
    expect(only(`curl -d grant_type=x&code=y ${URL}`)).toBeUndefined();
    expect(only(`curl ${URL}?a=1&b=2`)).toMatchObject({
      url: `${URL}?a=1`,
      lostAtAmpersand: 'b=2',
    });
    expect(only(`curl '${URL}?a=1&b=2'`)).not.toHaveProperty('lostAtAmpersand');
    expect(only(`curl ${URL} && echo a=b`)).not.toHaveProperty('lostAtAmpersand');
    expect(only(`curl ${URL} & sleep 1`)).not.toHaveProperty('lostAtAmpersand');
  });

  it('finds several, and no words about curl', () => {
    expect(findCurl(`curl ${URL}\ncurl ${URL}; curl ${URL}`)).toHaveLength(3);
    expect(findCurl('use curl for it, libcurl too, or /usr/bin/curl.')).toEqual([]);
  });
});

test('copied as fetch and for PowerShell', () => {
  const fetched = `await fetch("${URL}", {\n  "headers": { "Authorization": "Bearer x" },\n  "body": "a=1",\n  "method": "post"\n});`;
  expect(findCopiedCode(fetched)[0]?.exchange).toMatchObject({
    method: 'POST',
    url: URL,
    headers: [['authorization', 'Bearer x']],
    body: 'a=1',
  });
  const invoked = `Invoke-WebRequest -UseBasicParsing -Uri "${URL}" \`\n-Method "POST" \`\n-Headers @{\n"accept"="*/*"\n  "x-a"="b"\n} \`\n-ContentType "application/x-www-form-urlencoded" \`\n-Body "a=1&b=2"`;
  expect(findCopiedCode(invoked)[0]?.exchange).toMatchObject({
    method: 'POST',
    url: URL,
    headers: [
      ['accept', '*/*'],
      ['x-a', 'b'],
      ['content-type', 'application/x-www-form-urlencoded'],
    ],
    body: 'a=1&b=2',
  });
});
