import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerPage } from './answer.ts';
import { planListeners, type ListenAddress } from './listen-plan.ts';
import { formatAddress, openListeners } from './listeners.ts';
import type { TlsPair } from './loopback-certificate.ts';
import { callbackPages, type CallbackPages, type FinalPage } from './pages.ts';
import { pendingCallback, type CallbackVerdict } from './pending-callback.ts';
import { gateRequest } from './request-gate.ts';

/** What the callback server is to answer. */
export interface CallbackServerOptions {
  /** As registered. One that leads to another machine, or none: only the forwarder runs. */
  readonly redirectUri: string | undefined;
  /** Address to listen on instead of the redirect URI's own (`--listen`). */
  readonly listen?: ListenAddress;
  /** The authorize URL that the short URL redirects to; 404 while there is none. */
  readonly forwardTo?: () => string | undefined;
  readonly onboarding?: OnboardingRoute;
  /** Judges the raw query of a GET on the redirect URI's exact path. */
  readonly accept: (query: string) => CallbackVerdict;
  /** For an https redirect URI; without it a throw-away certificate is made on loopback. */
  readonly tls?: TlsPair;
  readonly pages?: CallbackPages;
  /** From connecting to the end of the headers, in milliseconds. Default 10 s. */
  readonly headerTimeoutMs?: number;
  /** How long a browser is kept waiting for `finish`, in milliseconds. Default 2 minutes. */
  readonly holdLimitMs?: number;
}

/** The onboarding URL, answered locally for `--from tile`. */
export interface OnboardingRoute {
  /** Exact path. May be the redirect URI's: what has no answer's parameters is onboarding then. */
  readonly path: string;
  /** The whole URL as registered: needed when its host or port is not the redirect URI's. */
  readonly url?: string;
  /** Gets the raw query; says where the browser goes on. */
  handle(query: string): { readonly redirectTo: string } | { readonly error: string };
}

/** A running callback server. */
export interface CallbackServer {
  /** `127.0.0.1:8085`, `[::1]:8085`. */
  readonly addresses: string[];
  /** The local URL that redirects to the authorize URL; `undefined` without `forwardTo`. */
  readonly shortUrl: string | undefined;
  /** Resolves with the accepted raw query; rejects with the signal's reason, or on `close`. */
  waitForCallback(signal: AbortSignal): Promise<string>;
  /** Answers the held callback and all later ones with this page; resolves once it is flushed. */
  finish(page: FinalPage): Promise<void>;
  /** Frees the ports at once and ends every connection. */
  close(): Promise<void>;
}

interface Route {
  readonly hosts: ReadonlySet<string>;
  readonly path: string;
  answer(query: string, response: ServerResponse): void;
}

const MAX_CONNECTIONS = 64;
const HEADER_TIMEOUT_MS = 10_000;
const HOLD_LIMIT_MS = 120_000;
/** Path of the forwarder where `/` is taken. */
const START_PATH = '/__ddoauth/start';

/**
 * Binds the listeners and answers GET on exact paths and hosts; everything else gets an error page
 * and changes nothing.
 * @throws ToolError `listen.busy`, `listen.failed`, `usage.redirect-uri`
 * @see RFC 8252 §7.3 and §8.3, RFC 9700 §4
 */
export async function startCallbackServer(options: CallbackServerOptions): Promise<CallbackServer> {
  const { redirectUri, listen, onboarding, forwardTo, tls, pages = callbackPages() } = options;
  const plan = await planListeners({
    redirectUri,
    ...(listen === undefined ? {} : { listen }),
    ...(onboarding?.url === undefined ? {} : { onboardingUrl: onboarding.url }),
    ...(tls === undefined ? {} : { tls }),
  });
  const routes: Route[] = [];
  const listeners = await openListeners(
    plan.targets,
    {
      headerTimeoutMs: options.headerTimeoutMs ?? HEADER_TIMEOUT_MS,
      maxConnections: MAX_CONNECTIONS,
    },
    (request, response) => answerRequest(routes, pages, request, response),
  );
  const callback = pendingCallback({
    accept: options.accept,
    pages,
    holdLimitMs: options.holdLimitMs ?? HOLD_LIMIT_MS,
    onHeld: ({ socket }) => socket && listeners.connections.keep(socket),
  });

  const port = listeners.bound[0]?.port ?? 0;
  const callbackHosts = plan.callbackHosts(port);
  if (plan.callback !== undefined) {
    routes.push({ hosts: callbackHosts, path: plan.callback.path, answer: callback.receive });
  }
  if (onboarding !== undefined) {
    const hosts = plan.onboardingHosts(port);
    routes.unshift(onboardingRoute(onboarding, hosts, routes[0], pages));
  }
  const isTaken = routes.some(({ hosts, path }) => path === '/' && meet(hosts, callbackHosts));
  const startPath = isTaken ? START_PATH : '/';
  if (forwardTo !== undefined) {
    const answer = (_query: string, response: ServerResponse) =>
      redirect(response, forwardTo(), pages);
    routes.push({ hosts: callbackHosts, path: startPath, answer });
  }

  let closing: Promise<void> | undefined;
  return {
    addresses: listeners.bound.map(formatAddress),
    shortUrl: forwardTo === undefined ? undefined : plan.origin(port) + startPath,
    waitForCallback: callback.wait,
    finish: callback.finish,
    close: () => {
      listeners.stop();
      closing ??= callback.cancel().then(listeners.release);
      return closing;
    },
  };
}

function answerRequest(
  routes: readonly Route[],
  pages: CallbackPages,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const gated = gateRequest(request);
  if (gated.kind === 'prefetch') return answerPage(response, 204, '');
  const refuse = (status: Parameters<CallbackPages['refused']>[0], headers = {}) =>
    answerPage(response, status, pages.refused(status), headers);
  if (gated.kind === 'refused') return refuse(gated.status);
  // A name that someone else resolved to this address shows up here (DNS rebinding).
  const here = routes.filter(({ hosts }) => hosts.has(gated.host));
  if (here.length === 0) return refuse(421);
  const route = here.find(({ path }) => path === gated.path);
  if (route === undefined) return refuse(404);
  if (gated.method !== 'GET') return refuse(405, { Allow: 'GET' });
  try {
    route.answer(gated.query, response);
  } catch {
    refuse(500);
  }
}

/** Shares its path with the callback where a client has one URL for both. */
function onboardingRoute(
  { path, handle }: OnboardingRoute,
  hosts: ReadonlySet<string>,
  callback: Route | undefined,
  pages: CallbackPages,
): Route {
  const isShared = callback?.path === path && meet(callback.hosts, hosts);
  return {
    hosts,
    path,
    answer: (query, response) => {
      if (isShared && /(?:^|&)(?:code|error|state)=/.test(query)) {
        callback.answer(query, response);
        return;
      }
      const outcome = handle(query);
      if ('redirectTo' in outcome) redirect(response, outcome.redirectTo, pages);
      else answerPage(response, 400, pages.onboardingFailed(outcome.error));
    },
  };
}

function redirect(response: ServerResponse, url: string | undefined, pages: CallbackPages): void {
  if (url === undefined) answerPage(response, 404, pages.refused(404));
  else answerPage(response, 302, '', { Location: new URL(url).href });
}

function meet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].some((entry) => other.has(entry));
}
