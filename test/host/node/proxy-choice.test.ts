import { describe, expect, it } from 'vitest';
import { ToolError } from '../../../src/errors.ts';
import { chooseProxy, type Destination } from '../../../src/host/node/proxy-choice.ts';

const EU: Destination = { protocol: 'https:', hostname: 'api.datadoghq.eu', port: 443 };
const P = 'http://proxy.example.test:3128';

describe('chooseProxy', () => {
  it.each([
    [{}, undefined],
    [{ HTTPS_PROXY: P }, P],
    [{ https_proxy: P }, P],
    [{ HTTPS_PROXY: 'http://other.example.test:1', https_proxy: P }, P],
    [{ HTTPS_PROXY: P, https_proxy: '' }, undefined],
    [{ HTTP_PROXY: P }, P],
    [{ http_proxy: P }, P],
    [{ HTTP_PROXY: P, HTTPS_PROXY: '' }, undefined],
    [{ HTTP_PROXY: 'http://other.example.test:1', HTTPS_PROXY: P }, P],
    [{ HTTPS_PROXY: ' proxy.example.test:3128 ' }, P],
    [{ HTTPS_PROXY: 'http://proxy.example.test' }, 'http://proxy.example.test:80'],
    [{ HTTPS_PROXY: 'HTTPS://proxy.example.test/' }, 'https://proxy.example.test:443'],
    [{ HTTPS_PROXY: 'http://[::1]:8080' }, 'http://[::1]:8080'],
  ])('%j: %s', (env, shown) => {
    expect(chooseProxy(env, EU)?.shown).toBe(shown);
  });

  it.each([
    ['*', false],
    ['*, x.test', false],
    ['datadoghq.eu', false],
    ['.datadoghq.eu', false],
    ['*.datadoghq.eu', false],
    ['API.DATADOGHQ.EU', false],
    ['x.test  datadoghq.eu', false],
    ['datadoghq.eu:443', false],
    ['datadoghq.eu:8443', true],
    ['atadoghq.eu', true],
    ['datadoghq.com', true],
    ['api.datadoghq.eu.evil.test', true],
    ['', true],
    [' , ,', true],
    ['.', true],
    [':443', true],
    ['[::1]', true],
    ['10.0.0.0/8,172.16.0.0/12', true],
    ['0.0.0.0/0', true],
    ['datadoghq.eu/24', true],
  ])('NO_PROXY=%s: through the proxy? %s', (noProxy, proxied) => {
    for (const name of ['NO_PROXY', 'no_proxy']) {
      const chosen = chooseProxy({ HTTPS_PROXY: P, [name]: noProxy }, EU);
      expect(chosen !== undefined).toBe(proxied);
    }
  });

  it.each(['localhost', '127.0.0.1', '127.8.9.1', '[::1]', 'app.localhost'])(
    '%s is never asked of a proxy',
    (hostname) => {
      for (const protocol of ['http:', 'https:']) {
        const env = { HTTPS_PROXY: P, HTTP_PROXY: P };
        expect(chooseProxy(env, { protocol, hostname, port: 80 })).toBeUndefined();
      }
    },
  );

  it.each(['localhost.evil.test', '127.0.0.1.evil.test', '128.0.0.1'])('%s is', (hostname) => {
    expect(chooseProxy({ HTTPS_PROXY: P }, { ...EU, hostname })).toBeDefined();
  });

  it('plain http goes through HTTP_PROXY alone', () => {
    const plain = { protocol: 'http:', hostname: 'lab.example.test', port: 80 };
    expect(chooseProxy({ HTTPS_PROXY: P }, plain)).toBeUndefined();
    expect(chooseProxy({ HTTP_PROXY: P }, plain)?.shown).toBe(P);
  });

  it.each([
    ['http://u:p@proxy.example.test:3128', 'u:p'],
    ['http://u%40x:p%3Aq@proxy.example.test:3128', 'u@x:p:q'],
    ['u:p@proxy.example.test:3128', 'u:p'],
    ['http://token@proxy.example.test:3128', 'token:'],
    ['http://u:100%@proxy.example.test:3128', 'u:100%'],
  ])('%s: credentials are kept apart from what is shown', (value, plain) => {
    const proxy = chooseProxy({ HTTPS_PROXY: value }, EU);
    expect(proxy?.authorization).toBe(`Basic ${Buffer.from(plain).toString('base64')}`);
    expect(proxy?.shown).toBe(P);
  });

  it.each([
    ['https_proxy', 'socks5://user:hidden@127.0.0.1:1080', 'names a socks5 proxy'],
    ['HTTPS_PROXY', 'http://user:hidden@:99999', 'is no URL'],
    ['HTTPS_PROXY', 'user:hidden@ x', 'is no URL'],
    ['HTTP_PROXY', 'file:///hidden', 'names a file proxy'],
  ])('%s=%s is a mistake of the user, and not quoted', (name, value, what) => {
    const refused = (() => {
      try {
        chooseProxy({ [name]: value }, EU);
      } catch (error) {
        return error;
      }
    })();
    expect(refused).toBeInstanceOf(ToolError);
    expect(refused).toMatchObject({ code: 'usage.environment', exitCode: 2 });
    const said = refused instanceof ToolError ? `${refused.message} ${refused.hint ?? ''}` : '';
    expect(said).toContain(`${name} ${what}`);
    expect(said).not.toContain('hidden');
  });
});

describe('a range in NO_PROXY', () => {
  it.each([
    ['10.0.0.0/8', '10.20.30.40', false],
    ['192.168.1.0/24', '192.168.2.1', true],
    ['fd00::/8', '[fd12::1]', false],
    ['[fd00::]/8', '[fd12::1]', false],
    ['fd00::/8', '10.0.0.1', true],
    ['10.0.0.0/33', '10.0.0.1', true],
    ['10.0.0.0/', '10.0.0.1', true],
    ['/8', '10.0.0.1', true],
    ['10.0.0.0/8/8', '10.0.0.1', true],
  ])('%s, %s: through the proxy? %s', (noProxy, hostname, proxied) => {
    const env = { HTTPS_PROXY: P, NO_PROXY: noProxy };
    const chosen = chooseProxy(env, { protocol: 'https:', hostname, port: 443 });
    expect(chosen !== undefined).toBe(proxied);
  });
});
