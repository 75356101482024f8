import { SCOPES } from '../../src/catalog/scopes.ts';
import type { FAULT_KINDS } from '../../src/simulator/faults/faults.ts';
import type { SimulatorSeed } from '../../src/simulator/world/seed.ts';
import type { FaultLabOptions, Way } from '../support/fault-lab.ts';

/** What the output of a failing command has to say. */
export interface Expected {
  /** Code of the finding, and the rule that was recognised, alone or with its cause, where one is asked. */
  readonly finding: string | readonly string[];
  readonly rule?: string | readonly string[];
  /** Words of the cause, in the message. */
  readonly cause: RegExp;
  readonly next: RegExp;
}

/** A fault of the simulator, the command that meets it, and what that has to say. */
export interface FaultRow extends Expected {
  readonly fault: Readonly<Record<string, unknown>> & {
    readonly kind: (typeof FAULT_KINDS)[number];
  };
  readonly ways: readonly Way[];
  readonly command: readonly string[];
}

/** Every product: a route may be of several. */
const PRODUCTS = [...new Set(SCOPES.map(({ product }) => product))];
const TOKEN = '/oauth2/v1/token';
const REFRESH = ['grants', 'refresh', '--site', 'us1', '--timeout', '4s'];
const SCOPE = ['check-scopes', '--scope', 'monitors_read', '--timeout', '4s'];
const KEY = ['create-key', '--yes', '--timeout', '4s'];
const API = 'api.datadoghq.com';
const REGIONS = /^ddoauth check-regions .*--site us1$/;
const DIRECT: readonly Way[] = ['direct'];
const BOTH: readonly Way[] = ['direct', 'proxy'];

const LATE_DIRECT = 'request-timeout deadline';
const NO_WAY_OUT = 'proxy-refused no-way-out';
const NO_ADDRESS = 'proxy-refused no-address';

const LATE = {
  finding: 'token.unreachable',
  rule: LATE_DIRECT,
  cause: /no answer came in time/,
  next: REGIONS,
} as const;
const CUT = {
  finding: 'token.unreachable',
  rule: 'connection-broken firewall',
  cause: /timed out or was cut/,
  next: REGIONS,
} as const;
const PERHAPS = {
  finding: 'key.perhaps-created',
  cause: /a key may exist/,
  next: /^ddoauth create-key --site us1$/,
} as const;

