import type { SiteRow } from '../catalog/site-row.ts';
import {
  datadogDomainOf,
  hostOf,
  intakeHosts,
  SERVICE_LABELS,
  SHARED_LABELS,
  SITE_LIKE_LABEL,
  type DatadogEnvironment,
} from './datadog-hosts.ts';
import { isIpAddress } from './host-name.ts';
import type { SiteTable } from './site-table.ts';

/** Which part of a site's row a host matched. */
export type HostForm = 'domain' | 'app' | 'api' | 'alias' | 'intake';

/** Where a host stands with regard to the sites of the table. */
export type HostPlace =
  | { readonly kind: 'exact'; readonly site: SiteRow; readonly form: HostForm }
  /** The web app of one organisation: `acme.us3.datadoghq.com`. */
  | { readonly kind: 'subdomain'; readonly site: SiteRow; readonly subdomain: string }
  /** A host of Datadog's that serves all sites: `install.datadoghq.com`. */
  | { readonly kind: 'shared'; readonly host: string }
  /** Below a domain of Datadog's or of the config, but nothing the table knows. */
  | {
      readonly kind: 'below';
      readonly nearest: SiteRow;
      /** `null` below a config site's domain. */
      readonly environment: DatadogEnvironment | null;
      readonly labels: string;
    }
  | { readonly kind: 'outside' };

function exactForm(site: SiteRow, host: string): HostForm | undefined {
  if (host === site.domain) return 'domain';
  if (host === hostOf(site.app.url)) return 'app';
  if (host === hostOf(site.api.url)) return 'api';
  // `app.` and `www.` before a site's domain lead to the same web app.
  if (host.includes('.') && site.aliases.includes(host)) return 'alias';
  if (host === `app.${site.domain}` || host === `www.${site.domain}`) return 'alias';
  if (intakeHosts(site).includes(host)) return 'intake';
  return undefined;
}

/**
 * Finds the site of a host. The longest site domain wins: `acme.us3.datadoghq.com` is US3's.
 * @param host Lower case, without a final dot; with its port if it had one.
 */
export function placeHost(host: string, table: SiteTable): HostPlace {
  for (const site of table.all) {
    const form = exactForm(site, host);
    if (form !== undefined) return { kind: 'exact', site, form };
  }
  const site = table.all
    .filter((row) => !isIpAddress(row.domain) && host.endsWith(`.${row.domain}`))
    .sort((a, b) => b.domain.length - a.domain.length)[0];
  if (site === undefined) return { kind: 'outside' };
  const labels = host.slice(0, -site.domain.length - 1);
  if (SERVICE_LABELS.includes(labels)) return { kind: 'exact', site, form: 'intake' };
  const datadog = datadogDomainOf(site.domain);
  if (datadog !== undefined && SHARED_LABELS.includes(labels)) return { kind: 'shared', host };
  const isCustomer =
    !labels.includes('.') &&
    !labels.startsWith('xn--') &&
    labels !== 'api' &&
    !(datadog !== undefined && SITE_LIKE_LABEL.test(labels));
  if (isCustomer) return { kind: 'subdomain', site, subdomain: labels };
  return { kind: 'below', nearest: site, environment: datadog?.environment ?? null, labels };
}
