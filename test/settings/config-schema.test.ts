import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { PATTERNS } from '../../src/settings/config-patterns.ts';
import { configProblems } from '../../src/settings/read-config.ts';

const schemaText = readFileSync(
  new URL('../../schema/config.schema.json', import.meta.url),
  'utf8',
);
const judge = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(
  JSON.parse(schemaText),
);

const test1 = { kind: 'test', clientId: 'abc' };
const lab = {
  domain: 'lab.example.test',
  app: 'https://app.lab.example.test',
  api: 'https://api.lab.example.test',
};

function withProfile(changes: object): unknown {
  return { profiles: { test: { ...test1, ...changes } } };
}

function withSite(changes: object, key = 'lab'): unknown {
  return { sites: { [key]: { ...lab, ...changes } } };
}

function withProbe(probe: unknown, scope = 'new_scope'): unknown {
  return { probes: { [scope]: [probe] } };
}

const GOOD: readonly unknown[] = [
  {},
  { $schema: './node_modules/ddoauth/schema/config.schema.json' },
  { profiles: {}, sites: {}, probes: {} },
  { defaultProfile: 'test', profiles: { test: test1 } },
  withProfile({
    name: 'Kettle',
    redirectUris: ['http://localhost:8085/callback', 'anything, lint looks at it'],
    onboardingUrl: 'http://localhost:8085/onboarding',
    scopes: ['api_keys_write', 'brand_new_scope', 'dot.ted:scope'],
    sites: ['us1', 'https://acme.datadoghq.eu/'],
  }),
  withProfile({ kind: 'public', scopes: [], sites: [], redirectUris: [] }),
  { profiles: { p: { manifest: 'assets/oauth_clients.json' } } },
  { profiles: { p: { kind: 'published', manifest: 'm.json', clientId: 'x' } } },
  { profiles: { 'with space and ü': test1 } },
  withSite({}),
  withSite({ intake: {} }, 'my-lab_2'),
  withSite({ app: 'https://app.lab.example.test:8443', api: 'https://10.0.0.7:65535/' }),
  withSite({
    domain: 'localhost:9000',
    app: 'http://localhost:9000',
    api: 'http://127.0.0.1:9000/',
  }),
  withSite({ domain: '[::1]:9000', app: 'http://[::1]:9000', api: 'https://[2001:db8::1]' }),
  withSite({ domain: 'us7.datadoghq.com' }),
  withSite({
    intake: {
      logs: 'https://logs.lab.example.test',
      events: 'https://events.lab.example.test',
      otlp: 'http://127.0.0.1:4318',
      spans: 'https://spans.lab.example.test/api/v2/spans',
    },
  }),
  withProbe({ method: 'GET', path: '/api/v2/some_thing' }),
  withProbe({
    method: 'POST',
    path: '/',
    query: { a: '{now-60}', '': 'x' },
    body: { a: [1, null] },
  }),
];

