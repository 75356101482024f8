import { isRecord } from './exchange.ts';

const INDEX = /^\d{1,4}$/;

/** What stands at a dotted path (`data.0.id`; `''` is the value itself), or `undefined`. */
export function valueAt(value: unknown, path: string): unknown {
  let found = value;
  for (const part of partsOf(path)) {
    const list = listOf(found);
    if (list) found = INDEX.test(part) ? list[Number(part)] : undefined;
    else if (isRecord(found) && Object.hasOwn(found, part)) found = found[part];
    else return undefined;
  }
  return found;
}

/** The value, when it is a list. */
export function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

/** A copy with something else at a dotted path; objects, and lists for indexes, are made on the way. */
export function withValueAt(base: unknown, path: string, value: unknown): unknown {
  return put(base, partsOf(path), value);
}

function put(base: unknown, parts: readonly string[], value: unknown): unknown {
  const [part, ...rest] = parts;
  if (part === undefined) return value;
  if (INDEX.test(part)) {
    const list = [...(listOf(base) ?? [])];
    list[Number(part)] = put(list[Number(part)], rest, value);
    return list;
  }
  const record = isRecord(base) ? base : {};
  return { ...record, [part]: put(record[part], rest, value) };
}

/** Every text in a JSON value with the dotted path to it; deep ones last. */
export function textsIn(
  value: unknown,
): readonly { readonly path: string; readonly text: string }[] {
  const found: { path: string; text: string }[] = [];
  let level: { path: string; value: unknown }[] = [{ path: '', value }];
  while (level.length > 0) {
    const next: { path: string; value: unknown }[] = [];
    for (const row of level) {
      if (typeof row.value === 'string') found.push({ path: row.path, text: row.value });
      if (typeof row.value !== 'object' || row.value === null) continue;
      for (const [name, inner] of Object.entries(row.value)) {
        next.push({ path: row.path === '' ? name : `${row.path}.${name}`, value: inner });
      }
    }
    level = next;
  }
  return found;
}

function partsOf(path: string): readonly string[] {
  return path === '' ? [] : path.split('.');
}
