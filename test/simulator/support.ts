import { createHash, randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../src/host/host.ts';
import { consentingBrowser } from '../../src/simulator/browser/consenting-browser.ts';
import {
  parseSeed,
  seedForClient,
  type SeedForClientOptions,
  type SimulatorSeed,
} from '../../src/simulator/world/seed.ts';
import { startSimulator, type RunningSimulator } from '../../src/simulator/server.ts';

export const REDIRECT_URI = 'http://localhost:8085/callback';
export const SECRET = 'secret-of-the-client';

/** A clock whose `now` a test moves; it sleeps for real. */
export interface TestClock extends Clock {
  advance(ms: number): void;
}

export function testClock(): TestClock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    monotonic: () => performance.now() + offset,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(resolve, ms);
        signal?.addEventListener('abort', () => {
          clearTimeout(timer);
          reject(signal.reason);
        });
      }),
    advance: (ms) => {
      offset += ms;
    },
  };
}

export const random = { bytes: (length: number): Uint8Array => randomBytes(length) };

/** A published client with all scopes the tests use, unless told otherwise. */
export function clientSeed(options: Partial<SeedForClientOptions> = {}): SimulatorSeed {
  return seedForClient({
    clientId: '11111111-2222-4333-8444-555555555555',
    kind: 'published',
    name: 'Example Integration',
    clientSecret: SECRET,
    redirectUris: [REDIRECT_URI],
    onboardingUrl: 'https://partner.example.test/onboarding?from=tile',
    scopes: [
      'api_keys_write',
      'apm_read',
      'events_read',
      'logs_read_data',
      'metrics_read',
      'monitors_read',
      'timeseries_query',
    ],
    ...options,
  });
}

/** The seed with other settings. */
export function withSettings(
  seed: SimulatorSeed,
  settings: Partial<SimulatorSeed['settings']>,
): SimulatorSeed {
  return parseSeed({ ...seed, settings: { ...seed.settings, ...settings } }, 'test seed');
}

/** A running simulator that ends with the test. */
export interface TestSimulator extends RunningSimulator {
  readonly clock: TestClock;
  readonly clientId: string;
}

export async function simulate(seed = clientSeed()): Promise<TestSimulator> {
  const clock = testClock();
  const running = await startSimulator({ seed, clock, random });
  onTestFinished(() => running.close());
  return { ...running, clock, clientId: seed.clients[0]?.clientId ?? '' };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed body, or `undefined`. */
  readonly json: unknown;
}

/** One HTTP call to a real URL, at the simulator. Redirects are not followed. */
export async function call(
  simulator: RunningSimulator,
  method: string,
  realUrl: string,
  init: {
    readonly headers?: Record<string, string>;
    readonly body?: string | Uint8Array | URLSearchParams;
  } = {},
): Promise<Answer> {
  const url = simulator.address(realUrl) ?? realUrl;
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    ...(init.headers ? { headers: init.headers } : {}),
    ...(init.body === undefined ? {} : { body: init.body }),
  });
  const text = await response.text();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { status: response.status, headers: response.headers, text, json };
}

/** Posts JSON with a key or a token. */
export function post(
  simulator: RunningSimulator,
  realUrl: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return call(simulator, 'POST', realUrl, {
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** A GET with a token. */
export function get(simulator: RunningSimulator, realUrl: string, token?: string): Promise<Answer> {
  return call(simulator, 'GET', realUrl, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
}

export const VERIFIER = 'a-verifier-that-is-long-enough-for-RFC-7636-0123456789';

/** An authorize URL that is right; parameters of `change` replace or, if `null`, remove. */
export function authorizeUrl(
  simulator: TestSimulator,
  change: Record<string, string | null> = {},
  webHost = 'app.datadoghq.com',
): string {
  const url = new URL(`https://${webHost}/oauth2/v1/authorize`);
  const parameters: Record<string, string | null> = {
    response_type: 'code',
    client_id: simulator.clientId,
    redirect_uri: REDIRECT_URI,
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
    state: 'a-state',
    ...change,
  };
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null) url.searchParams.set(name, value);
  }
  return url.href;
}

/** Consents and returns the parameters of the callback. */
export async function consent(
  simulator: TestSimulator,
  url: string,
  site?: string,
  decision: 'authorize' | 'deny' = 'authorize',
): Promise<URLSearchParams> {
  const browse = consentingBrowser({
    origin: simulator.origin,
    decision,
    signal: AbortSignal.timeout(10_000),
    ...(site === undefined ? {} : { site }),
  });
  const outcome = await browse(url);
  if (outcome.kind === 'page') throw new Error(`${outcome.status}: ${outcome.text}`);
  return new URL(outcome.location).searchParams;
}

/** A token request at a site's API host. */
export function tokenRequest(
  simulator: TestSimulator,
  parameters: Record<string, string | null>,
  domain = 'datadoghq.com',
): Promise<Answer> {
  const form = new URLSearchParams();
  const all: Record<string, string | null> = {
    client_id: simulator.clientId,
    client_secret: SECRET,
    ...parameters,
  };
  for (const [name, value] of Object.entries(all)) if (value !== null) form.set(name, value);
  return call(simulator, 'POST', `https://api.${domain}/oauth2/v1/token`, { body: form });
}

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly scopes: readonly string[];
  readonly code: string;
}

/** The whole flow: authorize, consent, exchange. */
export async function obtainTokens(
  simulator: TestSimulator,
  options: {
    readonly site?: string;
    readonly domain?: string;
    readonly scope?: string;
    readonly webHost?: string;
  } = {},
): Promise<Tokens> {
  const change = options.scope === undefined ? {} : { scope: options.scope };
  const url = authorizeUrl(simulator, change, options.webHost);
  const callback = await consent(simulator, url, options.site);
  const code = callback.get('code') ?? '';
  const answer = await tokenRequest(
    simulator,
    {
      grant_type: 'authorization_code',
      code,
      code_verifier: VERIFIER,
      redirect_uri: REDIRECT_URI,
    },
    options.domain,
  );
  return { ...readTokens(answer), code };
}

/** Tokens out of a token answer; throws when there are none. */
export function readTokens(answer: Answer): Omit<Tokens, 'code'> {
  return {
    accessToken: pick(answer.json, 'access_token'),
    refreshToken: pick(answer.json, 'refresh_token'),
    scopes: pick(answer.json, 'scope').split(' '),
  };
}

/** The text at a dotted path of a JSON document; throws when there is none. */
export function pick(json: unknown, path: string): string {
  const value = at(json, path);
  if (typeof value !== 'string') throw new Error(`no text at ${path} in ${JSON.stringify(json)}`);
  return value;
}

/** What stands at a dotted path of a JSON document. */
export function at(json: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return Object.getOwnPropertyDescriptor(value, name)?.value;
  }, json);
}

/** A marketplace key of the org on a site. */
export async function obtainKey(
  simulator: TestSimulator,
  site = 'us1',
  domain = 'datadoghq.com',
): Promise<{ readonly key: string; readonly token: string }> {
  const webHost = domain === 'ddog-gov.com' ? 'app.ddog-gov.com' : 'app.datadoghq.com';
  const tokens = await obtainTokens(simulator, { site, domain, webHost });
  const answer = await call(
    simulator,
    'POST',
    `https://api.${domain}/api/v2/api_keys/marketplace`,
    {
      headers: { authorization: `Bearer ${tokens.accessToken}` },
    },
  );
  return { key: pick(answer.json, 'data.attributes.key'), token: tokens.accessToken };
}
