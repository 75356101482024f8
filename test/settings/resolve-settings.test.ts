import { describe, expect, test } from 'vitest';
import { formatProvenance } from '../../src/settings/precedence.ts';
import type { SettingsFlags } from '../../src/settings/profile.ts';
import { errorOf, folderWith } from './folder.ts';
import { resolve, testProfile, withConfig, type Env } from './resolve.ts';

describe('precedence', () => {
  const cwd = (): string => withConfig({ profiles: { test: testProfile } });
  const lines = (flags: SettingsFlags, env: Env): string[] =>
    resolve(cwd(), flags, env).provenance.map(formatProvenance);

  test.each<[SettingsFlags, Env, string]>([
    [{ clientId: 'flag-id' }, { DDOAUTH_CLIENT_ID: 'env-id' }, 'flag-id'],
    [{}, { DDOAUTH_CLIENT_ID: ' env-id ' }, 'env-id'],
    [{}, { DDOAUTH_CLIENT_ID: ' ' }, 'test-id'],
    [{}, {}, 'test-id'],
  ])('client id with %j and %j', (flags, env, clientId) => {
    expect(resolve(cwd(), flags, env).client?.clientId).toBe(clientId);
  });

  test('a client id alone is a client', () => {
    const { client } = resolve(folderWith(), {}, { DDOAUTH_CLIENT_ID: 'env-id' });
    expect(client).toEqual({ kind: 'test', clientId: 'env-id', redirectUris: [], scopes: [] });
    expect(() => resolve(folderWith(), { clientId: 'a b' })).toThrow(/--client-id: a client id/);
  });

  test.each<[string[] | undefined, Env, string[], string]>([
    [['us5'], { DD_SITE: 'us3' }, ['us5'], 'site us5 from --site (not us3 from DD_SITE, us1, eu1'],
    [undefined, { DD_SITE: 'datadoghq.eu' }, ['eu1'], 'site eu1 from DD_SITE'],
    [undefined, { DATADOG_SITE: 'us3' }, ['us3'], 'site us3 from DATADOG_SITE'],
    [
      undefined,
      { DD_SITE: 'us3', DATADOG_SITE: 'us5' },
      ['us3'],
      'site us3 from DD_SITE (not us5 from DATADOG_SITE',
    ],
    [undefined, { DD_SITE: ' ', DATADOG_SITE: '' }, ['us1', 'eu1'], 'from profiles.test.sites'],
    [['us5'], { DD_SITE: 'broken' }, ['us5'], 'site us5 from --site'],
  ])('sites with %j and %j', (site, env, keys, line) => {
    const flags = site === undefined ? {} : { site };
    expect(resolve(cwd(), flags, env).sites?.map(({ key }) => key)).toEqual(keys);
    expect(lines(flags, env).find((text) => text.startsWith('site '))).toContain(line);
  });

  test.each<[unknown, SettingsFlags, Env, string, string]>([
    [{}, { site: ['us9'] }, {}, 'usage.site', '--site: "us9"'],
    [{}, {}, { DD_SITE: 'us9' }, 'usage.site', 'DD_SITE: "us9"'],
    [{}, {}, { DATADOG_SITE: 'us9' }, 'usage.site', 'DATADOG_SITE: "us9"'],
    [{}, { site: [''] }, {}, 'usage.site', '--site: no site given'],
    [
      { profiles: { p: { ...testProfile, sites: ['us1', 'us9'] } } },
      {},
      {},
      'usage.config',
      'profiles.p.sites[1]: "us9"',
    ],
  ])('a site that is none: %j %j %j', (config, flags, env, code, part) => {
    const error = errorOf(() => resolve(withConfig(config), flags, env));
    expect(error).toMatchObject({ code, exitCode: 2 });
    expect(error.message).toContain(part);
  });

  test('redirect URI and scopes from flags', () => {
    const settings = resolve(cwd(), {
      redirectUri: 'https://kettle.example/cb',
      scope: ['monitors_read', 'x'],
    });
    expect(settings.redirectUri).toBe('https://kettle.example/cb');
    expect(settings.requestedScopes).toEqual(['monitors_read', 'x']);
    expect(settings.client?.scopes).toEqual(testProfile.scopes);
    expect(() => resolve(cwd(), { redirectUri: 'http://localhost:8085/callback/' })).toThrow(
      expect.objectContaining({ code: 'usage.redirect-uri' }),
    );
  });

  test('provenance never holds a secret', () => {
    const env = { DDOAUTH_CLIENT_SECRET: 'sec-ret', DDOAUTH_REFRESH_TOKEN: 'tok-en' };
    const settings = resolve(cwd(), {}, env);
    expect(JSON.stringify(settings)).not.toMatch(/sec-ret|tok-en/);
  });
});

describe('requested scopes', () => {
  const of = (kind: string, scopes: string[], flags: SettingsFlags = {}) =>
    resolve(withConfig({ profiles: { test: { ...testProfile, kind, scopes } } }), flags)
      .requestedScopes;

  test.each<[string, string[], SettingsFlags, string[] | undefined]>([
    ['test', ['a_read'], {}, undefined],
    ['published', ['a_read'], {}, undefined],
    ['public', ['a_read', 'b_read'], {}, ['a_read', 'b_read']],
    ['public', [], {}, undefined],
    ['public', ['a_read'], { scope: ['c_read'] }, ['c_read']],
    ['test', ['a_read'], { scope: ['c_read'] }, ['c_read']],
  ])('of a %s client with %j and %j', (kind, scopes, flags, expected) => {
    expect(of(kind, scopes, flags)).toEqual(expected);
  });
});
