import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseConfig, readConfig } from '../../src/settings/read-config.ts';
import { errorOf, folderWith } from './folder.ts';

function reading(content: unknown): () => unknown {
  const path = join(folderWith({ 'c.json': content }), 'c.json');
  return () => readConfig(path, 'c.json');
}

describe('readConfig', () => {
  test.each<[string, unknown, string]>([
    ['empty', '', 'c.json: the file is empty'],
    ['white space', ' \n', 'c.json: the file is empty'],
    ['broken', '{\n  "profiles": {,}\n}', 'c.json: line 2, column 16: '],
    ['comment', '{\n  // my client\n}', 'c.json: line 2, column 3: JSON has no comments'],
    ['key twice', '{"profiles":{},"profiles":{}}', 'column 16: the key "profiles" is there twice'],
    ['__proto__', '{"__proto__":{}}', 'column 2: the key "__proto__" is not allowed'],
    ['UTF-16', Buffer.from('\ufeff{}', 'utf16le'), 'c.json: it is UTF-16'],
    ['Latin-1', Buffer.from('{"defaultProfile":"\xfc"}', 'latin1'), 'c.json: it is not UTF-8'],
    ['bigger than 1 MB', `{}${' '.repeat(1_000_000)}`, 'c.json: it is bigger than 1 MB'],
    ['unknown key', { profils: {} }, 'c.json: profils: unknown key (did you mean profiles?)'],
    ['several mistakes', { defaultProfile: 1, profiles: 2 }, 'must be a string (and 1 more)'],
  ])('%s', (_, content, message) => {
    const error = errorOf(reading(content));
    expect(error).toMatchObject({ code: 'usage.config', exitCode: 2 });
    expect(error.message).toContain(message);
    expect(error.message).not.toContain('\n');
  });

  test('a byte order mark and no final line end are fine', () => {
    const config = { profiles: { a: { kind: 'test', clientId: 'x' } } };
    expect(reading(`\ufeff${JSON.stringify(config)}`)()).toEqual(config);
  });

  test('what is no file', () => {
    const folder = folderWith({});
    mkdirSync(join(folder, 'folder'));
    symlinkSync('loop', join(folder, 'loop'));
    symlinkSync('nothing', join(folder, 'dangling'));
    const messageFor = (name: string): string =>
      errorOf(() => readConfig(join(folder, name), name)).message;
    expect(messageFor('folder')).toBe('folder: it is a folder, not a file');
    expect(messageFor('loop')).toBe('loop: cannot be read: the link leads back to itself');
    expect(messageFor('dangling')).toBe(
      'dangling: cannot be read: it is a link to a file that is not there',
    );
    expect(messageFor('missing')).toBe('missing: cannot be read: there is no such file');
    expect(errorOf(() => readConfig('/dev/zero', 'zero')).message).toContain('not a regular file');
  });
});

describe('secrets in the config', () => {
  const secret = 'do-not-print-me';

  test.each([
    [{ profiles: { test: { clientSecret: secret } } }, 'profiles.test.clientSecret'],
    [{ profiles: { test: { client_secret: secret } } }, 'profiles.test.client_secret'],
    [{ profiles: { test: { 'client-secret': secret } } }, 'profiles.test.client-secret'],
    [{ profiles: { test: { secret } } }, 'profiles.test.secret'],
    [{ CLIENTSECRET: secret }, 'CLIENTSECRET'],
    [{ profiles: { test: { apiKey: secret } } }, 'profiles.test.apiKey'],
    [{ sites: { lab: { dd_api_key: secret } } }, 'sites.lab.dd_api_key'],
    [{ profiles: [{ refreshToken: secret }] }, 'profiles[0].refreshToken'],
    [{ profiles: { test: { refresh_tokens: [secret] } } }, 'profiles.test.refresh_tokens'],
    [{ profiles: { test: { accessToken: secret } } }, 'profiles.test.accessToken'],
    [{ profiles: { test: { password: secret } } }, 'profiles.test.password'],
  ])('%j', (config, place) => {
    const { code, message } = errorOf(() => parseConfig(config, 'c.json'));
    expect(code).toBe('usage.config');
    expect(message).toContain(`c.json: ${place} does not belong here: no secrets in this file`);
    expect(message).not.toContain(secret);
  });

  test('the message says where each kind goes', () => {
    const at = (key: string): string =>
      errorOf(() => parseConfig({ profiles: { p: { [key]: secret } } }, 'c.json')).message;
    expect(at('clientSecret')).toContain('DDOAUTH_CLIENT_SECRET');
    expect(at('refreshToken')).toContain('DDOAUTH_REFRESH_TOKEN');
    expect(at('apiKey')).toContain('create-key');
  });

  test('names alone are no secrets: profiles, sites, members of a probe', () => {
    const config = {
      profiles: { secret: { kind: 'test', clientId: 'x' } },
      probes: { token: [{ method: 'POST', path: '/x', body: { api_key: 'x' } }] },
    };
    expect(parseConfig(config, 'c.json')).toEqual(config);
  });
});
