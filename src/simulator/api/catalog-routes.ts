import { CREATION_TRACES } from '../../catalog/creation-lists.ts';
import type { ScopeRow } from '../../catalog/scope-row.ts';
import type { AdmittedHandler, RouteRights } from '../access/admission.ts';
import { errors, json, mediaType, notFound, readJson } from '../http/exchange.ts';
import type { IdFormat } from './id-formats.ts';
import { listOf, valueAt, withValueAt } from '../http/json-path.ts';
import { missingRoute } from './missing-routes.ts';
import { listedObjects } from './object-access.ts';
import type { CreatedKind } from './object-creation.ts';
import { buildObjectRoutes, routeKey } from './object-routes.ts';
import { templateKey } from '../http/path-template.ts';
import { READ_BACK_ROUTES } from '../read-back/read-back.ts';
import { sampleAnswer } from '../read-back/samples.ts';

/** A route of the API that wants a token. */
export interface ApiRoute {
  readonly method: string;
  /** `/api/v1/events/{event_id}`. */
  readonly path: string;
  readonly rights: RouteRights;
  /** What is a well-formed id, for each placeholder of the path in order; none: anything. */
  readonly idFormats: readonly (readonly IdFormat[])[];
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
 * All routes behind a token: each probe, round trip and authorization probe of the catalog, the
 * any-token GETs, and the routes that read back what was sent. A path that is several of these is one
 * route.
 */
export function buildApiRoutes(rows: readonly ScopeRow[]): readonly ApiRoute[] {
  const routes = new Map<string, ApiRoute>();
  const objects = buildObjectRoutes(rows);
  const listAt = (path: string, dataAt: string): AdmittedHandler =>
    listHandler(path, dataAt, objects.listed.get(templateKey(path)) ?? []);
  for (const row of rows) {
    for (const { method, path, opens, dataAt } of row.probes) {
      merge(routes, { method, path, opens, product: row.product, answer: listAt(path, dataAt) });
    }
  }
  for (const { list } of Object.values(CREATION_TRACES)) {
    if (list === undefined) continue;
    const { method, path, opens } = list;
    const dataAt = path.startsWith('/api/v1/') ? 'locations' : 'data';
    merge(routes, { method, path, opens, product: undefined, answer: listAt(path, dataAt) });
  }
  const answered = new Set<string>();
  for (const { request, product, idFormats, answer } of objects.routes) {
    const { method, path, opens } = request;
    const dataAt = path.startsWith('/api/v1/') ? '' : 'data';
    if (answer) {
      const how = answered.has(routeKey(request)) ? 'keep' : 'replace';
      merge(routes, { method, path, opens, product, idFormats, answer }, how);
      answered.add(routeKey(request));
    } else merge(routes, { method, path, opens, product, answer: listAt(path, dataAt) });
  }
  for (const { authorizationProbe, product } of rows) {
    if (!authorizationProbe) continue;
    const { method, opens } = authorizationProbe.request;
    merge(routes, { method, opens, product, ...missingRoute(authorizationProbe) });
  }
  for (const [path, dataAt] of ANY_TOKEN_ROUTES) {
    const name = `GET ${path}`;
    const rights = { name, opens: [], products: [] };
    const answer = listAt(path, dataAt);
    routes.set(name, { method: 'GET', path, rights, idFormats: [], answer });
  }
  for (const { name, scope, product, answer } of READ_BACK_ROUTES) {
    const [method = '', path = ''] = name.split(' ');
    const key = routeKey({ method, path });
    const rights = routes.get(key)?.rights ?? { name, opens: [[scope]], products: [product] };
    routes.set(key, { method, path, rights, idFormats: [], answer });
  }
  return [...routes.values()];
}

interface NewRoute extends Pick<ApiRoute, 'method' | 'path' | 'answer'> {
  readonly opens: RouteRights['opens'];
  readonly product: string | undefined;
  readonly idFormats?: ApiRoute['idFormats'];
}

/**
 * Adds a route, or its rights to the one that is there. The answer stays that of the first, unless
 * the new one replaces what only showed a sample.
 */
function merge(
  routes: Map<string, ApiRoute>,
  { method, path, opens, product, idFormats = [], answer }: NewRoute,
  how: 'keep' | 'replace' = 'keep',
): void {
  const key = routeKey({ method, path });
  const before = routes.get(key);
  const added = product === undefined ? [] : [product];
  const rights = {
    name: before?.rights.name ?? `${method} ${path}`,
    opens: mergeSets(before?.rights.opens, opens),
    products: [...new Set([...(before?.rights.products ?? []), ...added])],
  };
  const formats = mergeFormats(before?.idFormats ?? [], idFormats);
  if (before && how === 'keep') routes.set(key, { ...before, rights, idFormats: formats });
  else routes.set(key, { method, path, rights, idFormats: formats, answer });
}

/** What either of two rows takes for a well-formed id. */
function mergeFormats(
  before: ApiRoute['idFormats'],
  more: ApiRoute['idFormats'],
): ApiRoute['idFormats'] {
  const longer = before.length > more.length ? before : more;
  return longer.map((_, index) => [...(before[index] ?? []), ...(more[index] ?? [])]);
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

/** One item, or none, and what was created there; for a path with a made-up id, 404. */
function listHandler(path: string, dataAt: string, kinds: readonly CreatedKind[]): AdmittedHandler {
  return (world, request, admitted) => {
    if (path.includes('{') && kinds.length === 0) return notFound();
    if (request.method === 'POST') {
      if (!/[/+]json$/.test(mediaType(request))) return errors(415, 'Unsupported media type');
      if (readJson(request) === undefined) return errors(400, 'Invalid JSON');
    }
    const sample = sampleAnswer(path, dataAt, world.seed.settings.emptyData);
    const created = listedObjects(kinds, world, request, admitted);
    const list = listOf(valueAt(sample, dataAt));
    if (created.length === 0 || !list) return json(200, sample);
    return json(200, withValueAt(sample, dataAt, [...list, ...created]));
  };
}
