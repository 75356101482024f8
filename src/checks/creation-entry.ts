import { CREATION_TRACES, type CreationTrace } from '../catalog/creation-lists.ts';
import type { Creation, ScopeRow, WriteRequest } from '../catalog/scope-row.ts';
import { SCOPES } from '../catalog/scopes.ts';
import type { Clock } from '../host/host.ts';
import type { JournalEntry, JournalRequest } from '../model/journal.ts';
import type { JsonValue } from '../model/json.ts';
import { carries, valueAt } from './created-id.ts';
import type { WriteContext } from './write-context.ts';
import { runTag, type WriteNames } from './write-names.ts';
import { fillRequest, type FilledRequest, type WriteValues } from './write-request.ts';

/** What a creation is part of. */
export interface CreationPlace {
  readonly site: string;
  readonly row: Pick<ScopeRow, 'scope' | 'product'>;
  readonly names: WriteNames;
  /** Values of the placeholders, ids of earlier steps included. */
  readonly values: WriteValues;
  readonly order: number;
}

const GONE = [404, 410];
/** Lists that are asked for a name at most. */
const MOST_LISTS = 4;

/** The journal's entry for a creation: everything that a later run needs to delete it. */
export function creationEntry(
  creation: Creation,
  create: FilledRequest,
  place: CreationPlace,
  writes: WriteContext,
  clock: Clock,
): JournalEntry {
  const { row, names, values } = place;
  const chosen = chosenId(create, creation.idAt);
  const fill = (request: WriteRequest): JournalRequest =>
    withoutUpload(fillRequest(request, values, clock));
  return {
    version: 1,
    target: writes.target,
    runId: writes.runId,
    site: place.site,
    clientId: writes.clientId,
    orgId: writes.orgId,
    scope: row.scope,
    step: creation.step,
    order: place.order,
    name: names.name,
    marks: marksIn(create, names),
    product: row.product,
    createdAt: new Date(clock.now()).toISOString(),
    idAt: creation.idAt,
    ...(creation.secretAnswer === true ? { secretAnswer: true } : {}),
    route: `${creation.create.method} ${create.path}`,
    delete: fill(creation.delete),
    ...(creation.read === undefined ? {} : { read: fill(creation.read) }),
    ...(chosen === undefined ? {} : { chosenId: chosen }),
    ...(traceOf(creation.create).goneWithParent === true ? { goneWithParent: true } : {}),
    lists: listsOf(creation).map(({ request, own }) => ({ request: fill(request), own })),
    goneStatuses: [...(creation.goneStatuses ?? GONE)],
  };
}

/** The id that the request itself names where the answer will have it: the name of a webhook. */
function chosenId({ body }: FilledRequest, idAt: string): string | undefined {
  if (body === undefined) return undefined;
  const value = valueAt(JSON.parse(body) as JsonValue, idAt.split('.'));
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function traceOf({ method, path }: WriteRequest): CreationTrace {
  const key = `${method} ${path}`;
  return Object.hasOwn(CREATION_TRACES, key) ? (CREATION_TRACES[key] ?? {}) : {};
}

/** The texts of a request by which its object can be told: our names, else the run's tag. */
function marksIn({ body, upload }: FilledRequest, names: WriteNames): string[] {
  const sent = `${body ?? ''} ${upload?.fileName ?? ''} ${upload?.content ?? ''}`;
  const own = [names.name, names.slug, names.upper].filter((mark) => carries(sent, mark));
  return own.length > 0 ? own : [runTag(names.run)].filter((mark) => sent.includes(mark));
}

/**
 * Where a thing may be found by its name when the answer with its id was never read: a read that
 * needs no id, the probes of the catalog that stand where it is made, read or deleted, and its list
 * in the table of those that stand elsewhere.
 */
function listsOf(
  creation: Creation,
): readonly { readonly request: WriteRequest; readonly own: boolean }[] {
  const { create, read } = creation;
  const { list } = traceOf(create);
  const collections = [create.path, above(creation.delete.path)]
    .concat(read === undefined ? [] : [above(read.path)])
    .filter((path) => !path.includes('{id}'));
  const places = new Set(collections.flatMap((path) => [path, path.replace(/\/\{[^}]*\}/g, '')]));
  const known = new Map<string, WriteRequest>();
  if (read !== undefined && !ownId(read)) known.set(read.path, read);
  for (const probe of SCOPES.flatMap(({ probes }) => probes)) {
    if (probe.method === 'GET' && places.has(probe.path) && !known.has(probe.path)) {
      known.set(probe.path, { ...probe, query: widened(probe.query ?? {}) });
    }
  }
  if (list !== undefined && !known.has(list.path)) known.set(list.path, list);
  const isOwn = (path: string): boolean => [...collections, read?.path, list?.path].includes(path);
  return [...known.values()]
    .map((request) => ({ request, own: isOwn(request.path) }))
    .sort((one, other) => Number(other.own) - Number(one.own))
    .slice(0, MOST_LISTS);
}

/** Names of parameters that say how many items a page has. */
export const PAGE_SIZE = /^(?:page\[(?:limit|size)\]|limit|page_size|count|per_page)$/;
/** Items asked for: what every list allows. */
const PAGE_ITEMS = '100';

/** A probe asks for one item; who looks for a name wants many. */
function widened(query: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, PAGE_SIZE.test(name) ? PAGE_ITEMS : value]),
  );
}

/** The path up to its last `{id}`, without what follows. */
function above(path: string): string {
  return path.replace(/\/[^/]*\{id\}.*$/, '');
}

function ownId({ path, query, body }: WriteRequest): boolean {
  return JSON.stringify([path, query ?? {}, body ?? {}]).includes('{id}');
}

function withoutUpload({ upload, ...request }: FilledRequest): JournalRequest {
  return upload === undefined ? request : { ...request };
}
