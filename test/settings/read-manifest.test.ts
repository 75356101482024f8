import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ToolError } from '../../src/errors.ts';
import { parseManifest, readManifest } from '../../src/settings/read-manifest.ts';
import { errorOf, folderWith } from './folder.ts';

const fixtures = fileURLToPath(new URL('../fixtures/manifests', import.meta.url));

function fixture(name: string, clientId?: string) {
  return readManifest({ path: join(fixtures, name), shown: name }, clientId);
}

function parse(json: unknown, clientId?: string) {
  return parseManifest(json, 'm.json', clientId);
}

const full = {
  name: 'Kettle',
  description: 'd',
  client_role: 'integration',
  id: 'id-1',
  onboarding_url: 'https://kettle.example/start',
  redirect_uris: ['https://kettle.example/cb'],
  scopes: ['api_keys_write'],
};

describe('published shapes', () => {
  test.each([
    ['kettle-metrics.json', '0a1b2c3d-0001-11ef-8000-da7ad0900002', 1, 1],
    ['lantern-no-newline.json', '0a1b2c3d-0002-11ef-8000-da7ad0900002', 2, 3],
    ['orchard-six-uris.json', '0a1b2c3d-0003-11ef-8000-da7ad0900002', 6, 2],
    ['quarry-29-scopes.json', '0a1b2c3d-0004-11ef-8000-da7ad0900002', 1, 29],
  ])('%s', (name, clientId, uris, scopes) => {
    const manifest = fixture(name);
    expect(manifest).toMatchObject({ clientId, kind: 'published', notices: [] });
    expect(manifest.redirectUris).toHaveLength(uris);
    expect(manifest.scopes).toHaveLength(scopes);
    expect(manifest.onboardingUrl).toMatch(/^https:/);
  });

  test('every value is taken as it stands, in the order of the file', () => {
    expect(fixture('lantern-no-newline.json')).toEqual({
      clientId: '0a1b2c3d-0002-11ef-8000-da7ad0900002',
      name: 'Lantern (prod) OAuth Client',
      onboardingUrl: 'https://lantern.example/datadog/authorize',
      redirectUris: [
        'https://staging.lantern.example/datadog/redirect',
        'https://lantern.example/datadog/redirect',
      ],
      scopes: ['api_keys_write', 'hosts_read', 'events_read'],
      kind: 'published',
      notices: [],
    });
  });

  test('several clients: the id picks, and without one the message lists them', () => {
    const picked = fixture('harbour-two-clients.json', '0a1b2c3d-0006-11ef-8000-da7ad0900002');
    expect(picked).toMatchObject({
      name: 'Harbour EU',
      redirectUris: ['https://harbour.example/eu/cb'],
    });
    expect(picked.notices).toEqual([
      'harbour-two-clients.json: version: describes no client, passed over',
    ]);
    for (const id of [undefined, '0a1b2c3d-0007-11ef-8000-da7ad0900002']) {
      const { code, message } = errorOf(() => fixture('harbour-two-clients.json', id));
      expect(code).toBe('usage.manifest');
      expect(message).toContain('0a1b2c3d-0005-11ef-8000-da7ad0900002 (Harbour)');
      expect(message).toContain('0a1b2c3d-0006-11ef-8000-da7ad0900002 (Harbour EU)');
    }
  });
});

describe('other shapes', () => {
  test.each<[string, unknown]>([
    ['another key', { my_client: full }],
    ['no wrapping', full],
    ['list', [full]],
    ['list under a key', { clients: [full] }],
    ['map under a key', { clients: { prod: full } }],
    ['client_id', { integration: { ...full, id: undefined, client_id: 'id-1' } }],
    ['both, equal', { integration: { ...full, client_id: 'id-1' } }],
  ])('%s', (_, json) => {
    expect(parse(json)).toMatchObject({ clientId: 'id-1', redirectUris: full.redirect_uris });
  });

  test('optional members may be absent or null; a notice says what a flow will miss', () => {
    const bare = parse({ integration: { id: 'id-1', name: null, client_role: 'integration' } });
    expect(bare).toEqual({
      clientId: 'id-1',
      redirectUris: [],
      scopes: [],
      kind: 'published',
      notices: ['m.json: integration.redirect_uris: none', 'm.json: integration.scopes: none'],
    });
  });

  test('unknown members and roles are passed over with a notice', () => {
    const { notices } = parse({
      integration: { ...full, client_role: 'dashboard', logo: 'x', pkce: true },
      updated: '2026-01-01',
    });
    expect(notices).toEqual([
      'm.json: integration.client_role: dashboard instead of integration',
      'm.json: integration.logo: unknown field, passed over',
      'm.json: integration.pkce: unknown field, passed over',
      'm.json: updated: describes no client, passed over',
    ]);
  });

  test('an id from elsewhere stands in for a missing one and is noticed when it differs', () => {
    const unpublished = { integration: { ...full, id: undefined } };
    expect(parse(unpublished, 'mine').clientId).toBe('mine');
    const other = parse({ integration: full }, 'mine');
    expect(other.clientId).toBe('id-1');
    expect(other.notices).toEqual(['m.json: integration.id is id-1, not mine']);
  });
});

