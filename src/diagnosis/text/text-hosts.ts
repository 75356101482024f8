import type { HostPlace } from '../../sites/place-host.ts';
import { hostPlace } from './host-places.ts';

/** A host below one of Datadog's domains that a text names. */
export interface NamedHost {
  /** Lower case, without final dot. */
  readonly host: string;
  readonly place: HostPlace;
}

/** An API host that was made of more than a bare site domain. */
export interface MisbuiltHost {
  readonly host: string;
  /** What stands between `api.` and the site domain: `acme`, `app`. */
  readonly label: string;
  /** The API host to use: `api.us5.datadoghq.com`. */
  readonly correct: string;
  /** Key of the site: `us5`. */
  readonly site: string;
}

const MOST_HOSTS = 200;
const DOMAIN = /(?:datadoghq\.(?:com|eu)|ddog-gov\.com)(?![a-z0-9-]|\.[a-z0-9])/gi;

/** The hosts of Datadog's that a text names, each once, in order. Look-alikes are left out. */
export function hostsIn(text: string): NamedHost[] {
  const found = new Map<string, NamedHost>();
  for (const hit of text.matchAll(DOMAIN)) {
    if (found.size >= MOST_HOSTS) break;
    let start = hit.index;
    while (start > 0 && hit.index - start < 200 && /[a-z0-9.-]/i.test(text.charAt(start - 1)))
      start--;
    const host = text.slice(start, hit.index + hit[0].length).toLowerCase();
    if (!/^[a-z0-9]/.test(host) || found.has(host)) continue;
    const place = hostPlace(host);
    if (place.kind !== 'outside') found.set(host, { host, place });
  }
  return [...found.values()];
}

/** Whether a host is `api.<something>.<site domain>`, which no Datadog certificate covers. */
export function misbuilt(named: NamedHost): MisbuiltHost | undefined {
  if (named.place.kind !== 'below') return undefined;
  const label = /^api\.(.+)$/.exec(named.place.labels)?.[1];
  if (label === undefined) return undefined;
  const { nearest } = named.place;
  return { host: named.host, label, correct: new URL(nearest.api.url).host, site: nearest.key };
}
