import type { ScopeRow } from '../catalog/scope-row.ts';
import type { RouteRights } from './admission.ts';
import { errors, json, mediaType, notFound, readJson } from './exchange.ts';
import { READ_BACK_ROUTES, type AdmittedHandler } from './read-back.ts';
import { sampleAnswer } from './samples.ts';

/** A route of the API that wants a token. */
export interface ApiRoute {
  readonly method: string;
  /** `/api/v1/events/{event_id}`. */
  readonly path: string;
  readonly rights: RouteRights;
  readonly answer: AdmittedHandler;
}

/**
 * GETs that take any live token and name no permission: they tell a dead token from a missing scope.
 * With each, where its data is.
 * @see datadog/scopes.json, any_token_operations
 */
const ANY_TOKEN_ROUTES: readonly (readonly [path: string, dataAt: string])[] = [
  ['/api/v2/processes', 'data'],
  ['/api/v1/tags/hosts', ''],
  ['/api/v2/containers', 'data'],
  ['/api/v2/container_images', 'data'],
  ['/api/v2/rum/replay/playlists', 'data'],
  ['/api/v2/reference-tables/tables', 'data'],
  ['/api/v2/rum/replay/viewership-history/sessions', 'data'],
  ['/api/v2/siem-threat-hunting/jobs', 'data'],
];

/**
 * All routes behind a token: each probe of the catalog, the any-token GETs, and the routes that read
 * back what was sent. A path that is several of these is one route.
 */
export function buildApiRoutes(rows: readonly ScopeRow[]): readonly ApiRoute[] {
  const routes = new Map<string, ApiRoute>();
  for (const row of rows) {
    for (const probe of row.probes) {
      const name = `${probe.method} ${probe.path}`;
      const before = routes.get(name)?.rights;
      routes.set(name, {
        method: probe.method,
        path: probe.path,
        rights: {
          name,
          opens: mergeSets(before?.opens, probe.opens),
          products: [...new Set([...(before?.products ?? []), row.product])],
        },
        answer: sampleHandler(probe.path, probe.dataAt),
      });
    }
  }
  for (const [path, dataAt] of ANY_TOKEN_ROUTES) {
    const name = `GET ${path}`;
    const rights = { name, opens: [], products: [] };
    routes.set(name, { method: 'GET', path, rights, answer: sampleHandler(path, dataAt) });
  }
  for (const { name, scope, product, answer } of READ_BACK_ROUTES) {
    const [method = '', path = ''] = name.split(' ');
    const known = routes.get(name)?.rights;
    const rights = known ?? { name, opens: [[scope]], products: [product] };
    routes.set(name, { method, path, rights, answer });
  }
  return [...routes.values()];
}

/** Alternatives of two rows for the same route; an empty list means any token and stays so. */
function mergeSets(
  before: RouteRights['opens'] | undefined,
  more: RouteRights['opens'],
): RouteRights['opens'] {
  if (!before) return more;
  if (before.length === 0 || more.length === 0) return [];
  const sets = new Map([...before, ...more].map((set) => [[...set].sort().join(' '), set]));
  return [...sets.values()];
}

/** One item, or none; for a path with a made-up id, 404. */
function sampleHandler(path: string, dataAt: string): AdmittedHandler {
  return (world, request) => {
    if (path.includes('{')) return notFound();
    if (request.method === 'POST') {
      if (!/[/+]json$/.test(mediaType(request))) return errors(415, 'Unsupported media type');
      if (readJson(request) === undefined) return errors(400, 'Invalid JSON');
    }
    return json(200, sampleAnswer(path, dataAt, world.seed.settings.emptyData));
  };
}
