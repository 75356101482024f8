import { describe, expect, it } from 'vitest';
import { classifyRedirectUri, hostHeaders, originOf } from '../../src/callback/redirect-uri.ts';

const BOTH = ['127.0.0.1', '::1'];

describe('classifyRedirectUri', () => {
  it.each([
    ['http://localhost:8085/callback', 'http', 'localhost', 8085, '/callback', BOTH],
    ['http://LOCALHOST:8085/Callback', 'http', 'localhost', 8085, '/Callback', BOTH],
    ['http://localhost', 'http', 'localhost', 80, '/', BOTH],
    ['https://localhost/cb', 'https', 'localhost', 443, '/cb', BOTH],
    ['https://localhost:80/cb', 'https', 'localhost', 80, '/cb', BOTH],
    ['http://app.localhost:3000/cb', 'http', 'app.localhost', 3000, '/cb', BOTH],
    ['http://localhost.:3000/cb', 'http', 'localhost.', 3000, '/cb', BOTH],
    ['http://127.0.0.1:8085/cb?x=1', 'http', '127.0.0.1', 8085, '/cb', ['127.0.0.1']],
    ['http://127.9.8.7:65535/', 'http', '127.9.8.7', 65535, '/', ['127.9.8.7']],
    ['http://2130706433:1/', 'http', '127.0.0.1', 1, '/', ['127.0.0.1']],
    ['http://[::1]:8085/cb', 'http', '[::1]', 8085, '/cb', ['::1']],
    ['https://[0:0:0:0:0:0:0:1]/a%20b', 'https', '[::1]', 443, '/a%20b', ['::1']],
    ['http://localhost:1/a/../cb?u=a@b', 'http', 'localhost', 1, '/cb', BOTH],
  ])('finds %s on loopback', (uri, scheme, host, port, path, address) => {
    expect(classifyRedirectUri(uri)).toEqual({
      kind: 'loopback',
      scheme,
      host,
      port,
      path,
      address,
    });
  });

  it.each([
    'https://partner.example/cb',
    'http://localhost.example/cb',
    'http://notlocalhost/cb',
    'http://127.0.0.1.example/cb',
    'http://128.0.0.1/cb',
    'http://0.0.0.0:8085/cb',
    'http://[::2]/cb',
    'http://192.168.0.1:8085/cb',
  ])('finds %s elsewhere', (uri) => {
    expect(classifyRedirectUri(uri).kind).toBe('remote');
  });

  it.each([
    '',
    'callback',
    '/callback',
    'localhost:8085/callback',
    '//localhost/callback',
    'http:/localhost/cb',
    'http:///cb',
    'http://',
    'http://?x',
    'myapp://callback',
    'urn:ietf:wg:oauth:2.0:oob',
    'ftp://localhost/cb',
    'javascript://localhost/%0aalert(1)',
    'http://localhost:8085/cb#',
    'http://localhost:8085/cb#x',
    'http://user@localhost/cb',
    'http://user:pw@localhost/cb',
    'http://@localhost/cb',
    'http://localhost:99999/cb',
    'http://localhost:0/cb',
    'http://localhost:abc/cb',
    'http://[::1/cb',
    ' http://localhost/cb',
    'http://localhost/cb\n',
    'http://localhost/a b',
    'http://localhost\\cb',
    'http://local\u0000host/',
  ])('refuses %j', (uri) => {
    expect(() => classifyRedirectUri(uri)).toThrow(
      expect.objectContaining({ code: 'usage.redirect-uri', exitCode: 2 }),
    );
  });

  it('names the URI in the error', () => {
    expect(() => classifyRedirectUri('x', 'onboarding URL')).toThrow(/^onboarding URL "x": /);
  });
});

describe('hostHeaders', () => {
  it('leaves out only the port of the scheme', () => {
    expect(hostHeaders({ scheme: 'http', host: 'a', port: 80 })).toEqual(['a', 'a:80']);
    expect(hostHeaders({ scheme: 'https', host: 'a', port: 80 })).toEqual(['a:80']);
    expect(originOf({ scheme: 'https', host: '[::1]', port: 443 })).toBe('https://[::1]');
    expect(originOf({ scheme: 'http', host: '[::1]', port: 443 })).toBe('http://[::1]:443');
  });
});
