import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import type { HttpResponse } from '../../model/http.ts';
import { hostOf } from '../../sites/datadog-hosts.ts';
import { readHost } from '../../sites/host-name.ts';
import { placeHost } from '../../sites/place-host.ts';
import type { SiteTable } from '../../sites/site-table.ts';
import type { Judgement } from '../verdict.ts';

/** What a site says of which sites there are. */
export type SiteList =
  | { readonly kind: 'hosts'; readonly hosts: readonly string[] }
  /** A preview endpoint: not every site need have it. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly status: number };

/** More names than any answer needs. */
const LONGEST_LIST = 200;

/**
 * Reads the answer of `GET /api/v2/oauth2/.well-known/sites`: web hosts under
 * `data.attributes.sites`, as one document or a list of them. Nothing in it is trusted, only shown.
 */
export function readSiteList({ status, body }: HttpResponse): SiteList {
  if (status === 404) return { kind: 'absent' };
  const documents = status === 200 ? dataOf(body) : [];
  const hosts = documents.flatMap((document) => sitesOf(document));
  return hosts.length === 0
    ? { kind: 'unreadable', status }
    : { kind: 'hosts', hosts: [...new Set(hosts)].slice(0, LONGEST_LIST) };
}

function dataOf(body: string): readonly unknown[] {
  try {
    const json: unknown = JSON.parse(body);
    const data = memberOf(json, 'data');
    return Array.isArray(data) ? data : [data];
  } catch {
    return [];
  }
}

function sitesOf(document: unknown): string[] {
  const sites = memberOf(memberOf(document, 'attributes'), 'sites');
  if (!Array.isArray(sites)) return [];
  return sites.filter((site): site is string => typeof site === 'string' && site !== '');
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/**
 * Holds the table against the hosts that were listed. A host the table does not know is a new site
 * perhaps; a site that is not listed is one to look at, since lists were seen that leave some out.
 * @param asked sites of the environments that answered
 */
export function compareSiteLists(
  hosts: readonly string[],
  asked: readonly SiteRow[],
  table: SiteTable,
): Judgement {
  const listed = new Set<string>();
  const unknown: string[] = [];
  for (const text of hosts) {
    const reading = readHost(text);
    const place = 'problem' in reading ? undefined : placeHost(reading.host, table);
    if (place?.kind === 'exact') listed.add(place.site.key);
    else unknown.push(text);
  }
  if (unknown.length > 0) {
    return { grade: 'warning', finding: finding('region.live-unknown', { hosts: unknown }) };
  }
  const environments = new Set(asked.map(({ environment }) => environment));
  const missing = table.all.filter(
    ({ key, environment }) => environments.has(environment) && !listed.has(key),
  );
  return missing.length > 0
    ? {
        grade: 'review',
        proof: 'reachable',
        finding: finding('region.live-missing', {
          sites: missing.map(({ key }) => key),
          hosts: missing.map(({ app }) => hostOf(app.url)),
          listed: [...listed],
        }),
      }
    : {
        grade: 'passed',
        proof: 'reachable',
        finding: finding('region.live-agrees', { count: listed.size }),
      };
}