const BAD: readonly (readonly [unknown, string])[] = [
  [null, 'the top level must be an object'],
  [[], 'the top level must be an object'],
  ['text', 'the top level must be an object'],
  [{ profile: {} }, 'profile: unknown key (did you mean profiles?)'],
  [{ zzz: 1 }, 'zzz: unknown key'],
  [{ toString: 1 }, 'toString: unknown key'],
  [{ $schema: 1 }, '$schema: must be a string'],
  [{ defaultProfile: '' }, 'defaultProfile: must not be empty'],
  [{ profiles: [] }, 'profiles: must be an object'],
  [{ profiles: null }, 'profiles: must be an object'],
  [{ profiles: { test: 'x' } }, 'profiles.test: must be an object'],
  [{ profiles: { test: [] } }, 'profiles.test: must be an object'],
  [{ profiles: { '': test1 } }, 'profiles.""'],
  [{ profiles: { ' x': test1 } }, 'profiles." x"'],
  [{ profiles: { 'a\nb': test1 } }, 'profiles."a\\nb"'],
  [
    withProfile({ clientIdd: 'x' }),
    'profiles.test.clientIdd: unknown key (did you mean clientId?)',
  ],
  [
    withProfile({ redirect_uris: [] }),
    'profiles.test.redirect_uris: unknown key (did you mean redirectUris?)',
  ],
  [{ profiles: { test: { clientId: 'x' } } }, 'profiles.test.kind: missing key'],
  [{ profiles: { test: { kind: 'test' } } }, 'profiles.test.clientId: missing key'],
  [{ profiles: { test: {} } }, 'profiles.test.kind: missing key'],
  [withProfile({ kind: 'private' }), 'profiles.test.kind: must be test, published or public'],
  [withProfile({ kind: null }), 'profiles.test.kind: must be test, published or public'],
  [withProfile({ clientId: 5 }), 'profiles.test.clientId: must be a string'],
  [withProfile({ clientId: '' }), 'profiles.test.clientId: must be a client id'],
  [withProfile({ clientId: 'a b' }), 'profiles.test.clientId: must be a client id'],
  [withProfile({ clientId: 'abc\n' }), 'profiles.test.clientId: must be a client id'],
  [withProfile({ name: '' }), 'profiles.test.name: must not be empty'],
  [withProfile({ redirectUris: 'http://localhost' }), 'profiles.test.redirectUris: must be a list'],
  [withProfile({ redirectUris: {} }), 'profiles.test.redirectUris: must be a list'],
  [withProfile({ redirectUris: ['x', 1] }), 'profiles.test.redirectUris[1]: must be a string'],
  [withProfile({ redirectUris: [''] }), 'profiles.test.redirectUris[0]: must not be empty'],
  [withProfile({ scopes: ['a b'] }), 'profiles.test.scopes[0]: must be the name of one scope'],
  [withProfile({ scopes: ['a', null] }), 'profiles.test.scopes[1]: must be a string'],
  [withProfile({ sites: 'us1' }), 'profiles.test.sites: must be a list'],
  [withProfile({ manifest: true }), 'profiles.test.manifest: must be a string'],
  [withProfile({ onboardingUrl: null }), 'profiles.test.onboardingUrl: must be a string'],
  [{ sites: { lab: {} } }, 'sites.lab.domain: missing key'],
  [{ sites: { lab: { domain: 'x.test', app: lab.app } } }, 'sites.lab.api: missing key'],
  [withSite({}, 'Lab'), 'sites.Lab: must be a site key'],
  [withSite({}, 'lab.one'), 'must be a site key'],
  [withSite({}, '-lab'), 'must be a site key'],
  [withSite({}, 'x'.repeat(41)), 'must be a site key'],
  [withSite({ key: 'x' }), 'sites.lab.key: unknown key'],
  [withSite({ domain: 'https://lab.example.test' }), 'sites.lab.domain: must be a domain'],
  [withSite({ domain: 'lab.example.test/' }), 'sites.lab.domain: must be a domain'],
  [withSite({ domain: 'lab.example.test:8443' }), 'sites.lab.domain: must be a domain'],
  [withSite({ domain: 'lab.example.test.' }), 'sites.lab.domain: must be a domain'],
  [withSite({ domain: 'läb.example.test' }), 'sites.lab.domain: must be a domain'],
  [withSite({ domain: 'localhost:99999' }), 'sites.lab.domain: must be a domain'],
  [withSite({ domain: '' }), 'sites.lab.domain: must be a domain'],
  [withSite({ app: 'app.lab.example.test' }), 'sites.lab.app: must be an https origin'],
  [withSite({ app: 'http://app.lab.example.test' }), 'sites.lab.app: must be an https origin'],
  [withSite({ api: 'http://localhost.evil.example' }), 'sites.lab.api: must be an https origin'],
  [withSite({ api: 'http://127.0.0.1.evil.example' }), 'sites.lab.api: must be an https origin'],
  [withSite({ api: 'http://localhost@evil.example' }), 'sites.lab.api: must be an https origin'],
  [withSite({ api: 'https://user:pw@api.example' }), 'sites.lab.api: must be an https origin'],
  [withSite({ api: 'https://api.example/path' }), 'sites.lab.api: must be an https origin'],
  [withSite({ api: 'https://api.example?x' }), 'sites.lab.api: must be an https origin'],
  [withSite({ api: 'https://api.example\\x' }), 'sites.lab.api: must be an https origin'],
  [withSite({ api: 'ftp://api.example' }), 'sites.lab.api: must be an https origin'],
  [
    withSite({ intake: { logs: 'http://logs.example' } }),
    'sites.lab.intake.logs: must be an https',
  ],
  [
    withSite({ intake: { log: lab.api } }),
    'sites.lab.intake.log: unknown key (did you mean logs?)',
  ],
  [withSite({ intake: { spans: 'https://x.example/a b' } }), 'sites.lab.intake.spans: must be'],
  [withSite({ intake: [] }), 'sites.lab.intake: must be an object'],
  [{ probes: { x: [] } }, 'probes.x: must hold at least one probe'],
  [{ probes: { x: {} } }, 'probes.x: must be a list'],
  [withProbe({ method: 'GET', path: '/x' }, 'a b'), 'probes."a b": must be the name of one scope'],
  [withProbe({ method: 'DELETE', path: '/x' }), 'probes.new_scope[0].method: must be GET or POST'],
  [withProbe({ method: 'GET' }), 'probes.new_scope[0].path: missing key'],
  [withProbe({ method: 'GET', path: 'api' }), 'probes.new_scope[0].path: must be a path'],
  [withProbe({ method: 'GET', path: 'https://x' }), 'probes.new_scope[0].path: must be a path'],
  [withProbe({ method: 'GET', path: '/a?b' }), 'probes.new_scope[0].path: must be a path'],
  [
    withProbe({ method: 'GET', path: '/a', query: { a: 1 } }),
    'probes.new_scope[0].query.a: must be a string',
  ],
  [
    withProbe({ method: 'POST', path: '/a', body: [] }),
    'probes.new_scope[0].body: must be an object',
  ],
  [
    withProbe({ method: 'GET', path: '/a', paht: '/b' }),
    'probes.new_scope[0].paht: unknown key (did you mean path?)',
  ],
];

describe('both judges of a config', () => {
  test.each(GOOD.map((config) => [config]))('take %j', (config) => {
    expect(configProblems(config)).toEqual([]);
    expect(judge(config), JSON.stringify(judge.errors)).toBe(true);
  });

  test.each(BAD)('refuse %j', (config, problem) => {
    expect(configProblems(config)[0]).toContain(problem);
    expect(judge(config)).toBe(false);
  });

  test('hold the same patterns', () => {
    for (const pattern of Object.values(PATTERNS)) {
      expect(schemaText).toContain(`"pattern": ${JSON.stringify(pattern)}`);
    }
  });
});
