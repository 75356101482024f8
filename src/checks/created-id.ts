import type { HttpResponse } from '../model/http.ts';
import type { JsonValue } from '../model/json.ts';
import { isJsonObject, readBody } from './scope-answer.ts';

/** An id as it stands in an answer. */
export type CreatedId = string | number;

/** The id in the answer to a creation; `idAt` is a dotted path with indexes of lists as numbers. */
export function idFromAnswer(response: HttpResponse, idAt: string): CreatedId | undefined {
  const body = readBody(response);
  if (body.kind !== 'json') return undefined;
  return usableId(valueAt(body.value, idAt.split('.')), idAt, response.body);
}

/**
 * Ids of things in a list that carry one of the marks: of each text with a mark, the smallest object
 * around it that has an id where the catalog says, or at the end of that path, since items of a list
 * stand less deep than the answer to a creation.
 */
export function idsOfMarked(
  response: HttpResponse,
  idAt: string,
  marks: readonly string[],
): CreatedId[] {
  const body = readBody(response);
  if (body.kind !== 'json') return [];
  const path = idAt.split('.');
  const tails = path.map((_, start) => path.slice(start)).filter(([first]) => !isIndex(first));
  const found = new Set<CreatedId>();
  const visit = (value: JsonValue, around: readonly JsonValue[]): void => {
    if (typeof value === 'string') {
      if (marks.some((mark) => carries(value, mark))) {
        const id = smallestWithId(around, tails, idAt, response.body);
        if (id !== undefined) found.add(id);
      }
      return;
    }
    if (value === null || typeof value !== 'object') return;
    const inside = isJsonObject(value) ? [value, ...around] : around;
    for (const item of Object.values<JsonValue>(value)) visit(item, inside);
  };
  visit(body.value, []);
  return [...found];
}

/** Whether a text names the mark, and not something whose name merely begins with it. */
export function carries(text: string, mark: string): boolean {
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + mark.length] ?? ' ';
    if (!/[A-Za-z0-9_-]/.test(before) && !/[A-Za-z0-9_-]/.test(after)) return true;
  }
  return false;
}

function smallestWithId(
  around: readonly JsonValue[],
  tails: readonly (readonly string[])[],
  idAt: string,
  text: string,
): CreatedId | undefined {
  for (const object of around) {
    for (const tail of tails) {
      const id = usableId(valueAt(object, tail), idAt, text);
      if (id !== undefined) return id;
    }
  }
  return undefined;
}

/** The value at a dotted path; parts that are numbers are indexes of lists. */
export function valueAt(value: JsonValue, path: readonly string[]): JsonValue | undefined {
  let here: JsonValue | undefined = value;
  for (const name of path) {
    if (Array.isArray(here)) here = (here as readonly JsonValue[])[Number(name)];
    else here = isJsonObject(here) && Object.hasOwn(here, name) ? here[name] : undefined;
  }
  return here;
}

/** A number too large for JavaScript is taken from the text, where it still has all its digits. */
function usableId(value: JsonValue | undefined, idAt: string, text: string): CreatedId | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value !== 'number') return undefined;
  if (Number.isSafeInteger(value)) return value;
  const name = idAt.split('.').at(-1) ?? '';
  const digits = [...text.matchAll(/"([^"\\]+)"\s*:\s*(\d+)/g)].find(
    ([, key, number]) => key === name && Number(number) === value,
  );
  return digits?.[2];
}

function isIndex(name: string | undefined): boolean {
  return name === undefined || /^\d+$/.test(name);
}
