import { setMaxListeners } from 'node:events';
import type { RunOptions } from './run-options.ts';
import { ToolError } from '../../errors.ts';
import type { Clock, Host } from '../../host/host.ts';
import type { Redactor } from '../../redact.ts';
import {
  readSecretFromEnvironment,
  refreshTokensInEnvironment,
  strayRefreshTokenVariables,
} from '../../settings/secrets.ts';
import { noSettings, resolveProfile, type ResolvedSettings } from '../../settings/profile.ts';
import { createRateBudget } from '../../transport/rate-budget.ts';
import { createTransport, type TransportParts } from '../../transport/transport.ts';
import { assertTokenOut } from '../grant/refresh-token-out.ts';
import type { RecordedExchange, Run, Ui } from './run.ts';
import {
  demoClient,
  openSimulation,
  personKeysOf,
  routeToSimulator,
  type Consent,
  type Simulation,
} from './simulation.ts';
import { clientCredentials } from './client.ts';
import { openVault } from './vault.ts';

/** How long requests that clean up may go on after Ctrl-C, in milliseconds; the process ends at 700. */
const CLEAN_UP_MS = 600;
/** How long work that got its answer may still take to save it, in milliseconds. */
const SAVE_MS = 150;
/** What they get at least when the run's own time is over, in milliseconds. */
const OVERTIME_MS = 5_000;

/** A run that has to be closed. */
export interface OpenRun extends Run {
  close(): Promise<void>;
}

/** Settles the settings, starts a simulator if one is wanted, and opens the network. */
export async function openRun(
  host: Host,
  options: RunOptions,
  given: { readonly ui: Ui; readonly redactor: Redactor; readonly signal: AbortSignal },
): Promise<OpenRun> {
  const { ui, redactor, signal } = given;
  learnEnvironmentSecrets(host, redactor);
  if (options.refreshTokenOut !== undefined) await assertTokenOut(options.refreshTokenOut);
  const settings = await settle(host, options);
  for (const line of settings.notices) ui.notice(line);
  for (const name of strayRefreshTokenVariables(host.env, settings.siteTable)) {
    ui.notice(`${name} names no site and is passed over.`);
  }
  const simulation = await simulate(host, options, settings);
  try {
    const began = host.clock.monotonic();
    const { timeoutMs } = options;
    const remainingMs = (): number =>
      timeoutMs === undefined
        ? Number.POSITIVE_INFINITY
        : Math.max(0, timeoutMs - (host.clock.monotonic() - began));
    const exchanges: RecordedExchange[] = [];
    const trust = options.extraCa === undefined ? {} : { extraCa: options.extraCa };
    const manyHosts = options.manyHosts === true && simulation === undefined;
    const fetch = host.openFetch({ ...trust, manyHosts });
    const budget = createRateBudget({
      clock: host.clock,
      remainingMs,
      onWait: ({ host: name, limit, waitMs }) => {
        const site = settings.siteTable.find(name)?.key ?? name;
        const seconds = String(Math.ceil(waitMs / 1000));
        ui.progress(`waiting ${seconds} s for ${site}'s rate limit ${limit}`);
      },
    });
    const parts: TransportParts = {
      fetch: simulation === undefined ? fetch : routeToSimulator(fetch, simulation.address),
      clock: host.clock,
      random: host.random,
      redactor,
      signal,
      remainingMs,
      budget,
      onExchange: (exchange, startedAtMs) => {
        exchanges.push({ exchange, startedAtMs });
        options.onExchange?.(exchange);
      },
    };
    const cleanUp = {
      signal: delayed(signal, CLEAN_UP_MS, host.clock),
      remainingMs: () => Math.max(remainingMs(), OVERTIME_MS),
    };
    const unattended = options.noInput || isSet(host.env['CI']);
    const atWork = new Set<Promise<unknown>>();
    let vault: ReturnType<Run['vault']> | undefined;
    let credentials: ReturnType<Run['credentials']> | undefined;
    let closed: Promise<void> | undefined;
    let networkProbe: ReturnType<Run['networkProbe']> | undefined;
    const run: OpenRun = {
      command: options.command,
      runId: options.runId ?? Buffer.from(host.random.bytes(5)).toString('hex'),
      host,
      ui,
      settings,
      send: createTransport(parts),
      sendThrough: createTransport({ ...parts, signal: cleanUp.signal }),
      sendToTheEnd: createTransport({ ...parts, ...cleanUp }),
      critical: async (work) => {
        signal.throwIfAborted();
        const begun = work();
        atWork.add(begun);
        return begun.finally(() => atWork.delete(begun));
      },
      networkProbe: () => (networkProbe ??= host.openNetworkProbe(trust)),
      redactor,
      signal,
      remainingMs,
      concurrency: options.concurrency,
      interactive: !unattended && host.io.stdinIsTerminal && host.io.stderrIsTerminal,
      unattended,
      simulation,
      refreshTokenOut: options.refreshTokenOut,
      exchanges,
      vault: () => (vault ??= openVault(host, ui, simulation)),
      credentials: () => (credentials ??= clientCredentials(run)),
      close: () =>
        (closed ??= settled(atWork, cleanUp.signal, host.clock).then(() => simulation?.close())),
    };
    return run;
  } catch (error) {
    await simulation?.close();
    throw error;
  }
}

