import { describe, expect, it } from 'vitest';
import {
  findAuthorizeUrl,
  findRefresh,
} from '../../../../src/flows/region/onboarding/page-links.ts';

const URL_TEXT = 'https://app.datadoghq.eu/oauth2/v1/authorize?client_id=1&state=2';

describe('findAuthorizeUrl', () => {
  it.each([
    ['a link', `<a href="${URL_TEXT.replace('&', '&amp;')}">Connect</a>`],
    ['numbered entities', `<a href='${URL_TEXT.replace('&', '&#38;').replaceAll('=', '&#x3d;')}'>`],
    ['a script', `<script>window.location = '${URL_TEXT}';</script>`],
    ['JSON', `{"url":"${URL_TEXT.replaceAll('/', '\\/').replace('&', '\\u0026')}"}`],
    ['a style', `background: url(${URL_TEXT})`],
    ['text', `Go to ${URL_TEXT} now`],
  ])('finds one in %s', (_, page) => {
    expect(findAuthorizeUrl(page)).toBe(URL_TEXT);
  });

  it.each([
    '<form action="/login">',
    '',
    'https://app.datadoghq.eu/account/login?next=%2Foauth2%2Fv1%2Fauthorize%3Fa',
    'see /oauth2/v1/authorize?x=1',
  ])('finds none in %j', (page) => {
    expect(findAuthorizeUrl(page)).toBeUndefined();
  });

  it('takes the one that suits where a page offers several hosts', () => {
    const other = URL_TEXT.replace('app.datadoghq.eu', 'app.datadoghq.com');
    const page = `<a href="${other}">US</a> <a href="${URL_TEXT}">EU</a>`;
    expect(findAuthorizeUrl(page, (host) => host === 'app.datadoghq.eu')).toBe(URL_TEXT);
    expect(findAuthorizeUrl(page, () => false)).toBeUndefined();
    expect(findAuthorizeUrl(`${other} ${other}&x=1`, () => false)).toBe(other);
  });

  it('is quick with a page made to be slow', () => {
    const began = performance.now();
    findAuthorizeUrl('https://a'.repeat(100_000));
    findRefresh('<meta http-equiv=refresh '.repeat(50_000));
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('findRefresh', () => {
  it.each([
    ['<meta http-equiv="refresh" content="0; url=/next?a=1&amp;b=2">', '/next?a=1&b=2'],
    [
      "<META HTTP-EQUIV=Refresh CONTENT='3;URL=https://partner.example/x'>",
      'https://partner.example/x',
    ],
    ['<meta charset="utf-8">', undefined],
    ['<meta http-equiv="refresh" content="30">', undefined],
  ])('%s', (page, expected) => {
    expect(findRefresh(page)).toBe(expected);
  });
});
