import { isRecord } from '../json.ts';
import type { JsonSteps } from './issue.ts';

/** A value of a payload and where it stands. */
export interface Selected {
  readonly steps: JsonSteps;
  readonly value: unknown;
}

/**
 * Everything at a path of `catalog/payload-parts.ts`: `series[].points[][0]`. What is not there, or is
 * of another type than the path wants, is left out.
 */
export function select(root: unknown, path: string): Selected[] {
  const parts = path.match(/\[\d*\]|[^.[\]]+/g) ?? [];
  // Intakes of lists take a single object too.
  const single = parts[0] === '[]' && !Array.isArray(root);
  let found: Selected[] = single && !isRecord(root) ? [] : [{ steps: [], value: root }];
  for (const part of single ? parts.slice(1) : parts) {
    found = found.flatMap((place) => stepInto(place, part));
  }
  return found;
}

function stepInto({ steps, value }: Selected, part: string): Selected[] {
  const [, index] = /^\[(\d*)\]$/.exec(part) ?? [];
  if (index === undefined) {
    return isRecord(value) && Object.hasOwn(value, part)
      ? [{ steps: [...steps, part], value: value[part] }]
      : [];
  }
  if (!Array.isArray(value)) return [];
  const rows: readonly unknown[] = value;
  if (index === '') return rows.map((item, at) => ({ steps: [...steps, at], value: item }));
  const at = Number(index);
  return at < rows.length ? [{ steps: [...steps, at], value: rows[at] }] : [];
}
