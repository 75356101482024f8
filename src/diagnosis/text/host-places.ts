import { createSiteTable } from '../../sites/site-table.ts';
import { placeHost, type HostPlace } from '../../sites/place-host.ts';

const TABLE = createSiteTable();
const KNOWN = new Map<string, HostPlace>();

/** Hosts that are kept: an input names the same few again and again. */
const MOST_KNOWN = 1_000;

/**
 * Where a host stands among Datadog's.
 * @param host Lower case, without a final dot.
 */
export function hostPlace(host: string): HostPlace {
  const known = KNOWN.get(host);
  if (known) return known;
  const place = placeHost(host, TABLE);
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear();
  KNOWN.set(host, place);
  return place;
}
