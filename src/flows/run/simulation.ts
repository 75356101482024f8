import { readFile } from 'node:fs/promises';
import { DEMO_CLIENT } from '../../catalog/demo-client.ts';
import { ToolError, messageOf } from '../../errors.ts';
import type { Fetch, Host } from '../../host/host.ts';
import type { ClientSettings } from '../../settings/profile.ts';
import { isFailureAnswer, readFailureAnswer } from '../../simulator/faults/connection-faults.ts';
import type { SimulatorSeed } from '../../simulator/world/seed.ts';

/** What the built-in browser does on the consent page. */
export interface Consent {
  readonly decision: 'authorize' | 'deny';
  /** Site to pick on the page before; the one shown otherwise. */
  readonly site?: string;
}

/** What one visit of the built-in browser came to. */
export type ConsentOutcome =
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'page'; readonly status: number; readonly text: string };

/** The simulator that a run talks to instead of Datadog. */
export interface Simulation {
  readonly origin: string;
  /** Started by this run and gone with it, so that nothing of it is worth storing. */
  readonly ownProcess: boolean;
  /** What the simulator knows the client's secret as. */
  readonly clientSecret: string;
  /** The built-in browser does the consenting; otherwise a person does. */
  readonly consent: Consent | undefined;
  /** The simulator's URL for a Datadog URL; `undefined` for hosts that are not Datadog's. */
  address(url: string): string | undefined;
  /** Opens a Datadog URL in the built-in browser. */
  visit(url: string, signal: AbortSignal): Promise<ConsentOutcome>;
  close(): Promise<void>;
}

/** The secret of a simulated client when the environment gives none. It guards nothing. */
export const SIMULATED_SECRET = 'simulated-client-secret';

/** How a simulation is wanted. */
export interface SimulationOptions {
  /** Origin of a running `ddoauth simulate`; without it one is started in this process. */
  readonly url: string | undefined;
  /** The client that a simulator of this process knows; `null` where a running one is used. */
  readonly client: ClientSettings | null;
  readonly clientSecret: string | undefined;
  /** Where a test client lives; US1 when nobody said. */
  readonly homeSite: string | undefined;
  readonly consent: Consent | undefined;
  /** Keys of a person in the sandbox org, which a simulator started here knows. */
  readonly personKeys: PersonKeys | undefined;
}

/** An API key and an application key of a person. */
export interface PersonKeys {
  /** Secret. */
  readonly apiKey: string;
  /** Secret. */
  readonly applicationKey: string;
}

/** The two keys that the environment holds, when it holds both. */
export function personKeysOf(env: Host['env']): PersonKeys | undefined {
  const apiKey = env['DD_API_KEY']?.trim() ?? '';
  const applicationKey = env['DD_APP_KEY']?.trim() ?? '';
  const usable = [apiKey, applicationKey].every((key) => /^[\x21-\x7e]+$/.test(key));
  return usable ? { apiKey, applicationKey } : undefined;
}

/** Starts a simulator that knows the client in use, or connects to a running one. */
export async function openSimulation(host: Host, options: SimulationOptions): Promise<Simulation> {
  const { toSimulatorUrl } = await import('../../simulator/http/address.ts');
  const clientSecret = options.clientSecret ?? SIMULATED_SECRET;
  const started =
    options.url === undefined && options.client !== null
      ? await startHere(host, options.client, {
          clientSecret,
          homeSite: options.homeSite,
          personKeys: options.personKeys,
        })
      : undefined;
  const origin = started?.origin ?? loopbackOrigin(options.url ?? '');
  return {
    origin,
    ownProcess: started !== undefined,
    clientSecret,
    consent: options.consent,
    address: (url) => toSimulatorUrl(origin, url),
    visit: async (url, signal) => {
      const { consentingBrowser } = await import('../../simulator/browser/consenting-browser.ts');
      const { decision = 'authorize', site } = options.consent ?? {};
      const visit = consentingBrowser({
        origin,
        decision,
        signal,
        ...(site === undefined ? {} : { site }),
      });
      return visit(url);
    },
    close: async () => started?.close(),
  };
}

async function startHere(
  host: Host,
  client: ClientSettings,
  more: Parameters<typeof seedOf>[1],
): Promise<{ readonly origin: string; close(): Promise<void> }> {
  const { startSimulator } = await import('../../simulator/server.ts');
  const seed = await seedOf(client, more);
  return startSimulator({ seed, clock: host.clock, random: host.random });
}

/** The seed for one client: from the profile in use. */
export async function seedOf(
  client: ClientSettings,
  more: Pick<SimulationOptions, 'homeSite' | 'personKeys'> & { readonly clientSecret: string },
): Promise<SimulatorSeed> {
  const { clientSecret, homeSite, personKeys } = more;
  const { seedForClient } = await import('../../simulator/world/seed.ts');
  return seedForClient({
    clientId: client.clientId,
    kind: client.kind,
    name: client.name ?? `Client ${client.clientId.slice(0, 8)}`,
    redirectUris: client.redirectUris,
    scopes: client.scopes,
    ...(client.kind === 'public' ? {} : { clientSecret }),
    ...(homeSite === undefined ? {} : { site: homeSite }),
    ...(personKeys === undefined ? {} : { personKeys }),
    ...(client.onboardingUrl === undefined ? {} : { onboardingUrl: client.onboardingUrl }),
  });
}

/** A seed file of the user's own. */
export async function readSeedFile(path: string): Promise<SimulatorSeed> {
  const { parseSeed } = await import('../../simulator/world/seed.ts');
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new ToolError('usage.file', `--seed ${path}: ${messageOf(error)}`, { cause: error });
  }
  return parseSeed(json, path);
}

/** The client that `--simulate` uses when no profile is there: it asks for every kind of proof. */
export async function demoClient(
  host: Host,
  scopes: readonly string[] | undefined,
): Promise<ClientSettings> {
  const { findFreePort } = await import('../../callback/free-port.ts');
  return {
    ...DEMO_CLIENT,
    redirectUris: [`http://localhost:${String(await findFreePort(host.random))}/callback`],
    scopes: scopes ?? DEMO_CLIENT.scopes,
  };
}

/** Characters of an answer that stands for an error. */
const LONGEST_FAILURE = 10_000;

/**
 * Routes every Datadog URL to the simulator, and throws the errors that faults of connections stand
 * for. A host that is neither Datadog's nor loopback gets no connection at all.
 */
export function routeToSimulator(fetch: Fetch, address: Simulation['address']): Fetch {
  return async (url, init) => {
    const simulated = address(url);
    if (simulated !== undefined) {
      const answer = await fetch(simulated, init);
      if (!isFailureAnswer(answer.headers)) return answer;
      throw readFailureAnswer(await answer.text(LONGEST_FAILURE));
    }
    const { hostname } = new URL(url);
    if (/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)) return fetch(url, init);
    const refusal = Object.assign(new Error(`the simulator has no host ${hostname}`), {
      code: 'ENOTFOUND',
    });
    throw refusal;
  };
}

function loopbackOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const loopback = url !== undefined && /^(localhost|127\.|\[::1\])/.test(url.hostname);
  if (url?.protocol !== 'http:' || !loopback) {
    throw new ToolError('usage.flag', `--simulator: "${text}" is no http URL on loopback`, {
      hint: 'ddoauth simulate prints the URL to use',
    });
  }
  return url.origin;
}
