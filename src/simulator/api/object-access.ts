import type { WriteRequest } from '../../catalog/scope-row.ts';
import {
  errors,
  json,
  notFound,
  readJson,
  type SimulatorAnswer,
  type SimulatorRequest,
} from '../http/exchange.ts';
import { textsIn, valueAt, withValueAt } from '../http/json-path.ts';
import { listItem, readAnswer } from './object-answers.ts';
import type { CreatedKind } from './object-creation.ts';
import { objectsOf, removeObject, type SimulatedObject } from '../world/objects.ts';
import type { Admitted } from '../access/admission.ts';
import type { World } from '../world/world.ts';

/** A request that names an object, with the kind it is about. */
export interface ObjectUse {
  readonly made: CreatedKind;
  readonly request: WriteRequest;
}

/** Shows one object. Several kinds may share a route, as tests of all sorts do. */
export function showObject(
  uses: readonly ObjectUse[],
  world: World,
  request: SimulatorRequest,
  admitted: Admitted,
): SimulatorAnswer {
  const found = findObject(uses, world, request, admitted);
  if (!found) return gone(uses);
  return json(200, readAnswer(found.use.made.creation.idAt, found.object.shown));
}

/** Lists what stands below an object: nothing, as long as the object is there. */
export function showNothingBelow(
  uses: readonly ObjectUse[],
  world: World,
  request: SimulatorRequest,
  admitted: Admitted,
): SimulatorAnswer {
  return findObject(uses, world, request, admitted)
    ? json(200, { data: [], meta: { page: { total_count: 0 } } })
    : gone(uses);
}

/** Deletes one object, or cancels it where that is all the API does. */
export function deleteObject(
  uses: readonly ObjectUse[],
  world: World,
  request: SimulatorRequest,
  admitted: Admitted,
): SimulatorAnswer {
  const found = findObject(uses, world, request, admitted);
  if (!found || found.object.cancelled) return gone(uses);
  const { object } = found;
  const { kind, creation } = found.use.made;
  removeObject(world, object);
  if (kind.cancelledAt !== undefined) {
    const shown = withValueAt(object.shown, kind.cancelledAt, 'canceled');
    world.objects.push({ ...object, shown, cancelled: true });
  }
  const id = valueAt(object.shown, creation.idAt);
  const { deletedIdAt } = kind;
  const answer = deletedIdAt === undefined ? {} : withValueAt({}, deletedIdAt, id);
  return json(kind.deleted, answer);
}

/** Objects that a list shows beside its sample. */
export function listedObjects(
  kinds: readonly CreatedKind[],
  world: World,
  request: SimulatorRequest,
  admitted: Admitted,
): readonly unknown[] {
  return kinds.flatMap(({ key, creation }) =>
    objectsOf(world, admitted.grant.org.id, new Set([key]))
      .filter((object) => standsUnder(object, request))
      .map((object) => listItem(creation.idAt, object.shown)),
  );
}

/** What an object that is not there answers: 404, unless the catalog knows better of that kind. */
function gone(uses: readonly ObjectUse[]): SimulatorAnswer {
  const statuses = uses[0]?.made.creation.goneStatuses ?? [404];
  return statuses.includes(404) ? notFound() : errors(statuses[0] ?? 404, 'Not found');
}

function findObject(
  uses: readonly ObjectUse[],
  world: World,
  request: SimulatorRequest,
  { grant }: Admitted,
): { readonly object: SimulatedObject; readonly use: ObjectUse } | undefined {
  for (const use of uses) {
    const candidates = objectsOf(world, grant.org.id, new Set([use.made.key]));
    const named = namedObjects(use.request, request);
    const object = candidates.find(
      (row) =>
        standsUnder(row, request) &&
        (named.includes(row.id) || (row.name !== undefined && named.includes(row.name))),
    );
    if (object) return { object, use };
  }
  return undefined;
}

/** Ids and names that the request has where the catalog's request has placeholders. */
function namedObjects(template: WriteRequest, request: SimulatorRequest): readonly string[] {
  const inPath = Object.entries(request.pathParameters)
    .filter(([name]) => !name.startsWith('id:'))
    .map(([, value]) => value);
  const inQuery = Object.entries(template.query ?? {})
    .filter(([, value]) => isOwn(value))
    .flatMap(([name]) => request.query.getAll(name));
  const body = readJson(request);
  const inBody = textsIn(template.body)
    .filter(({ text }) => isOwn(text))
    .map(({ path }) => valueAt(body, path));
  return [
    ...inPath,
    ...inQuery,
    ...inBody.flatMap((value) =>
      typeof value === 'string' || typeof value === 'number' ? [String(value)] : [],
    ),
  ];
}

function isOwn(text: string): boolean {
  return /\{(?:id|name|slug|upper)\}/.test(text);
}

/** Whether the request's path goes through the objects that the object was created under. */
function standsUnder(object: SimulatedObject, request: SimulatorRequest): boolean {
  return Object.entries(object.parents).every(([name, id]) => {
    const given = request.pathParameters[name];
    return given === undefined || given === id;
  });
}
