import { config, ID, manifest, type LintExamples } from './example.ts';

const CLIENT = manifest();
const withoutIntegration = JSON.stringify(
  (JSON.parse(CLIENT) as { integration: object }).integration,
);

/** A site of the user's own. */
const LAB = {
  domain: 'lab.example.test',
  app: 'https://app.lab.example.test',
  api: 'https://api.lab.example.test',
};

/** A published profile with a manifest beside the config. */
function withManifest(text: string, fields: Readonly<Record<string, unknown>> = {}) {
  return {
    'ddoauth.config.json': config({
      kind: 'published',
      clientId: undefined,
      redirectUris: undefined,
      scopes: undefined,
      manifest: 'assets/oauth_clients.json',
      ...fields,
    }),
    'assets/oauth_clients.json': text,
  };
}

function beside(integration: object, text = CLIENT) {
  return { 'assets/oauth_clients.json': text, 'manifest.json': JSON.stringify(integration) };
}

/** Examples of the rules on files, members and clients. */
export const FILE_EXAMPLES = {
  'json-syntax': {
    triggers: [
      '{"integration": {"redirect_uris": ["https://a.acme.io/cb" "https://b.acme.io/cb"]}}',
      '{"profiles": {"test": {"kind": "test"',
      `${CLIENT} trailing`,
      '{\'integration\': 1, "integration": {"redirect_uris": []}}',
    ],
    ignores: [CLIENT, CLIENT.replace('{', '{ // why\n'), config(), CLIENT.replace(/\]\n/, ',]\n')],
  },
  'json-comment': {
    triggers: [CLIENT.replace('{', '{ // why\n'), CLIENT.replace('"name"', '/* here */ "name"')],
    ignores: [CLIENT, manifest({ description: 'see // and /* in texts */' })],
  },
  'json-trailing-comma': {
    triggers: [
      CLIENT.replace(/\n {4}\]/, ',\n    ]'),
      CLIENT.replace(/\n\}$/, ',\n}'),
      CLIENT.replace(/\n\}$/, ', // last\n}'),
    ],
    ignores: [
      CLIENT,
      manifest({ description: 'a list, [a,] or {b,}' }),
      '{"integration": {"redirect_uris": ["https://a.acme.io/", ,]}}',
    ],
  },
  'json-duplicate-key': {
    triggers: [
      CLIENT.replace('"name"', '"id": "x", "name"'),
      config().replace('"kind"', '"kind": "public", "kind"'),
    ],
    ignores: [CLIENT, '{"profiles": {"a": {"kind": "test"}, "b": {"kind": "test"}}}'],
  },
  'byte-order-mark': {
    triggers: [`\ufeff${CLIENT}`, `\ufeff${config()}`],
    ignores: [CLIENT, manifest({ description: 'a \ufeff in a text' })],
  },
  'secret-in-file': {
    triggers: [
      manifest({ client_secret: 'a-very-secret-value' }),
      manifest({ clientSecret: '' }),
      manifest({ description: '0123456789abcdef0123456789abcdef' }),
      manifest({ redirect_uris: ['https://app.acme.io/cb?client_secret=abcdefgh'] }),
      config({ refreshToken: 'value-of-a-token' }),
      config(
        {},
        {
          probes: {
            monitors_read: [
              { method: 'GET', path: '/x', query: { q: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x' } },
            ],
          },
        },
      ),
    ],
    ignores: [
      CLIENT,
      manifest({ id: '6f1b0c5e1a2b11ef8e9fda7ad0900002' }),
      manifest({ redirect_uris: ['https://app.acme.io/0123456789abcdef0123456789abcdef/cb'] }),
      '{"profiles": {"secret": {"kind": "test"}}}',
      config(
        {},
        { probes: { monitors_read: [{ method: 'POST', path: '/x', body: { password: 'b' } }] } },
      ),
    ],
  },
  'config-schema': {
    triggers: [
      config({ clientIdd: 'x' }),
      config({ kind: 'private' }),
      config({ clientId: undefined }),
      config({ scopes: 'monitors_read' }),
      config({}, { sites: { us1: LAB } }),
      config({}, { sites: { other: { ...LAB, domain: 'datadoghq.eu' } } }),
      '{"profiles": {"constructor": {"kind": "test"}}}',
    ],
    ignores: [
      config(),
      config({}, { sites: { lab: LAB } }),
      CLIENT,
      manifest({ kind: 1 }),
      config({ clientSecret: 'x' }),
    ],
  },
  'default-profile-unknown': {
    triggers: [config({}, { defaultProfile: 'tset' }), '{"defaultProfile": "a", "profiles": {}}'],
    ignores: [config(), config({}, { defaultProfile: 'test' })],
  },
  'site-unknown': {
    triggers: [config({ sites: ['us9'] }), config({ sites: ['us1', 'datadoghq.org'] })],
    ignores: [
      config({ sites: ['us1', 'datadoghq.eu', 'https://us3.datadoghq.com'] }),
      config({ sites: ['all'] }),
      config({ sites: ['https://acme.datadoghq.eu'] }),
    ],
  },
  'customer-subdomain': {
    triggers: [
      config({ sites: ['https://acme.datadoghq.com'] }),
      config(
        {},
        {
          sites: {
            lab: {
              domain: 'lab.example.test',
              app: 'https://api.acme.datadoghq.com',
              api: 'https://api.lab.example.test',
            },
          },
        },
      ),
      manifest({ onboarding_url: 'https://acme.us3.datadoghq.com/oauth2/v1/authorize' }),
    ],
    ignores: [
      config({
        sites: [
          'datadoghq.eu',
          'us3.datadoghq.com',
          'app.datadoghq.com',
          'https://api.us5.datadoghq.com',
        ],
      }),
      manifest({ description: 'Works with acme.datadoghq.com and others' }),
      manifest({ onboarding_url: 'https://acme.datadoghq.com.acme.io/start' }),
    ],
  },
  'manifest-unreadable': {
    triggers: [
      config({ manifest: 'assets/none.json' }),
      { 'ddoauth.config.json': config({ manifest: 'm.json' }), 'm.json': '{"hello": 1}' },
      {
        'ddoauth.config.json': config({ manifest: 'm.json' }),
        'm.json': JSON.stringify({ a: { client_id: ID }, b: { client_id: 'x' } }),
      },
      { 'ddoauth.config.json': config({ manifest: 'ddoauth.config.json' }) },
    ],
    ignores: [
      withManifest(CLIENT),
      config(),
      { 'ddoauth.config.json': config({ manifest: './m.json' }), 'm.json': CLIENT },
    ],
  },
  'manifest-differs': {
    triggers: [
      withManifest(CLIENT, { clientId: '0d40439e-bd92-11ed-994c-da7ad0900002' }),
      withManifest(CLIENT, { scopes: ['events_read'] }),
      withManifest(CLIENT, { redirectUris: ['https://app.acme.io/datadog/callback/'] }),
    ],
    ignores: [
      withManifest(CLIENT),
      withManifest(CLIENT, { clientId: ID, scopes: ['monitors_read'] }),
      withManifest(CLIENT, { kind: 'test', clientId: '0d40439e-bd92-11ed-994c-da7ad0900002' }),
    ],
  },
  'published-without-manifest': {
    triggers: [
      config({ kind: 'published', redirectUris: ['https://app.acme.io/cb'] }),
      config({ kind: 'published' }),
    ],
    ignores: [config(), config({ kind: 'public' }), withManifest(CLIENT), CLIENT],
  },
  'client-id-shared': {
    triggers: [
      JSON.stringify({
        profiles: {
          test: { kind: 'test', clientId: ID },
          published: { kind: 'published', clientId: ID },
        },
      }),
      {
        'ddoauth.config.json': JSON.stringify({
          profiles: { a: { kind: 'test', clientId: ID.toUpperCase() }, b: { manifest: 'm.json' } },
        }),
        'm.json': CLIENT,
      },
    ],
    ignores: [
      JSON.stringify({
        profiles: { a: { kind: 'test', clientId: ID }, b: { kind: 'test', clientId: ID } },
      }),
      withManifest(CLIENT, { clientId: ID }),
      withManifest(CLIENT, { kind: 'test', clientId: ID }),
    ],
  },
  'manifest-field-missing': {
    triggers: [
      manifest({ id: undefined }),
      manifest({ name: '' }),
      manifest({ redirect_uris: [] }),
      manifest({ scopes: null }),
      manifest({ client_role: undefined }),
      '{"integration": {}}',
    ],
    ignores: [
      CLIENT.slice(0, CLIENT.indexOf('"redirect_uris"')),
      CLIENT,
      manifest({ id: undefined, client_id: ID }),
      manifest({ onboarding_url: undefined }),
      config(),
    ],
  },
  'manifest-field-type': {
    triggers: [
      manifest({ scopes: 'api_keys_write' }),
      manifest({ redirect_uris: ['https://a.acme.io/cb', 5] }),
      manifest({ name: ['Acme'] }),
      manifest({ redirect_uris: [{ url: 'https://a.acme.io/cb' }] }),
      manifest({ redirect_uris: ['https://a.acme.io/cb', ' '] }),
    ],
    ignores: [
      CLIENT,
      manifest({ description: null }),
      manifest({ scopes: '' }),
      manifest({ extra: 5 }),
      config(),
    ],
  },
  'manifest-unknown-key': {
    triggers: [
      manifest({ redirectUris: [] }),
      manifest({ redirect_url: 'https://a.acme.io' }),
      manifest({ logo: 'x' }),
      manifest({ onboardingurl: 'x' }),
    ],
    ignores: [
      CLIENT,
      manifest({ id: undefined, client_id: ID }),
      manifest({ client_secret: 'x' }),
      manifest({ pkce: true }),
      config(),
    ],
  },
  'manifest-several-clients': {
    triggers: [
      JSON.stringify({ integration: { id: ID, name: 'A' }, other: { id: ID, name: 'B' } }),
      withoutIntegration,
      JSON.stringify({ integration: { id: ID, name: 'A' }, note: 'x' }),
      JSON.stringify([{ client_id: ID }, { client_id: 'x' }]),
      `{"integration": ${CLIENT}}`,
      JSON.stringify({ integration: [{ id: ID, name: 'A' }] }),
    ],
    ignores: [
      CLIENT,
      { 'a.json': CLIENT, 'b.json': CLIENT },
      CLIENT.replace('{', '{"$schema": "x",'),
    ],
  },
  'manifest-not-referenced': {
    triggers: [
      beside({ manifest_version: '2.0.0', app_id: 'acme' }),
      beside({ manifest_version: '2.0.0', assets: { oauth: 'assets/oauth.json' } }),
      beside({ app_id: 'acme', oauth: {} }),
    ],
    ignores: [
      beside({ manifest_version: '2.0.0', oauth: 'assets/oauth_clients.json' }),
      beside({ manifest_version: '2.0.0', assets: { oauth: './assets/oauth_clients.json' } }),
      beside({ name: 'a web app', start_url: '/' }),
      { 'assets/oauth_clients.json': CLIENT },
      { 'oauth_clients.json': CLIENT, 'manifest.json': '{"app_id": "acme"}' },
    ],
  },
  'client-role': {
    triggers: [manifest({ client_role: 'app' }), manifest({ client_role: 'Integration' })],
    ignores: [
      CLIENT,
      manifest({ client_role: undefined }),
      manifest({ client_role: '' }),
      config(),
    ],
  },
  'client-id-not-uuid': {
    triggers: [
      manifest({ id: 'acme-client' }),
      manifest({ id: ID.replaceAll('-', '') }),
      manifest({ id: `{${ID}}` }),
      manifest({ id: '00000000-0000-0000-0000-000000000000' }),
      config({ clientId: '…' }),
      config({ clientId: `${ID}0` }),
    ],
    ignores: [
      CLIENT,
      manifest({ id: ID.toUpperCase() }),
      manifest({ id: '' }),
      manifest({ id: undefined }),
      config(),
    ],
  },
  'pkce-off': {
    triggers: [
      manifest({ pkce: false }),
      manifest({ usePKCE: 'off' }),
      config({ code_challenge_method: 'plain' }),
      manifest({ disable_pkce: true }),
    ],
    ignores: [
      CLIENT,
      manifest({ pkce: true }),
      manifest({ code_challenge_method: 'S256' }),
      manifest({ description: 'pkce: false' }),
      manifest({ disable_pkce: false }),
    ],
  },
} satisfies Record<string, LintExamples>;
