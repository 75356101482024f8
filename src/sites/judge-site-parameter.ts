import type { SiteRow } from '../catalog/site-row.ts';
import type { DatadogEnvironment } from './datadog-hosts.ts';
import { readHost } from './host-name.ts';
import { placeHost } from './place-host.ts';
import type { SiteTable } from './site-table.ts';
import { foreign, judgeUnknownHost, type ForeignDomain } from './unknown-host.ts';

/** What the `site` parameter of a redirect turned out to be. */
export type SiteParameterJudgement =
  | {
      readonly kind: 'known';
      readonly site: SiteRow;
      /** Origin as received, scheme added if there was none: `https://acme.datadoghq.com`. */
      readonly origin: string;
      /** `acme`; it does not prove on which site the org lives. */
      readonly subdomain?: string;
    }
  | {
      readonly kind: 'below-datadog';
      /** The site domain it would be, without `app.` or `www.`. */
      readonly domain: string;
      readonly environment: DatadogEnvironment;
      readonly origin: string;
    }
  | ForeignDomain;

/**
 * Judges the `site` parameter: the URL of the web app the user is in, possibly with a customer
 * subdomain, or (one page of Datadog's says so) its bare host. The browser is sent there with the
 * client id, so what does not belong to Datadog or the config is refused.
 * @see oauth facts, sections 2 and 10
 */
export function judgeSiteParameter(site: string, table: SiteTable): SiteParameterJudgement {
  const refuse = (reason: string): SiteParameterJudgement => foreign(site, reason);
  const reading = readHost(site);
  if ('problem' in reading) return refuse(reading.problem);
  const { scheme = 'https', host, port, rest } = reading;
  if (rest !== '' && rest !== '/') return refuse('it has a path, a query or a fragment');
  const authority = port === undefined ? host : `${host}:${port}`;
  const place = placeHost(authority, table);
  const written = `${scheme}://${authority}`;
  if (place.kind === 'exact' && ['domain', 'app', 'alias'].includes(place.form)) {
    const app = new URL(place.site.app.url);
    const origin = reading.scheme === undefined && authority === app.host ? app.origin : written;
    // Plain http is right only where the config says so, for a site on loopback.
    if (origin.startsWith('http:') && origin !== app.origin) return refuse('it is not https');
    return { kind: 'known', site: place.site, origin };
  }
  if (scheme === 'http') return refuse('it is not https');
  if (port !== undefined) return refuse('it has a port');
  switch (place.kind) {
    case 'subdomain':
      return { kind: 'known', site: place.site, origin: written, subdomain: place.subdomain };
    case 'exact':
    case 'shared':
      return refuse('it is no host of the web app');
    default: {
      const judged = judgeUnknownHost(host.replace(/^(?:app|www)\./, ''), site);
      return judged.kind === 'below-datadog' ? { ...judged, origin: written } : judged;
    }
  }
}
