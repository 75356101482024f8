import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CONFIG_FILE_NAME } from '../../src/settings/find-config.ts';
import { resolveProfile, type SettingsFlags } from '../../src/settings/profile.ts';
import { errorOf, folderWith } from './folder.ts';
import { resolve, testProfile, withConfig } from './resolve.ts';

const manifest = {
  integration: {
    id: 'manifest-id',
    name: 'Kettle',
    onboarding_url: 'https://kettle.example/start',
    redirect_uris: ['https://kettle.example/cb'],
    scopes: ['api_keys_write'],
  },
};

const two = {
  profiles: { test: testProfile, published: { manifest: 'assets/oauth_clients.json' } },
};

describe('which profile', () => {
  test('nothing at all', () => {
    const settings = resolve(folderWith());
    expect(settings).toMatchObject({
      profileName: null,
      client: null,
      sites: undefined,
      redirectUri: undefined,
      requestedScopes: undefined,
      extraProbes: {},
      provenance: [],
      notices: [],
    });
    expect(settings).not.toHaveProperty('configFile');
    expect(settings.siteTable.all).toHaveLength(9);
  });

  test('the only one', () => {
    const cwd = withConfig({ profiles: { test: testProfile } });
    const settings = resolve(cwd);
    expect(settings).toMatchObject({
      profileName: 'test',
      client: {
        kind: 'test',
        clientId: 'test-id',
        redirectUris: testProfile.redirectUris,
        onboardingUrl: testProfile.onboardingUrl,
        scopes: testProfile.scopes,
      },
      redirectUri: 'http://localhost:8085/callback',
      configFile: join(cwd, CONFIG_FILE_NAME),
    });
    expect(settings.sites?.map(({ key }) => key)).toEqual(['us1', 'eu1']);
  });

  test('defaultProfile, and --profile over it', () => {
    const files = { 'assets/oauth_clients.json': manifest };
    const cwd = withConfig({ ...two, defaultProfile: 'published' }, files);
    expect(resolve(cwd).profileName).toBe('published');
    expect(resolve(cwd, { profile: 'test' }).profileName).toBe('test');
  });

  test.each<[string, unknown, SettingsFlags, string, string[]]>([
    ['several, none named', two, {}, 'usage.profile', ['test, published']],
    ['unknown', two, { profile: 'tets' }, 'usage.profile', ['"tets"', 'mean test?', 'published']],
    ['unknown, by prototype', two, { profile: 'toString' }, 'usage.profile', ['"toString"']],
    ['none there', {}, { profile: 'x' }, 'usage.profile', ['there are none']],
    ['default unknown', { ...two, defaultProfile: 'tst' }, {}, 'usage.config', ['mean test?']],
    ['empty', two, { profile: ' ' }, 'usage.flag', ['--profile']],
    ['two clients', two, { profile: 'test', fromManifest: 'x' }, 'usage.flag', ['--from-manifest']],
  ])('%s', (_, config, flags, code, parts) => {
    const error = errorOf(() => resolve(withConfig(config), flags));
    expect(error).toMatchObject({ code, exitCode: 2 });
    for (const part of parts) expect(error.message).toContain(part);
  });

  test('--profile without any config says that there is none', () => {
    const error = errorOf(() => resolve(folderWith(), { profile: 'test' }));
    expect(error.code).toBe('usage.profile');
    expect(error.message).toContain('no ddoauth.config.json');
  });

  test('a command that needs no client is not stopped by several profiles', () => {
    const cwd = withConfig(two);
    const settings = resolveProfile({ flags: {}, env: {}, cwd, clientOptional: true });
    expect(settings).toMatchObject({ profileName: null, client: null });
  });
});

