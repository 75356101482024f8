import type { LiveAnswer } from '../../model/diagnosis.ts';
import type { Exchange } from '../../model/http.ts';
import { requireClient, secretAtHand } from '../run/client.ts';
import type { Run } from '../run/run.ts';
import { openRegionContext, type RegionContext } from '../region/region-context.ts';
import { probeTokenEndpoint, type TokenFindings } from '../region/token-probes.ts';
import { lookAtHost, type HostLook } from './host-look.ts';
import type { LiveCase } from './live-case.ts';

/** What the questions of one case share: each look is taken once, whoever asks. */
export interface LiveContext {
  /** Its `send` keeps to the limits of this command and takes note of clocks. */
  readonly run: Run;
  readonly about: LiveCase;
  readonly region: RegionContext;
  /** Name, way and certificate of the case's host. */
  readonly hostLook: () => Promise<HostLook>;
  /** What the site's token endpoint says to made-up codes. */
  readonly tokenLook: () => Promise<TokenFindings>;
}

/** The answer to a live question, with what was sent for it. */
export interface Looked extends LiveAnswer {
  /** Hosts that were gone to. */
  readonly hosts: readonly string[];
  readonly exchanges: readonly Exchange[];
}

/** Answers one question; may throw, which leaves the question unanswered. */
export type Ask = (ctx: LiveContext) => Promise<Looked>;

/** Stands in where a client has no redirect URI: codes that nobody issued are refused before it counts. */
export const ANY_REDIRECT_URI = 'http://localhost/ddoauth';

/** Opens what the questions share. Nobody is asked for a secret: one that is not at hand is not used. */
export async function openLiveContext(run: Run, about: LiveCase): Promise<LiveContext> {
  const nothing = { columns: new Set<never>(), destinations: [], atOnce: run.concurrency };
  const opened = await openRegionContext(run, nothing);
  const secret = run.settings.client === null ? undefined : await secretAtHand(run);
  const region = { ...opened, secret };
  return {
    run: region.run,
    about,
    region,
    hostLook: once(() => lookAtHost(region, about.site, about.host)),
    tokenLook: once(() => {
      requireClient(run);
      return probeTokenEndpoint(region, about.site, about.redirectUri ?? ANY_REDIRECT_URI);
    }),
  };
}

/** An answer and what was sent for it. */
export function looked(
  answer: LiveAnswer['answer'],
  because: string,
  seen: { readonly host?: string; readonly exchanges?: readonly Exchange[] } = {},
): Looked {
  const { host, exchanges = [] } = seen;
  const hosts = new Set([
    ...(host === undefined ? [] : [host]),
    ...exchanges.map(({ url }) => new URL(url).host),
  ]);
  return { answer, because, hosts: [...hosts], exchanges };
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let begun: Promise<T> | undefined;
  return () => (begun ??= work());
}
