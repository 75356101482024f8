import type { SiteRow } from '../catalog/site-row.ts';
import { ToolError } from '../errors.ts';
import { readHost } from './host-name.ts';
import { quoted } from './quoted.ts';

/** Path of the authorize page on a web app host. */
const AUTHORIZE_PATH = '/oauth2/v1/authorize';

/** Pages of the web app. */
const APP_PATHS = {
  authorizeUrl: AUTHORIZE_PATH,
  apiKeysPageUrl: '/organization-settings/api-keys',
} as const;

/** Paths on the API host. @see oauth facts, sections 1 and 9; api facts, sections 2 and 3 */
const API_PATHS = {
  tokenUrl: '/oauth2/v1/token',
  revokeUrl: '/oauth2/v1/revoke',
  registerUrl: '/api/v2/oauth2/register',
  knownSitesUrl: '/api/v2/oauth2/.well-known/sites',
  marketplaceKeyUrl: '/api/v2/api_keys/marketplace',
  validateUrl: '/api/v1/validate',
  seriesUrl: '/api/v2/series',
  seriesV1Url: '/api/v1/series',
  distributionPointsUrl: '/api/v1/distribution_points',
  checkRunUrl: '/api/v1/check_run',
  eventsUrl: '/api/v1/events',
} as const;

/** Paths on intake hosts, by intake; absent in the result where a site has no such intake. */
const INTAKE_PATHS = {
  logsUrl: ['logs', '/api/v2/logs'],
  eventIntakeUrl: ['events', '/api/v2/events'],
  otlpMetricsUrl: ['otlp', '/v1/metrics'],
  otlpLogsUrl: ['otlp', '/v1/logs'],
  otlpTracesUrl: ['otlp', '/v1/traces'],
  spansUrl: ['spans', '/api/v2/spans'],
} as const;

/** Absolute URLs of a site. Those of an intake are absent when the site has none. */
export type SiteEndpoints = {
  /** See the function of the same name. */
  readonly authorizeUrlFor: (siteParameter: string) => string;
} & Readonly<Record<keyof typeof APP_PATHS | keyof typeof API_PATHS, string>> &
  Readonly<Partial<Record<keyof typeof INTAKE_PATHS, string>>>;

function mapPaths<Name extends string>(
  paths: Readonly<Record<Name, string>>,
  base: string,
): Record<Name, string>;
function mapPaths(paths: Readonly<Record<string, string>>, base: string): Record<string, string> {
  const { origin } = new URL(base);
  return Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, origin + path]));
}

/** Every URL the program calls or opens on a site. */
export function siteEndpoints(site: SiteRow): SiteEndpoints {
  const intakes: Partial<Record<keyof typeof INTAKE_PATHS, string>> = {};
  for (const [name, [intake, path]] of entriesOf(INTAKE_PATHS)) {
    const host = site.intake[intake];
    if (host === undefined) continue;
    const url = new URL(host.url);
    // The spans intake of the table names its path; other rows are origins.
    intakes[name] = url.pathname === '/' ? url.origin + path : url.origin + url.pathname;
  }
  return {
    authorizeUrlFor,
    ...mapPaths(APP_PATHS, site.app.url),
    ...mapPaths(API_PATHS, site.api.url),
    ...intakes,
  };
}

function entriesOf<Table extends object>(table: Table): [keyof Table, Table[keyof Table]][];
function entriesOf(table: object): [string, unknown][] {
  return Object.entries(table) as [string, unknown][];
}

/**
 * The authorize page for a flow that began at the tile: on the host that the `site` parameter names,
 * customer subdomain included. Judge the parameter with `judgeSiteParameter` first.
 * @throws ToolError `usage.site` when it is no URL or host.
 */
export function authorizeUrlFor(siteParameter: string): string {
  const reading = readHost(siteParameter);
  if ('problem' in reading) {
    throw new ToolError('usage.site', `site: ${quoted(siteParameter)}: ${reading.problem}`);
  }
  const { scheme = 'https', host, port } = reading;
  return `${scheme}://${host}${port === undefined ? '' : `:${port}`}${AUTHORIZE_PATH}`;
}