/** Faults that are set while the simulator runs. */
export const FAULT_ROWS: readonly FaultRow[] = [
  { fault: { kind: 'latency', ms: 60_000, path: TOKEN }, ways: BOTH, command: REFRESH, ...LATE },
  {
    fault: { kind: 'status', status: 429, path: TOKEN },
    ways: BOTH,
    command: REFRESH,
    finding: 'token.unavailable',
    rule: 'rate-limited used-up',
    cause: /rate limit/,
    next: /^ddoauth grants refresh --site us1$/,
  },
  {
    fault: { kind: 'status', status: 500, path: TOKEN },
    ways: BOTH,
    command: REFRESH,
    finding: 'token.unavailable',
    rule: 'server-trouble outage',
    cause: /server had a problem of its own/,
    next: REGIONS,
  },
  {
    fault: { kind: 'status', status: 503, body: '<html>busy</html>', path: '/api/*' },
    ways: BOTH,
    command: SCOPE,
    finding: ['scope.server-error', 'scope.gateway-page'],
    cause: /503/,
    next: /^ddoauth (?:check-regions|check-scopes) /,
  },
  {
    fault: { kind: 'status', status: 429, path: '/api/*' },
    ways: BOTH,
    command: SCOPE,
    finding: 'scope.rate-limited',
    cause: /limit/,
    next: /^ddoauth check-scopes /,
  },
  { fault: { kind: 'drop', path: TOKEN }, ways: BOTH, command: REFRESH, ...CUT },
  {
    fault: { kind: 'drop', path: '/api/*' },
    ways: DIRECT,
    command: SCOPE,
    ...CUT,
    finding: 'scope.unreachable',
  },
  { fault: { kind: 'black-hole', path: TOKEN }, ways: BOTH, command: REFRESH, ...LATE },
  {
    fault: { kind: 'black-hole', path: '/api/*' },
    ways: DIRECT,
    command: SCOPE,
    ...LATE,
    finding: 'scope.timeout',
  },
  { fault: { kind: 'lose-answer', path: TOKEN }, ways: BOTH, command: REFRESH, ...CUT },
  {
    fault: { kind: 'lose-answer', path: '/api/v2/api_keys/marketplace' },
    ways: DIRECT,
    command: KEY,
    ...PERHAPS,
  },
  {
    fault: { kind: 'late-answer', ms: 60_000, path: TOKEN },
    ways: BOTH,
    command: REFRESH,
    ...LATE,
  },
  {
    fault: { kind: 'late-answer', ms: 60_000, path: '/api/v2/api_keys/marketplace' },
    ways: DIRECT,
    command: KEY,
    ...PERHAPS,
  },
  { fault: { kind: 'cut-answer', path: TOKEN }, ways: BOTH, command: REFRESH, ...CUT },
  {
    fault: { kind: 'any', ms: 60_000, path: TOKEN },
    ways: DIRECT,
    command: REFRESH,
    finding: ['token.unreachable', 'token.unavailable'],
    rule: ['request-timeout', 'rate-limited', 'server-trouble', 'connection-broken'],
    cause: /in time|rate limit|problem of its own|cut/,
    next: /^ddoauth /,
  },
  ...connection('wrong-certificate', 'host-not-in-certificate interception', /does not cover/),
  ...connection('expired-certificate', 'certificate-expired clock', /out of its dates/),
  ...connection('early-certificate', 'certificate-expired clock', /out of its dates/),
  ...connection('self-signed-certificate', 'tls-interception interception', /not trusted/),
  ...connection('intercepted', 'tls-interception interception', /not trusted/),
  ...connection('tls-reset', 'connection-broken firewall', /was cut/),
  ...connection('tls-black-hole', LATE_DIRECT, /in time/, {}, 'connection-broken firewall'),
  ...connection(
    'tls-latency',
    LATE_DIRECT,
    /in time/,
    { ms: 60_000 },
    'connection-broken firewall',
  ),
  ...connection('connect-black-hole', LATE_DIRECT, /in time/, {}, 'connection-broken firewall'),
  ...connection('refused', 'connection-refused firewall', /refused/, {}, NO_WAY_OUT),
  ...connection('unresolved', 'dns-failure offline', /not be resolved|dns_error/, {}, NO_ADDRESS),
  ...connection('ipv6-only', 'network-unreachable ipv6', /IPv6|unroutable/, {}, NO_WAY_OUT),
  ...connection('proxy-status', 'proxy-refused credentials', /407/, { status: 407 }),
  ...connection('proxy-status', 'proxy-refused host-not-allowed', /403/, { status: 403 }),
  ...connection('proxy-status', NO_WAY_OUT, /502/, { status: 502 }),
];

/** @param proxied what is recognised through the proxy, where that says more or less */
function connection(
  kind: FaultRow['fault']['kind'],
  direct: string,
  cause: RegExp,
  more: Readonly<Record<string, unknown>> = {},
  proxied = direct,
): FaultRow[] {
  const fault = { kind, host: API, ...more };
  return BOTH.flatMap((way) => {
    const rule = way === 'direct' ? direct : proxied;
    const common = { fault, ways: [way], rule, cause, next: REGIONS };
    return [
      { ...common, command: REFRESH, finding: 'token.unreachable' },
      { ...common, command: SCOPE, finding: ['scope.unreachable', 'scope.timeout'] },
    ];
  });
}

/** What a person changes at Datadog while a grant and a key are stored. */
export interface ControlRow extends Expected {
  /** Last part of `/__simulator/…`. */
  readonly control: string;
  readonly body?: unknown;
  readonly command: readonly string[];
}

