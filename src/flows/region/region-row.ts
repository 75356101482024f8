import type { SiteRow } from '../../catalog/site-row.ts';
import type { Verdict } from '../../model/report.ts';
import { contact, type Contact } from './contact.ts';
import type { ColumnName } from './columns.ts';
import { crossSite, type CrossConsent } from './cross-site.ts';
import { regionApi } from './region-api.ts';
import { regionAuthorizeHost, type AuthorizeHostOutcome } from './region-authorize-host.ts';
import type { RegionContext } from './region-context.ts';
import { regionGrant, type GrantCell } from './region-grant.ts';
import { destinationHost, regionIntake } from './region-intake.ts';
import { regionKey } from './region-key.ts';
import { regionDns, regionTls } from './region-network.ts';
import { regionToken } from './region-token.ts';

/**
 * One site's row, in the order of the columns. Every host is gone to once and asked at the same time
 * as all others; only what needs an answer of another cell waits for it.
 * @param cross whether secrets of the row may go to other sites; `undefined` when that is not wanted
 */
export async function regionRow(
  ctx: RegionContext,
  site: SiteRow,
  cross: CrossConsent | undefined,
): Promise<Verdict[]> {
  const wants = (...names: readonly ColumnName[]): boolean =>
    names.some((name) => ctx.columns.has(name));
  const handshake = wants('tls');
  const reaching = (host: SiteRow['api']): Promise<Contact> =>
    contact(ctx, site, host, { handshake });
  const app = once(() => reaching(site.app));
  const api = once(() => reaching(site.api));
  const both = [app, api];
  const authorizing = wants('authorize-host') ? regionAuthorizeHost(ctx, site, app()) : undefined;
  // Whoever waits for it later must not find it failed unseen.
  authorizing?.catch(() => undefined);
  const granting =
    wants('grant', 'api') && hasClient(ctx) ? regionGrant(ctx, site, api) : undefined;
  const keying = wants('key') || cross !== undefined ? regionKey(ctx, site, api) : undefined;
  const cells: Promise<readonly Verdict[]>[] = [
    ...(wants('dns')
      ? [
          one(
            regionDns(
              ctx,
              site,
              both.map((go) => go()),
            ),
          ),
        ]
      : []),
    ...(wants('tls')
      ? [
          one(
            regionTls(
              ctx,
              site,
              both.map((go) => go()),
            ),
          ),
        ]
      : []),
    ...(authorizing === undefined ? [] : [one(authorizing.then(({ verdict }) => verdict))]),
    ...(wants('token', 'client') ? [tokenCells(ctx, site, api(), authorizing)] : []),
    ...(granting !== undefined && wants('grant')
      ? [one(granting.then(({ verdict }) => verdict))]
      : []),
    ...(wants('api') ? [one(apiCell(ctx, site, api(), granting))] : []),
    ...(keying !== undefined && wants('key') ? [one(keying.then(({ verdict }) => verdict))] : []),
    ...ctx.destinations.flatMap((name) => {
      const host = destinationHost(site, name);
      if (host === undefined) return [];
      const reach = (): Promise<Contact> =>
        host === site.api ? api() : contact(ctx, site, host, { handshake: false });
      return [one(regionIntake(ctx, site, name, host, reach()))];
    }),
    ...(cross === undefined
      ? []
      : [
          Promise.all([granting, keying]).then(([grant, key]) =>
            crossSite(ctx, { site, grant: grant?.grant, key: key?.key }, cross),
          ),
        ]),
  ];
  return (await Promise.all(cells)).flat();
}

function hasClient({ run }: RegionContext): boolean {
  return run.settings.client !== null;
}

/** The work, begun at the first call only. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let begun: Promise<T> | undefined;
  return () => (begun ??= work());
}

async function one(cell: Promise<Verdict>): Promise<readonly Verdict[]> {
  return [await cell];
}

async function tokenCells(
  ctx: RegionContext,
  site: SiteRow,
  api: Promise<Contact>,
  authorizing: Promise<AuthorizeHostOutcome> | undefined,
): Promise<readonly Verdict[]> {
  const { token, client } = await regionToken(ctx, site, api, authorizing);
  return [
    ...(ctx.columns.has('token') ? [token] : []),
    ...(ctx.columns.has('client') ? [client] : []),
  ];
}

async function apiCell(
  ctx: RegionContext,
  site: SiteRow,
  api: Promise<Contact>,
  granting: Promise<GrantCell> | undefined,
): Promise<Verdict> {
  return regionApi(ctx, site, api, (await granting)?.grant);
}
