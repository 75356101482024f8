import type { JsonObject, JsonValue } from '../model/json.ts';
import { isJsonObject } from './scope-answer.ts';

/** What a 2xx body holds: data, a well-formed nothing, or errors instead. */
export type Payload = 'data' | 'nothing' | 'errors';

/** Members that accompany the data of an answer and never are it. */
const BESIDE_DATA = new Set([
  'meta',
  'metadata',
  'links',
  'included',
  'errors',
  'error',
  'warnings',
  'status',
  'res_type',
  'resp_version',
  'message',
  'type',
  'page',
  'pagination',
]);

/**
 * Looks for data at the path of the catalog, and where the answer has no such path at the places
 * where Datadog's answers use to have it: the top, `data`, the first list beside the metadata.
 */
export function readPayload(value: JsonValue, dataAt: string): Payload {
  const known = at(value, dataAt);
  const found = known !== undefined && !isTopObject(value, dataAt) ? known : likelyData(value);
  if (holdsData(found)) return 'data';
  return isJsonObject(value) && holdsData(value['errors'] ?? value['error']) ? 'errors' : 'nothing';
}

/** Whether something was observed: zeros, empty texts and names of types are no data. */
export function holdsData(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return value !== '';
  if (typeof value === 'number') return value !== 0;
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.some((item: JsonValue) => holdsData(item));
  return Object.entries(value).some(([name, item]) => name !== 'type' && holdsData(item));
}

function at(value: JsonValue, path: string): JsonValue | undefined {
  let here: JsonValue | undefined = value;
  for (const name of path === '' ? [] : path.split('.')) {
    here = isJsonObject(here) && Object.hasOwn(here, name) ? here[name] : undefined;
  }
  return here;
}

/** An object expected as a whole may still be an envelope, so its metadata is left out. */
function isTopObject(value: JsonValue, dataAt: string): boolean {
  return dataAt === '' && isJsonObject(value);
}

function likelyData(value: JsonValue): JsonValue {
  if (!isJsonObject(value)) return value;
  const data = value['data'];
  if (data !== undefined) return isJsonObject(data) ? (firstList(data) ?? data) : data;
  return firstList(value) ?? withoutMeta(value);
}

/** The first list with data among the members or those of `attributes`, else the first list. */
function firstList(value: JsonObject): JsonValue | undefined {
  const attributes = value['attributes'];
  const members = isJsonObject(attributes) ? attributes : value;
  const lists = Object.entries(members)
    .filter(([name, item]) => !BESIDE_DATA.has(name) && Array.isArray(item))
    .map(([, list]) => list);
  return lists.find(holdsData) ?? lists[0];
}

function withoutMeta(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !BESIDE_DATA.has(name)));
}