describe('config file', () => {
  test('--config and DDOAUTH_CONFIG have to exist, and the message names which', () => {
    const cwd = withConfig({});
    const byFlag = errorOf(() => resolve(cwd, { config: 'none.json' }));
    expect(byFlag).toMatchObject({ code: 'usage.config' });
    expect(byFlag.message).toContain('--config none.json: ');
    const byVariable = errorOf(() => resolve(cwd, {}, { DDOAUTH_CONFIG: 'gone.json' }));
    expect(byVariable.message).toContain('DDOAUTH_CONFIG: gone.json: ');
    expect(() => resolve(cwd, { config: '' })).toThrow(/--config: the value is empty/);
  });

  test('a broken config found upwards is not passed by', () => {
    const root = folderWith({ [CONFIG_FILE_NAME]: '{,}' });
    mkdirSync(join(root, 'deep/er'), { recursive: true });
    const { message } = errorOf(() => resolve(join(root, 'deep/er')));
    expect(message).toContain(join(root, CONFIG_FILE_NAME));
    expect(message).toContain('line 1, column 2');
  });
});

describe('manifests', () => {
  test('--from-manifest needs no config and is relative to the current folder', () => {
    const cwd = folderWith({ 'assets/oauth_clients.json': manifest });
    expect(resolve(cwd, { fromManifest: 'assets/oauth_clients.json' })).toMatchObject({
      profileName: null,
      client: {
        kind: 'published',
        clientId: 'manifest-id',
        name: 'Kettle',
        manifest: 'assets/oauth_clients.json',
        redirectUris: ['https://kettle.example/cb'],
      },
      redirectUri: 'https://kettle.example/cb',
    });
  });

  test('--from-manifest beside a config: its profiles rest, its sites and probes count', () => {
    const sites = {
      lab: {
        domain: 'lab.example.test',
        app: 'https://lab.example.test',
        api: 'https://api.lab.example.test',
      },
    };
    const probes = { new_scope: [{ method: 'GET', path: '/x' }] };
    const cwd = withConfig({ ...two, sites, probes }, { 'm.json': manifest });
    const settings = resolve(cwd, { fromManifest: 'm.json', site: ['lab'] });
    expect(settings).toMatchObject({ profileName: null, client: { clientId: 'manifest-id' } });
    expect(settings.sites?.map(({ key }) => key)).toEqual(['lab']);
    expect(settings.extraProbes).toMatchObject({
      new_scope: [{ method: 'GET', path: '/x', opens: [['new_scope']] }],
    });
  });

  test("a profile's manifest is relative to the config, whatever the current folder", () => {
    const root = withConfig(
      { profiles: { p: { manifest: 'assets/m.json' } } },
      { 'assets/m.json': manifest, 'deep/x.txt': '' },
    );
    const { client } = resolve(join(root, 'deep'));
    expect(client).toMatchObject({ clientId: 'manifest-id', manifest: 'assets/m.json' });
    const elsewhere = resolve(folderWith(), { config: join(root, CONFIG_FILE_NAME) });
    expect(elsewhere.client?.clientId).toBe('manifest-id');
  });

  test('keys beside the manifest win one by one', () => {
    const profile = {
      kind: 'test',
      clientId: 'own-id',
      manifest: 'm.json',
      redirectUris: ['http://localhost:1/cb'],
    };
    const { client, notices } = resolve(
      withConfig({ profiles: { p: profile } }, { 'm.json': manifest }),
    );
    expect(client).toEqual({
      kind: 'test',
      clientId: 'own-id',
      name: 'Kettle',
      onboardingUrl: 'https://kettle.example/start',
      redirectUris: ['http://localhost:1/cb'],
      scopes: ['api_keys_write'],
      manifest: 'm.json',
    });
    expect(notices).toEqual([
      'profiles.p.manifest: m.json: integration.id is manifest-id, not own-id',
    ]);
  });

  test('a manifest that is bad names profile, file and field', () => {
    const cwd = withConfig(
      { profiles: { p: { manifest: 'm.json' } } },
      { 'm.json': { integration: { id: 'x', scopes: 1 } } },
    );
    const error = errorOf(() => resolve(cwd));
    expect(error.code).toBe('usage.manifest');
    expect(error.message).toBe(
      'profiles.p.manifest: m.json: integration.scopes: must be a list of strings',
    );
  });
});
