import type { SiteRow } from '../../catalog/site-row.ts';
import type { HttpRequest } from '../../model/http.ts';
import { tagText, type Tag } from '../payload/add-tags.ts';

/** One thing to be found again. */
export interface Target {
  /** Name of a metric; absent where the run's tag is enough. */
  readonly name?: string;
  /** How many are to be found. */
  readonly expected: number;
}

/** What one search is made of. */
export interface Search {
  readonly site: SiteRow;
  /** All of them are on what is looked for. */
  readonly tags: readonly Tag[];
  /** Searches name them with `@`: spans and OTLP carry them as attributes. */
  readonly asAttributes: boolean;
  readonly target: Target;
  /** Times between which it is looked for, milliseconds since 1970. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** Most items of one page, for all searches. */
export const MOST_ITEMS = 1_000;

/** The query of a search for tags, or for attributes of the same names. */
export function searchQuery({ tags, asAttributes }: Pick<Search, 'tags' | 'asAttributes'>): string {
  return tags
    .map(tagText)
    .map((tag) => (asAttributes ? `(${tag} OR @${tag})` : tag))
    .join(' AND ');
}

/** A query for the values of the target that carry the tags. */
export function metricQuery(search: Search): string {
  return `avg:${search.target.name ?? ''}{${joined(search)}}`;
}

/** The tags with commas between: all of them are wanted. */
export function joined({ tags }: Search): string {
  return tags.map(tagText).join(',');
}

/** The parameters that all v2 searches share. */
export function filtered(search: Search): Record<string, string> {
  return {
    'filter[query]': searchQuery(search),
    'filter[from]': iso(search.fromMs),
    'filter[to]': iso(search.toMs),
    'page[limit]': String(limitOf(search)),
  };
}

/** Size of the page: as many as are expected, and no more than a page may have. */
export function limitOf({ target }: Search): number {
  return Math.min(MOST_ITEMS, Math.max(1, target.expected));
}

/** A GET on the site's API host. */
export function get(
  { site }: Search,
  path: string,
  query: Readonly<Record<string, string>>,
): HttpRequest {
  const parameters = new URLSearchParams(query).toString();
  return {
    method: 'GET',
    url: `${site.api.url}${path}?${parameters}`,
    headers: { accept: 'application/json' },
  };
}

/** A POST of JSON to the site's API host. */
export function post({ site }: Search, path: string, body: unknown): HttpRequest {
  return {
    method: 'POST',
    url: `${site.api.url}${path}`,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** Whole seconds since 1970. */
export function seconds(ms: number): string {
  return String(Math.floor(ms / 1000));
}

/** ISO 8601. */
export function iso(ms: number): string {
  return new Date(ms).toISOString();
}
