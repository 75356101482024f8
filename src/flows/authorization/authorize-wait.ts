import type { SiteRow } from '../../catalog/site-row.ts';
import { messageOf } from '../../errors.ts';
import { readCallbackParams } from '../../oauth/callback-params.ts';
import { piped, prompted, readPaste } from './authorize-paste.ts';
import type { AuthorizeRequest } from './authorize-request.ts';
import { toBrowser, type CallbackListener } from './authorize-listen.ts';
import type { Waited } from './authorize-waited.ts';
import { requireClient, requireRedirectUri } from '../run/client.ts';
import type { Run } from '../run/run.ts';
import type { ConsentOutcome, Simulation } from '../run/simulation.ts';

interface Waiting {
  readonly state: string;
  readonly began: SiteRow;
  readonly waitMs: number;
}

/** After this long without a callback, say what an error page means. Milliseconds. */
const HINT_AFTER_MS = 30_000;

/**
 * Opens the browser and waits for whichever comes first: the callback, a pasted URL, the built-in
 * browser's end, or the end of patience. Every loser is called off.
 */
export async function waitForBrowser(
  run: Run,
  request: AuthorizeRequest,
  listener: CallbackListener,
  waiting: Waiting,
): Promise<Waited> {
  const done = new AbortController();
  const signal = AbortSignal.any([run.signal, done.signal]);
  const racers: Promise<Waited>[] = [timeout(run, waiting.waitMs, signal)];
  if (listener.receivesCallback) racers.push(callback(run, listener, waiting.state, signal));
  const builtIn = run.simulation !== undefined && usesBuiltInBrowser(run);
  announce(run, request, listener, builtIn);
  if (builtIn) racers.push(builtInBrowser(run, request, listener, waiting, signal));
  else {
    await openBrowser(run, request, listener);
    if (run.interactive) racers.push(prompted(run, waiting.state, waiting.began, signal));
    else if (request.pasteFromStdin === true) racers.push(piped(run, waiting.state, signal));
    void hintWhenIdle(run, signal);
  }
  try {
    return await Promise.race(racers);
  } finally {
    done.abort();
    run.ui.progress(undefined);
    for (const racer of racers) racer.catch(() => undefined);
  }
}

/** The built-in browser consents when nobody else can, or when the user asked for it. */
export function usesBuiltInBrowser(run: Run): boolean {
  return (
    run.simulation?.consent !== undefined ||
    (run.simulation?.ownProcess === true && !run.interactive)
  );
}

function announce(
  run: Run,
  request: AuthorizeRequest,
  listener: CallbackListener,
  builtIn: boolean,
): void {
  if (builtIn) return;
  const url = listener.authorizeUrl();
  if (url === undefined) {
    run.ui.notice(
      `Press "Test Authorization" of this client in the Developer Platform (or "Connect Accounts" on its tile). Waiting for ${requireClient(run).onboardingUrl ?? ''}`,
    );
    return;
  }
  run.ui.authorizeUrl({ url: toBrowser(run, url), shortUrl: listener.server.shortUrl });
  if (!listener.receivesCallback) {
    run.ui.notice(
      run.interactive || request.pasteFromStdin === true
        ? 'The redirect URI is not on this machine: when the browser has arrived there, paste its URL here.'
        : 'The redirect URI is not on this machine and nobody can paste: run this at a terminal, or with --paste.',
    );
  }
}

async function openBrowser(
  run: Run,
  request: AuthorizeRequest,
  listener: CallbackListener,
): Promise<void> {
  const url = listener.authorizeUrl();
  if (url === undefined || request.browser === false) return;
  if (!run.interactive && request.browser === undefined) return;
  try {
    await run.host.browser.open(listener.server.shortUrl ?? toBrowser(run, url), request.browser);
  } catch (error) {
    run.ui.notice(`No browser could be opened (${messageOf(error)}). Open the URL above yourself.`);
  }
}

async function callback(
  run: Run,
  listener: CallbackListener,
  state: string,
  signal: AbortSignal,
): Promise<Waited> {
  const query = await listener.server.waitForCallback(signal);
  const params = readCallbackParams(query, { state, redirectUri: requireRedirectUri(run) });
  if (params.kind === 'rejected') throw new Error('an accepted callback was rejected');
  return { kind: 'callback', params };
}

async function timeout(run: Run, waitMs: number, signal: AbortSignal): Promise<Waited> {
  await run.host.clock.sleep(waitMs, signal);
  return { kind: 'timeout', waitMs };
}

async function hintWhenIdle(run: Run, signal: AbortSignal): Promise<void> {
  try {
    await run.host.clock.sleep(HINT_AFTER_MS, signal);
  } catch {
    return;
  }
  run.ui.notice(
    run.interactive
      ? 'Still waiting. If the browser shows an error page (such as "Mismatching redirect URI"), Datadog will not call back: paste its text or URL here.'
      : 'Still waiting. If the browser shows an error page, Datadog will not call back: give its text to ddoauth diagnose.',
  );
}

/** The simulator's consent, clicked by an HTTP client; its last redirect goes where a browser would take it. */
async function builtInBrowser(
  run: Run,
  request: AuthorizeRequest,
  listener: CallbackListener,
  waiting: Waiting,
  signal: AbortSignal,
): Promise<Waited> {
  const { simulation } = run;
  if (simulation === undefined) throw new Error('the built-in browser needs a simulator');
  let url = listener.authorizeUrl();
  if (url === undefined) {
    const { clientId } = requireClient(run);
    const test = `${waiting.began.app.url}/__simulator/test-authorization?client_id=${clientId}`;
    const sent = await visit(simulation, test, signal);
    if (sent.kind !== 'redirect') return sent;
    await visitLocal(run, listener, sent.location, signal);
    url = listener.authorizeUrl();
    if (url === undefined)
      return { kind: 'error-text', text: 'the onboarding URL refused its parameters' };
  }
  const outcome = await visit(simulation, url, signal);
  if (outcome.kind !== 'redirect') return outcome;
  if (!listener.receivesCallback) return readPaste(run, outcome.location, waiting.state);
  void visitLocal(run, listener, outcome.location, run.signal).catch(() => undefined);
  return callback(run, listener, waiting.state, signal);
}

/** Opens a page of the simulator; where it leads, or how it ended there. */
async function visit(
  simulation: Simulation,
  url: string,
  signal: AbortSignal,
): Promise<Extract<ConsentOutcome, { kind: 'redirect' }> | Waited> {
  const { host } = new URL(url);
  try {
    const outcome = await simulation.visit(url, signal);
    if (outcome.kind === 'redirect') return outcome;
    const { status, text } = outcome;
    return status === 429 || status >= 500
      ? { kind: 'no-page', host, reason: `it answered ${String(status)}` }
      : { kind: 'error-text', text };
  } catch (error) {
    if (signal.aborted) throw error;
    return { kind: 'no-page', host, reason: messageOf(error) };
  }
}

/** What a browser does with a redirect to this machine. */
async function visitLocal(
  run: Run,
  listener: CallbackListener,
  location: string,
  signal: AbortSignal,
): Promise<void> {
  const { certificate } = listener;
  const fetch = run.host.openFetch(certificate === undefined ? {} : { extraCa: certificate });
  const answer = await fetch(location, { method: 'GET', headers: {}, signal });
  await answer.text(10_000);
}
