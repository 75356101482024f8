import { DESTINATIONS, type DestinationName } from '../../catalog/destinations.ts';
import type { SiteHost, SiteRow } from '../../catalog/site-row.ts';
import { judgeIntake } from '../../checks/region/judge-intake.ts';
import type { HttpRequest } from '../../model/http.ts';
import type { Verdict } from '../../model/report.ts';
import { judgeNoAnswer, type Contact } from './contact.ts';
import { judgeUnavailable } from './judge-status.ts';
import { startRegionCheck, type RegionContext } from './region-context.ts';

/** The host of a destination on a site; `undefined` when it has none. */
export function destinationHost(site: SiteRow, name: DestinationName): SiteHost | undefined {
  return name === 'metrics' ? site.api : site.intake[name];
}

/**
 * Whether a destination is Datadog's and open from here: a request without key and body, which an
 * intake refuses. TLS is checked as for any request; nothing is submitted, no secret is sent.
 */
export async function regionIntake(
  ctx: RegionContext,
  site: SiteRow,
  name: DestinationName,
  host: SiteHost,
  reaching: Promise<Contact>,
): Promise<Verdict> {
  const row = DESTINATIONS[name];
  const reached = await reaching;
  const { place } = reached;
  const check = startRegionCheck(ctx.run, site, `intake.${name}`, row.title, place.host);
  if (reached.blocked !== undefined) return check(reached.blocked);
  const sent = await ctx.run.send(keylessRequest(host, row.ask), {
    retry: true,
    // The site's other cells ask the API's host as well, at the same time.
    aside: ctx.probe !== undefined && host !== site.api,
  });
  if (sent.response === undefined) return check(await judgeNoAnswer(ctx, reached, sent));
  const unavailable = judgeUnavailable(place, sent);
  if (unavailable !== undefined) return check(unavailable);
  const judgement = judgeIntake(place, row, sent.response);
  return check({ ...judgement, exchanges: [sent.exchange] });
}

function keylessRequest(
  host: SiteHost,
  { method, path }: { readonly method: 'GET' | 'POST'; readonly path: string },
): HttpRequest {
  const { origin, pathname } = new URL(host.url);
  return {
    method,
    url: origin + (pathname === '/' ? path : pathname),
    headers: {
      accept: 'application/json',
      ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
    },
    ...(method === 'POST' ? { body: '' } : {}),
  };
}