describe('refused, with file and field', () => {
  test.each<[unknown, string]>([
    [null, 'm.json: no OAuth client in it'],
    [[], 'm.json: no OAuth client in it'],
    [5, 'm.json: no OAuth client in it'],
    [{}, 'm.json: no OAuth client in it'],
    [{ integration: [] }, 'm.json: no OAuth client in it'],
    [{ integration: null }, 'm.json: no OAuth client in it'],
    [{ integration: {} }, 'm.json: integration.id: missing'],
    [{ integration: { ...full, id: null } }, 'm.json: integration.id: missing'],
    [{ integration: { ...full, id: 7 } }, 'm.json: integration.id: must be a string'],
    [{ integration: { ...full, id: ' ' } }, 'm.json: integration.id: must not be empty'],
    [{ integration: { ...full, id: 'a b' } }, 'm.json: integration.id: must have no spaces'],
    [{ integration: { ...full, client_id: 'x' } }, 'm.json: integration.client_id: differs'],
    [{ integration: { ...full, name: {} } }, 'm.json: integration.name: must be a string'],
    [
      { integration: { ...full, onboarding_url: 1 } },
      'm.json: integration.onboarding_url: must be',
    ],
    [
      { integration: { ...full, redirect_uris: 'x' } },
      'm.json: integration.redirect_uris: must be',
    ],
    [{ integration: { ...full, redirect_uris: {} } }, 'm.json: integration.redirect_uris: must be'],
    [
      { integration: { ...full, redirect_uris: ['x', 1] } },
      'm.json: integration.redirect_uris[1]: must be a string',
    ],
    [
      { integration: { ...full, scopes: [''] } },
      'm.json: integration.scopes[0]: must not be empty',
    ],
    [{ integration: { ...full, scopes: 'a b' } }, 'm.json: integration.scopes: must be a list'],
    [{ clients: [full, { ...full, id: 5 }] }, 'm.json: clients[1].id: must be a string'],
    [
      { integration: { ...full, client_secret: 'do-not-print-me' } },
      'm.json: integration.client_secret does not belong here: no secrets in this file',
    ],
  ])('%j', (json, message) => {
    const error = errorOf(() => parse(json));
    expect(error).toMatchObject({ code: 'usage.manifest', exitCode: 2 });
    expect(error.message).toContain(message);
    expect(error.message).not.toContain('do-not-print-me');
  });

  test('files that cannot be read', () => {
    const root = folderWith({ 'broken.json': '{"integration": {"id": "x" "name": "y"}}' });
    const read = (name: string): ToolError =>
      errorOf(() => readManifest({ path: join(root, name), shown: `--from-manifest ${name}` }));
    expect(read('broken.json')).toMatchObject({ code: 'usage.manifest' });
    expect(read('broken.json').message).toContain('--from-manifest broken.json: line 1, column 28');
    expect(read('none.json').message).toContain('there is no such file');
    expect(read('.').message).toContain('it is a folder');
  });

  test('whatever the JSON, the answer is a manifest or a ToolError', () => {
    const keys = fc.constantFrom('integration', 'id', 'client_id', 'redirect_uris', 'scopes', 'x');
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<unknown>(null, 1, '', 'text', true),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(keys, tie('tree'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (json) => {
        try {
          expect(parse(json).clientId).not.toBe('');
        } catch (error) {
          if (!(error instanceof ToolError)) throw error;
          expect(error.code).toBe('usage.manifest');
        }
      }),
      { numRuns: 2000 },
    );
  });
});