/** The changes of `POST /__simulator/…`, apart from those that set faults or end them. */
export const CONTROL_ROWS: readonly ControlRow[] = [
  {
    control: 'revoke-grants',
    command: REFRESH,
    finding: 'grant.revoked',
    cause: /revoked/,
    next: /^ddoauth authorize --site us1$/,
  },
  {
    control: 'revoke-grants',
    command: SCOPE,
    finding: 'scope.grant-revoked',
    cause: /revoked/,
    next: /^ddoauth authorize --site us1$/,
  },
  {
    control: 'revoke-keys',
    command: ['keys', 'validate', '--site', 'us1'],
    finding: 'key.invalid',
    cause: /does not accept the key/,
    next: /^ddoauth keys whose --stored /,
  },
  {
    control: 'rotate-secret',
    body: { clientId: '7d3bd1d4-5b1c-4c6a-9f57-9d4f3ab0c0de' },
    command: REFRESH,
    finding: 'grant.refresh-refused',
    rule: 'client-authentication',
    cause: /could not prove who it is.*secret/s,
    next: REGIONS,
  },
  {
    control: 'rotate-secret',
    body: { clientId: '7d3bd1d4-5b1c-4c6a-9f57-9d4f3ab0c0de' },
    command: ['check-regions', '--only', 'client', '--site', 'us1'],
    finding: 'region.secret-refused',
    cause: /secret/,
    next: /^ddoauth /,
  },
];

/** What is wrong from the start, at Datadog or in the registration. */
export interface SeedRow extends Expected {
  /** What of the seed it is about: `settings.unknownScopes`. */
  readonly about: string;
  readonly lab: FaultLabOptions;
  /** Without a grant of its own. */
  readonly unauthorized?: boolean;
  readonly command: readonly string[];
}

const settings = (change: Partial<SimulatorSeed['settings']>): FaultLabOptions => ({
  seed: (seed) => ({ ...seed, settings: { ...seed.settings, ...change } }),
});
const client = (change: object): FaultLabOptions => ({
  seed: (seed) => ({ ...seed, clients: seed.clients.map((each) => ({ ...each, ...change })) }),
});
const AUTHORIZE = ['authorize', '--consent', 'authorize', '--site', 'us1', '--timeout', '20s'];

