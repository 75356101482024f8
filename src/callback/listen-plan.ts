import { ToolError } from '../errors.ts';
import type { ListenTarget } from './listeners.ts';
import { makeLoopbackCertificate, type TlsPair } from './loopback-certificate.ts';
import {
  classifyRedirectUri,
  hostHeaders,
  LOOPBACKS,
  originOf,
  type RedirectUri,
} from './redirect-uri.ts';

/** Where to listen instead of the redirect URI's own address. */
export interface ListenAddress {
  /** IP address or name, IPv6 with or without brackets; `localhost` is both loopbacks. */
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/** What to bind, and which `Host` headers belong to what. */
export interface ListenPlan {
  readonly targets: readonly ListenTarget[];
  /** Set when the redirect URI is answered here. */
  readonly callback: RedirectUri | undefined;
  /** `Host` headers of the callback, given the port the first target got. */
  callbackHosts(port: number): ReadonlySet<string>;
  /** `Host` headers of the onboarding URL. */
  onboardingHosts(port: number): ReadonlySet<string>;
  /** Origin under which the user's browser reaches the first target. */
  origin(port: number): string;
}

/** What the plan is made from. */
export interface ListenWishes {
  readonly redirectUri: string | undefined;
  readonly listen?: ListenAddress;
  /** The onboarding URL, when its origin may differ from the redirect URI's. */
  readonly onboardingUrl?: string;
  readonly tls?: TlsPair;
}

const WILDCARDS = ['0.0.0.0', '::'];

/**
 * Works out the listeners. The redirect URI's host decides the addresses unless `listen` does. A
 * redirect URI on another machine without `listen` leaves one plain listener on a free port.
 * @throws ToolError `usage.redirect-uri`
 */
export async function planListeners(wishes: ListenWishes): Promise<ListenPlan> {
  const { redirectUri, listen } = wishes;
  const uri = redirectUri === undefined ? undefined : classifyRedirectUri(redirectUri);
  const callback = uri?.kind === 'loopback' || listen !== undefined ? uri : undefined;
  const listenHost = listen?.host.replace(/^\[|\]$/g, '').toLowerCase();
  const tls = await tlsFor(callback, wishes);
  const main =
    listen !== undefined
      ? targetsOf(listenHost === 'localhost' ? LOOPBACKS : [listenHost ?? ''], listen.port, tls)
      : callback?.kind === 'loopback'
        ? targetsOf(callback.address, callback.port, tls)
        : targetsOf(['127.0.0.1'], 0, undefined);
  const onboarding =
    wishes.onboardingUrl === undefined
      ? undefined
      : classifyRedirectUri(wishes.onboardingUrl, 'onboarding URL');
  const further = await onboardingTargets(onboarding, callback, wishes);

  const scheme = tls === undefined ? 'http' : 'https';
  const ownHost = listenHost ?? '127.0.0.1';
  const listenHosts = (port: number) => {
    if (listen === undefined && callback !== undefined) return [];
    const names = WILDCARDS.includes(ownHost) ? ['localhost', ...LOOPBACKS, ownHost] : [ownHost];
    return names.flatMap((name) => hostHeaders({ scheme, host: bracketed(name), port }));
  };
  const callbackHosts = (port: number) =>
    new Set([...(callback === undefined ? [] : hostHeaders(callback)), ...listenHosts(port)]);
  return {
    targets: [...main, ...further.filter((target) => !main.some((own) => sameEnd(own, target)))],
    callback,
    callbackHosts,
    onboardingHosts: (port) =>
      onboarding === undefined
        ? callbackHosts(port)
        : new Set([...hostHeaders(onboarding), ...listenHosts(port)]),
    origin: (port) => {
      if (callback?.kind === 'loopback') return originOf(callback);
      const host = WILDCARDS.includes(ownHost) ? 'localhost' : bracketed(ownHost);
      return originOf({ scheme, host, port });
    },
  };
}

/** https on loopback ends here; in front of a `listen` address something else may end it. */
async function tlsFor(uri: RedirectUri | undefined, { tls }: ListenWishes) {
  if (uri === undefined || uri.scheme === 'http') return undefined;
  return tls ?? (uri.kind === 'loopback' ? makeLoopbackCertificate(uri.host) : undefined);
}

async function onboardingTargets(
  onboarding: RedirectUri | undefined,
  callback: RedirectUri | undefined,
  wishes: ListenWishes,
): Promise<ListenTarget[]> {
  if (onboarding?.kind !== 'loopback') return [];
  if (callback?.kind === 'loopback' && callback.port === onboarding.port) {
    if (callback.scheme !== onboarding.scheme) {
      const both = `port ${onboarding.port} cannot be http and https at the same time`;
      throw new ToolError('usage.redirect-uri', `onboarding URL and redirect URI: ${both}`);
    }
    // Whatever leads the callback's port to the listen address leads this one there too.
    if (wishes.listen !== undefined) return [];
  }
  return targetsOf(onboarding.address, onboarding.port, await tlsFor(onboarding, wishes));
}

function targetsOf(
  addresses: readonly string[],
  port: number,
  tls: TlsPair | undefined,
): ListenTarget[] {
  return addresses.map((address) => ({
    address,
    port,
    optional: address === '::1' && addresses.length > 1,
    ...(tls === undefined ? {} : { tls }),
  }));
}

function sameEnd(one: ListenTarget, other: ListenTarget): boolean {
  return one.address === other.address && one.port === other.port;
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
