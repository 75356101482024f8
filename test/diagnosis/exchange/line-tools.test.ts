import { expect, it, test } from 'vitest';
import { findLineTools } from '../../../src/diagnosis/exchange/line-tools.ts';
import { findPanels } from '../../../src/diagnosis/exchange/panel.ts';
import { findInvoke } from '../../../src/diagnosis/exchange/powershell.ts';
import {
  plainPseudoHeaders,
  plainRequestFile,
} from '../../../src/diagnosis/exchange/request-file.ts';

const TOKEN = 'https://api.datadoghq.com/oauth2/v1/token';

test.each([
  [
    `http POST ${TOKEN} code=c n:=1 q==v h:w`,
    { method: 'POST', url: `${TOKEN}?q=v`, body: '{"code":"c","n":"1"}' },
  ],
  [`$ http -f ${TOKEN} code=c`, { method: 'POST', bodyFields: [['code', 'c']] }],
  [
    'https api.datadoghq.eu/api/v1/monitor',
    { method: 'GET', url: 'https://api.datadoghq.eu/api/v1/monitor' },
  ],
  [`xh -A bearer -a t ${TOKEN}`, { headers: [['authorization', 'Bearer t']] }],
  [
    `wget --header='A: b' --post-data 'code=c' ${TOKEN}`,
    {
      method: 'POST',
      body: 'code=c',
      headers: [
        ['a', 'b'],
        ['content-type', 'application/x-www-form-urlencoded'],
      ],
    },
  ],
  [`wget --method=PUT --body-data=x ${TOKEN}`, { method: 'PUT', body: 'x' }],
])('%s', (text, expected) => {
  expect(findLineTools(text)[0]?.exchange).toMatchObject(expected);
});

it('takes no sentence for a command', () => {
  for (const text of [
    'http is not https',
    'https and http work',
    'wget was not found',
    'http GET failed',
  ])
    expect(findLineTools(text)).toEqual([]);
});

test.each([
  [
    `irm ${TOKEN} -Method Post -Body @{ code = 'c'; x = "y" }`,
    {
      method: 'POST',
      bodyFields: [
        ['code', 'c'],
        ['x', 'y'],
      ],
    },
  ],
  [
    `$b = @{\n  code = "c"\n  x    = 'y'\n}\nInvoke-RestMethod -Uri "${TOKEN}" -Method Post -Body ($b | ConvertTo-Json) -ContentType 'application/json'`,
    { body: '{"code":"c","x":"y"}', headers: [['content-type', 'application/json']] },
  ],
  [
    `$p = @{\n Uri = '${TOKEN}'\n Method = 'Post'\n Body = @{ code = 'c' }\n}\nInvoke-RestMethod @p`,
    { method: 'POST', url: TOKEN, bodyFields: [['code', 'c']] },
  ],
])('%s', (text, expected) => {
  expect(findInvoke(text)[0]?.exchange).toMatchObject(expected);
});

it('reads what developer tools show', () => {
  const text = `General\nRequest URL: ${TOKEN}\nRequest Method: POST\nStatus Code: 400 Bad Request\nRequest Headers\ncontent-type: a/b\nForm Data\ncode: c`;
  expect(findPanels(text)[0]?.exchange).toMatchObject({
    method: 'POST',
    url: TOKEN,
    status: 400,
    headers: [['content-type', 'a/b']],
    bodyFields: [['code', 'c']],
  });
  expect(findPanels('General\nNothing here\nPayload\nx: y')).toEqual([]);
});

it('fills in the variables of a request file, and joins its lines', () => {
  expect(plainRequestFile('@h = https://a.example\nGET {{h}}/x\n  ?a=b\n  &c=d')).toContain(
    'GET https://a.example/x?a=b&c=d',
  );
  expect(plainRequestFile('@a = {{a}}{{a}}\n{{a}}').length).toBeLessThan(100);
  expect(plainPseudoHeaders(':method: post\n:path: /x\n:authority: a.example\na: b')).toBe(
    'POST /x HTTP/2\nHost: a.example\na: b',
  );
});