export const SEED_ROWS: readonly SeedRow[] = [
  {
    about: 'clients.sites',
    lab: client({ sites: ['eu1'] }),
    unauthorized: true,
    command: AUTHORIZE,
    finding: 'authorize.error-page',
    cause: /client_id/,
    next: /^ddoauth /,
  },
  {
    about: 'clients.sites',
    lab: client({ sites: ['eu1'] }),
    unauthorized: true,
    command: ['check-regions', '--only', 'client', '--site', 'us1'],
    finding: 'region.client-unknown',
    cause: /does not know/,
    next: /^ddoauth /,
  },
  {
    about: 'clients.redirectUris',
    lab: client({ redirectUris: ['http://localhost:1/other'] }),
    unauthorized: true,
    command: AUTHORIZE,
    finding: 'authorize.error-page',
    cause: /redirect/i,
    next: /^ddoauth /,
  },
  {
    about: 'clients.clientSecret',
    lab: client({ clientSecret: 'another-secret' }),
    unauthorized: true,
    command: AUTHORIZE,
    finding: 'token.refused',
    rule: 'client-authentication',
    cause: /could not prove who it is.*secret/s,
    next: REGIONS,
  },
  {
    about: 'clients.orgId',
    lab: {
      seed: (seed) => ({
        ...seed,
        orgs: [
          ...seed.orgs,
          { id: 'org-of-nobody', name: 'Nobody', site: 'us1', disabledProducts: [] },
        ],
        clients: seed.clients.map((each) => ({ ...each, kind: 'test', orgId: 'org-of-nobody' })),
      }),
      profile: { kind: 'test' },
    },
    unauthorized: true,
    command: AUTHORIZE,
    finding: 'authorize.denied',
    cause: /test client/i,
    next: /^ddoauth /,
  },
  {
    about: 'clients.scopes',
    lab: client({ scopes: ['api_keys_write', 'events_read', 'timeseries_query'] }),
    unauthorized: true,
    command: AUTHORIZE,
    finding: 'authorize.scopes-missing',
    cause: /Not granted: monitors_read/,
    next: /^ddoauth authorize/,
  },
  {
    about: 'clients.scopes',
    lab: {
      ...client({ scopes: ['api_keys_write', 'events_read'] }),
      profile: { scopes: ['api_keys_write', 'events_read'] },
    },
    command: SCOPE,
    finding: 'scope.not-granted',
    cause: /not among the/,
    next: /^ddoauth authorize/,
  },
  {
    about: 'orgs.disabledProducts',
    lab: {
      seed: (seed) => ({
        ...seed,
        orgs: seed.orgs.map((each) => ({ ...each, disabledProducts: PRODUCTS })),
      }),
    },
    command: SCOPE,
    finding: 'scope.product-disabled',
    cause: /product|not enabled/i,
    next: /^ddoauth /,
  },
  {
    about: 'users.missingPermissions',
    lab: {
      seed: (seed) => ({
        ...seed,
        users: seed.users.map((each) => ({ ...each, missingPermissions: ['monitors_read'] })),
      }),
    },
    command: SCOPE,
    finding: 'scope.permission-missing',
    cause: /permission/,
    next: /^ddoauth /,
  },
  {
    about: 'keys',
    lab: {
      seed: (seed) => ({
        ...seed,
        keys: seed.orgs
          .filter(({ site }) => site === 'us1')
          .map(({ id }) => ({ clientId: seed.clients[0]?.clientId ?? '', orgId: id })),
      }),
    },
    command: KEY,
    finding: 'key.exists-unknown',
    cause: /has a key of this client/,
    next: /^ddoauth /,
  },
  {
    about: 'settings.routesWithoutOAuth',
    lab: settings({
      routesWithoutOAuth: ['', '/search', '/groups/search'].map(
        (end) => `GET /api/v1/monitor${end}`,
      ),
    }),
    command: SCOPE,
    finding: ['scope.route-no-oauth', 'scope.denied-unclear'],
    cause: /OAuth|keys only/,
    next: /^ddoauth /,
  },
  {
    about: 'settings.unknownScopes',
    lab: settings({ unknownScopes: { us1: ['monitors_read'] } }),
    unauthorized: true,
    command: [...AUTHORIZE, '--scope', 'monitors_read'],
    finding: 'authorize.error-returned',
    cause: /invalid_scope/,
    next: /bisect-scopes/,
  },
  {
    about: 'settings.rateLimits',
    lab: settings({
      rateLimits: [{ limit: 0, periodSeconds: 3600, name: 'everything' }],
    }),
    command: SCOPE,
    finding: 'scope.rate-limited',
    cause: /limit/,
    next: /^ddoauth check-scopes /,
  },
  {
    about: 'settings.clockOffsetSeconds',
    lab: settings({ clockOffsetSeconds: -86_400 }),
    command: ['create-key', '--yes', '--data', 'metrics', '--read-back-timeout', '1s'],
    finding: 'data.clock-outside',
    cause: /clock/,
    next: /^ddoauth diagnose --environment$/,
  },
];

/** Parts of a seed that make nothing go wrong by themselves. */
export const NO_FAULTS: readonly string[] = [
  'clients.clientId',
  'clients.kind',
  'clients.name',
  'clients.onboardingUrl',
  'orgs.id',
  'orgs.name',
  'orgs.site',
  'orgs.subdomain',
  'users.id',
  'users.name',
  'users.handle',
  'users.orgId',
  'apiKeys',
  'applicationKeys',
  'settings.emptyData',
  'settings.loginFirst',
  'settings.rotateRefreshTokens',
  'settings.accessTokenLifetimeSeconds',
  'settings.codeLifetimeSeconds',
  'settings.ingestionDelayMs',
];
