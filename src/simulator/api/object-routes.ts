import { CREATION_TRACES } from '../../catalog/creation-lists.ts';
import type { Creation, ScopeRow, WriteRequest } from '../../catalog/scope-row.ts';
import type { IdFormat } from './id-formats.ts';
import { deleteObject, showNothingBelow, showObject, type ObjectUse } from './object-access.ts';
import { callerChoosesId, createObject, type CreatedKind } from './object-creation.ts';
import { objectKind, type ObjectKind } from './object-kinds.ts';
import { placeholdersOf, templateKey } from '../http/path-template.ts';
import type { AdmittedHandler } from '../access/admission.ts';

/** A request of a round trip, with what answers it. */
export interface ObjectRoute {
  readonly request: WriteRequest;
  /** Product of the row whose subject it is about; none for what a row only needs. */
  readonly product: string | undefined;
  /** What is a well-formed id, for each placeholder of the path in order. */
  readonly idFormats: readonly (readonly IdFormat[])[];
  /** `undefined`: a list, which the routes of lists answer. */
  readonly answer: AdmittedHandler | undefined;
}

/** Everything about the objects that the catalog's round trips create. */
export interface ObjectRoutes {
  /** Subjects first: what another row needs is mostly some row's subject. */
  readonly routes: readonly ObjectRoute[];
  /** Kinds that a list shows, by the key of its path. */
  readonly listed: ReadonlyMap<string, readonly CreatedKind[]>;
}

interface Found {
  readonly creation: Creation;
  /** A read of what stands below the object, which shows none. */
  readonly ownRead?: WriteRequest;
  readonly product: string | undefined;
  /** `id:slo` to the kind that the step `slo` creates. */
  readonly steps: ReadonlyMap<string, string>;
}

/** `POST /api/v1/monitor`, placeholders as `{}`: two requests with the same key are one route. */
export function routeKey(request: { readonly method: string; readonly path: string }): string {
  return `${request.method} ${templateKey(request.path)}`;
}

/** Builds the routes of all round trips. The first row that creates a kind says what it is like. */
export function buildObjectRoutes(rows: readonly ScopeRow[]): ObjectRoutes {
  const found = findCreations(rows);
  const kinds = new Map<string, CreatedKind>();
  const uses = new Map<string, ObjectUse[]>();
  const listed = new Map<string, CreatedKind[]>();
  for (const { creation, ownRead, steps } of found) {
    const key = routeKey(creation.create);
    if (kinds.has(key)) continue;
    const kind = objectKind(creation.create.method, creation.create.path);
    const made = {
      key,
      creation,
      kind,
      references: steps,
      choosesId: callerChoosesId(creation, kind),
    };
    kinds.set(key, made);
    for (const request of [creation.read, creation.delete, ownRead]) {
      if (request) append(uses, routeKey(request), { made, request });
    }
    for (const path of listPaths(creation, kind)) append(listed, path, made);
  }
  const routes = found.flatMap((row) => routesOf(row, kinds, uses));
  return { routes, listed };
}

function routesOf(
  { creation, ownRead, product, steps }: Found,
  kinds: ReadonlyMap<string, CreatedKind>,
  uses: ReadonlyMap<string, readonly ObjectUse[]>,
): readonly ObjectRoute[] {
  const made = kinds.get(routeKey(creation.create));
  if (!made) return [];
  const { create, read, delete: remove } = creation;
  const route = (request: WriteRequest, answer: AdmittedHandler | undefined): ObjectRoute => ({
    request,
    product,
    idFormats: placeholdersOf(request.path).map((name) => formatsOf(name, made, steps, kinds)),
    answer,
  });
  const usesOf = (request: WriteRequest): readonly ObjectUse[] => uses.get(routeKey(request)) ?? [];
  const show: AdmittedHandler | undefined =
    read && !isList(read)
      ? (world, request, admitted) => showObject(usesOf(read), world, request, admitted)
      : undefined;
  return [
    route(create, (world, request, admitted) => createObject(made, world, request, admitted)),
    route(remove, (world, request, admitted) =>
      deleteObject(usesOf(remove), world, request, admitted),
    ),
    ...(read ? [route(read, show)] : []),
    ...(ownRead
      ? [
          route(ownRead, (world, request, admitted) =>
            showNothingBelow(usesOf(ownRead), world, request, admitted),
          ),
        ]
      : []),
  ];
}

/** What an id in a path may look like: as the object's own, or as that of an earlier step. */
function formatsOf(
  placeholder: string,
  made: CreatedKind,
  steps: ReadonlyMap<string, string>,
  kinds: ReadonlyMap<string, CreatedKind>,
): readonly IdFormat[] {
  const kind = placeholder === 'id' ? made : kinds.get(steps.get(placeholder) ?? '');
  return [kind && !kind.choosesId ? kind.kind.idFormat : 'text'];
}

function findCreations(rows: readonly ScopeRow[]): readonly Found[] {
  const trips = rows.flatMap((row) => (row.roundTrip ? [{ row, trip: row.roundTrip }] : []));
  const subjects = trips.map(({ row, trip }) => ({
    product: row.product,
    creation: trip.subject,
    ...(trip.ownRead && { ownRead: trip.ownRead }),
    steps: stepsOf(trip.needs),
  }));
  const needed = trips.flatMap(({ trip }) =>
    trip.needs.map((creation) => ({ product: undefined, creation, steps: stepsOf(trip.needs) })),
  );
  return [...subjects, ...needed];
}

function stepsOf(needs: readonly Creation[]): ReadonlyMap<string, string> {
  return new Map(needs.map((need) => [`id:${need.step}`, routeKey(need.create)]));
}

/** Whether a read asks for a list: nothing in its path is the object's own. */
function isList(request: WriteRequest): boolean {
  return placeholdersOf(request.path).every((name) => name.startsWith('id:'));
}

/** Keys of paths that may list the objects: where they are made, and above where they are read. */
function listPaths(creation: Creation, kind: ObjectKind): ReadonlySet<string> {
  const { method, path } = creation.create;
  const { list } = CREATION_TRACES[`${method} ${path}`] ?? {};
  const paths = [path, kind.listedAt ?? path, list?.path ?? path];
  for (const request of [creation.read, creation.delete]) {
    if (!request) continue;
    if (isList(request)) paths.push(request.path);
    else paths.push(request.path.replace(/\/[^/]*\{[^/]*$/, ''));
  }
  return new Set(paths.map(templateKey));
}

function append<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
