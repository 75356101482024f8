import type { SiteHost, SiteRow } from '../../catalog/site-row.ts';
import type { HostPlace } from '../../checks/region/host-place.ts';
import { judgeCertificate } from '../../checks/region/judge-certificate.ts';
import { failureOfLookUp, judgeBlockedName } from '../../checks/region/judge-names.ts';
import { judgeUnreached } from '../../checks/region/judge-unreached.ts';
import type { Judgement } from '../../checks/verdict.ts';
import type { NameLookUp, TlsInspection } from '../../host/host.ts';
import type { NetworkFailure, Sent } from '../../model/http.ts';
import { networkFailureOf } from '../../transport/network-failure.ts';
import type { RegionContext } from './region-context.ts';

/** How long names and handshakes may take, in milliseconds. */
const LOOK_UP_MS = 5_000;
const HANDSHAKE_MS = 8_000;
/** Pause before a handshake that was cut off is tried once more, in milliseconds. */
const PAUSE_MS = 300;

/** What was found on the way to a host. */
export interface Contact {
  readonly place: HostPlace;
  /** Plain HTTP, as a config may have on loopback: nothing to look at below it. */
  readonly plain: boolean;
  /** Absent behind a proxy, which does the looking up, and under a simulator. */
  readonly addresses?: NameLookUp;
  readonly lookUpMs: number;
  /** Present when the handshake was looked at. */
  readonly tls?: TlsOutcome;
  readonly handshakeMs: number;
  /** Why there is no point in asking the host anything. */
  readonly blocked?: Judgement;
}

/** How a handshake went. */
export type TlsOutcome =
  | { readonly shown: TlsInspection; readonly failure?: undefined }
  | { readonly shown?: undefined; readonly failure: NetworkFailure };

/**
 * Goes to a host step by step: its name, then (with `handshake`) TLS. Stops where it does not get on,
 * so that a dead host costs each of its cells no time of its own.
 */
export async function contact(
  ctx: RegionContext,
  site: SiteRow,
  siteHost: SiteHost,
  options: { readonly handshake: boolean },
): Promise<Contact> {
  const { protocol, host, hostname } = new URL(siteHost.url);
  const plain = protocol === 'http:';
  const proxy = plain ? undefined : ctx.probe?.proxyFor(host);
  const place: HostPlace = { site: site.key, host, status: siteHost.status, proxy };
  const base = { place, plain, lookUpMs: 0, handshakeMs: 0 };
  const { probe } = ctx;
  if (probe === undefined || plain) return base;
  const { clock } = ctx.run.host;
  const began = clock.monotonic();
  const addresses = proxy === undefined ? await namesOf(ctx, probe.lookUp, hostname) : undefined;
  const named = {
    ...base,
    ...(addresses === undefined ? {} : { addresses }),
    lookUpMs: Math.round(clock.monotonic() - began),
  };
  const missing = addresses === undefined ? undefined : failureOfLookUp(host, addresses);
  if (missing !== undefined) {
    return { ...named, blocked: judgeUnreached({ place, failure: missing, nowMs: clock.now() }) };
  }
  const led = addresses === undefined ? undefined : judgeBlockedName({ place, addresses });
  if (led !== undefined) return { ...named, blocked: led };
  if (!options.handshake) return named;
  const tls = await shakeHands(ctx, probe.inspectTls, host);
  const handshakeMs = Math.round(clock.monotonic() - began) - named.lookUpMs;
  const blocked = blockedBy(place, tls, addresses, clock.now());
  return { ...named, tls, handshakeMs, ...(blocked === undefined ? {} : { blocked }) };
}

function blockedBy(
  place: HostPlace,
  tls: TlsOutcome,
  addresses: NameLookUp | undefined,
  nowMs: number,
): Judgement | undefined {
  if (tls.failure !== undefined) {
    return judgeUnreached({ place, failure: tls.failure, addresses, nowMs });
  }
  return tls.shown.problem === undefined ? undefined : judgeCertificate(place, tls.shown, nowMs);
}

/** The addresses of a name; nobody's answer in time counts as none. */
async function namesOf(
  ctx: RegionContext,
  lookUp: NonNullable<RegionContext['probe']>['lookUp'],
  hostname: string,
): Promise<NameLookUp> {
  try {
    return await ctx.within(LOOK_UP_MS, (signal) => lookUp(hostname, signal));
  } catch (error) {
    ctx.run.signal.throwIfAborted();
    return { ipv4: null, ipv6: null, code: networkFailureOf(error).code };
  }
}

async function shakeHands(
  ctx: RegionContext,
  inspectTls: NonNullable<RegionContext['probe']>['inspectTls'],
  host: string,
): Promise<TlsOutcome> {
  const first = await shakeOnce(ctx, inspectTls, host);
  if (first.failure?.kind !== 'reset' || ctx.run.remainingMs() < PAUSE_MS) return first;
  await ctx.run.host.clock.sleep(PAUSE_MS, ctx.run.signal);
  return shakeOnce(ctx, inspectTls, host);
}

async function shakeOnce(
  ctx: RegionContext,
  inspectTls: NonNullable<RegionContext['probe']>['inspectTls'],
  host: string,
): Promise<TlsOutcome> {
  try {
    return { shown: await ctx.within(HANDSHAKE_MS, (signal) => inspectTls(host, signal)) };
  } catch (error) {
    ctx.run.signal.throwIfAborted();
    const failure = networkFailureOf(error, { sent: false });
    return { failure: { ...failure, message: ctx.run.redactor.redact(failure.message) } };
  }
}

/**
 * Says why a request got no answer. A handshake is looked at when that can tell more than the
 * request's own error: whose certificate it was.
 */
export async function judgeNoAnswer(
  ctx: RegionContext,
  { place, addresses, tls }: Contact,
  sent: Sent & { readonly failure: NetworkFailure },
): Promise<Judgement> {
  const { failure, exchange } = sent;
  const about = failure.kind === 'tls' || failure.kind === 'tls-name';
  const looked =
    tls ??
    (about && ctx.probe !== undefined
      ? await shakeHands(ctx, ctx.probe.inspectTls, place.host)
      : undefined);
  const nowMs = ctx.run.host.clock.now();
  const exchanges = [exchange];
  return judgeUnreached({ place, failure, shown: looked?.shown, addresses, nowMs, exchanges });
}