/** Waits for work to end, and after a signal for no more than a moment to save what it has. */
async function settled(
  atWork: ReadonlySet<Promise<unknown>>,
  signal: AbortSignal,
  clock: Clock,
): Promise<void> {
  if (atWork.size === 0) return;
  const late = new Promise<void>((resolve) => {
    const wait = (): unknown => clock.sleep(SAVE_MS).then(resolve);
    if (signal.aborted) wait();
    else signal.addEventListener('abort', wait, { once: true });
  });
  await Promise.race([Promise.allSettled(atWork), late]);
}

/** A signal that aborts a while after another one. */
function delayed(signal: AbortSignal, ms: number, clock: Clock): AbortSignal {
  const later = new AbortController();
  // Every request under way listens.
  setMaxListeners(0, signal, later.signal);
  signal.addEventListener('abort', () => {
    void clock.sleep(ms).then(() => later.abort(signal.reason));
  });
  return later.signal;
}

async function settle(host: Host, options: RunOptions): Promise<ResolvedSettings> {
  if (options.withoutConfig === true) return noSettings();
  const settings = resolveProfile({
    flags: options.flags,
    env: host.env,
    cwd: host.cwd,
    clientOptional: options.clientOptional,
  });
  if (settings.client !== null || !options.simulate || options.simulatorUrl !== undefined) {
    return settings;
  }
  const client = await demoClient(host, options.demoScopes);
  return { ...settings, client, redirectUri: client.redirectUris[0] };
}

async function simulate(
  host: Host,
  options: RunOptions,
  settings: ResolvedSettings,
): Promise<Simulation | undefined> {
  if (!options.simulate && options.simulatorUrl === undefined) {
    if (options.consent !== undefined) {
      throw new ToolError('usage.flag', '--consent works under --simulate or --simulator only.');
    }
    return undefined;
  }
  const client = settings.client;
  // A running simulator knows its clients; one of this process gets ours.
  if (client === null && !(options.simulatorUrl !== undefined && options.clientOptional)) {
    throw new ToolError('usage.profile', 'No client to test: there is no profile here.', {
      hint: 'Give the same --from-manifest or --profile that the simulator was started with',
    });
  }
  return openSimulation(host, {
    url: options.simulatorUrl,
    client,
    clientSecret: readSecretFromEnvironment(host.env),
    homeSite: settings.sites?.[0]?.key,
    consent: consentOf(options.consent, settings),
    personKeys: personKeysOf(host.env),
  });
}

/** `authorize`, `deny`, or a site to pick first. */
function consentOf(text: string | undefined, settings: ResolvedSettings): Consent | undefined {
  if (text === undefined) return undefined;
  if (text === 'authorize' || text === 'deny') return { decision: text };
  const site = settings.siteTable.find(text);
  if (site === undefined) {
    throw new ToolError(
      'usage.flag',
      `--consent: "${text}" is neither authorize, deny nor a site.`,
    );
  }
  return { decision: 'authorize', site: site.key };
}

/** Secrets that the environment holds are masked from the first line on. */
function learnEnvironmentSecrets(host: Host, redactor: Redactor): void {
  redactor.add(readSecretFromEnvironment(host.env), ...refreshTokensInEnvironment(host.env));
  redactor.add(host.env['DD_API_KEY'], host.env['DD_APP_KEY']);
  redactor.add(host.env['DDOAUTH_EMIT_API_KEY']?.trim());
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && !['', '0', 'false'].includes(value.trim().toLowerCase());
}
