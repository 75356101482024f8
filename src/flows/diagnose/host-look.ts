import type { SiteHost, SiteRow } from '../../catalog/site-row.ts';
import type { NameLookUp, TlsInspection } from '../../host/host.ts';
import type { Exchange, NetworkFailure } from '../../model/http.ts';
import { contact } from '../region/contact.ts';
import type { RegionContext } from '../region/region-context.ts';

/** What was seen on the way to a host: as much as there was before it went wrong. */
export interface HostLook {
  readonly host: string;
  /** Shown without user and password. */
  readonly proxy?: string | undefined;
  /** Absent where nobody here looks names up: behind a proxy, or in the simulator. */
  readonly addresses?: NameLookUp | undefined;
  /** The handshake, whatever the certificate. */
  readonly shown?: TlsInspection | undefined;
  /** Status of an answer, where a request was sent. */
  readonly status?: number | undefined;
  readonly failure?: NetworkFailure | undefined;
  readonly exchanges: readonly Exchange[];
}

/**
 * Looks at the way to a host: its name, then a TLS handshake in which nothing is sent. Where there is
 * nothing below HTTP to look at, in the simulator or on plain HTTP, it asks for `/`.
 */
export async function lookAtHost(
  ctx: RegionContext,
  site: SiteRow,
  siteHost: SiteHost,
): Promise<HostLook> {
  const reached = await contact(ctx, site, siteHost, { handshake: true });
  const { host, proxy } = reached.place;
  if (ctx.probe === undefined || reached.plain) return askForRoot(ctx, host, siteHost.url);
  const { addresses, tls } = reached;
  const base = { host, proxy, addresses, exchanges: [] };
  if (tls !== undefined) return { ...base, shown: tls.shown, failure: tls.failure };
  const code = addresses?.code ?? 'UNKNOWN';
  return { ...base, failure: { kind: 'dns', code, message: `no address was found for ${host}` } };
}

async function askForRoot(ctx: RegionContext, host: string, url: string): Promise<HostLook> {
  const request = { method: 'GET', url: new URL('/', url).href, headers: {} } as const;
  const { response, failure, exchange } = await ctx.run.send(request, { retry: true });
  return { host, status: response?.status, failure, exchanges: [exchange] };
}
