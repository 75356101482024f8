import type { Parser } from './parser.ts';
import { fieldsOf, formWrapped, type Entries, type Value } from './values.ts';

/** What a text assigns to its names. */
export interface Constants {
  /** The value of a dotted name at a place; `undefined` when the text does not show it. */
  readonly lookup: (path: string, at: number) => Value | undefined;
  /** Names that are assigned, with the place of the expression. */
  readonly assigned: ReadonlyMap<string, readonly number[]>;
  /** Fields that are added to a name later on: `.append("code", …)`, `["code"] = …`. */
  readonly added: (name: string, from: number, to: number) => Entries;
}

interface Addition {
  readonly at: number;
  readonly key: Value;
  readonly value: Value;
}

const ADDERS = /^(?:append|set|add|put|Set|Add|setdefault)$/;
const OWN = /^(?:self|this|cls)\./;
const MOST_NAMES = 4_000;
/** Most places of one name: each look for the last one goes through them. */
const MOST_PLACES = 100;

/** Finds the assignments of a text. Their values are read when they are asked for. */
export function findConstants(parser: Parser): Constants {
  const { tokens } = parser;
  const assigned = new Map<string, number[]>();
  const adding = new Map<string, number[]>();
  const note = (map: Map<string, number[]>, name: string, at: number): void => {
    const list = map.get(name);
    if (list) {
      if (list.length < MOST_PLACES) list.push(at);
    } else if (map.size < MOST_NAMES) map.set(name, [at]);
  };
  const is = (at: number, sign: string): boolean =>
    tokens[at]?.kind !== 'string' && tokens[at]?.text === sign;

  tokens.forEach((token, index) => {
    if (token.kind !== 'name') return;
    const name = token.text.replace(/^\$/, '');
    const before = tokens[index - 1]?.text ?? '';
    if (token.text === 'with' && tokens[index + 1]?.kind === 'name') {
      for (let at = index + 1; at < Math.min(tokens.length, index + 300); at++) {
        if (is(at, ':') && is(at - 2, 'as')) {
          note(assigned, tokens[at - 1]?.text ?? '', index + 1);
          break;
        }
      }
    }
    const isMember = before === '.';
    const isOwn = isMember && /^(?:self|this|\$this|cls)$/.test(tokens[index - 2]?.text ?? '');
    if ((!isMember || isOwn) && !/^[(,]$/.test(before)) {
      if (is(index + 1, '=')) note(assigned, name, index + 2);
      else if (is(index + 1, ':') && (tokens[index + 2]?.from ?? 0) - token.to <= 2) {
        // `name: Type<x> = value`, on one line
        for (let at = index + 2; at < index + 10; at++) {
          if (!/^[\w.<>[\]|]+$/.test(tokens[at]?.text ?? '') || tokens[at]?.kind === 'string') {
            if (is(at, '=')) note(assigned, name, at + 1);
            break;
          }
        }
      }
    }
    const adds =
      (is(index + 1, '.') && is(index + 3, '(') && ADDERS.test(tokens[index + 2]?.text ?? '')) ||
      (is(index + 1, '[') && is(index + 3, ']') && is(index + 4, '=')) ||
      (is(index + 1, '.') && is(index + 3, '=') && tokens[index + 2]?.kind === 'name') ||
      (is(index + 1, '.') && is(index + 2, 'searchParams') && is(index + 5, '('));
    if (adds && !isMember) note(adding, name, index);
  });

  const active = new Set<number>();
  const known = new Map<number, Value>();
  const read = (at: number): Value | undefined => {
    const held = known.get(at);
    if (held) return held;
    if (active.has(at) || active.size > 12 || parser.spent()) return undefined;
    active.add(at);
    const { value } = parser.expression(at);
    active.delete(at);
    if (active.size === 0) known.set(at, value);
    return value;
  };

  const additionAt = (at: number): Addition | undefined => {
    if (active.has(-at - 1) || active.size > 12) return undefined;
    active.add(-at - 1);
    const searched = is(at + 2, 'searchParams') ? 2 : 0;
    let found: Addition | undefined;
    if (is(at + 3 + searched, '(')) {
      const { items } = parser.list(at + 4 + searched, ')');
      if (items[0] && items[1] && items.length === 2)
        found = { at, key: items[0], value: items[1] };
    } else if (is(at + 1, '[')) {
      found = { at, key: parser.expression(at + 2).value, value: parser.expression(at + 5).value };
    } else {
      const key: Value = { is: 'text', text: tokens[at + 2]?.text ?? '' };
      found = { at, key, value: parser.expression(at + 4).value };
    }
    active.delete(-at - 1);
    return found;
  };

  const added = (name: string, from: number, to: number): Entries =>
    (adding.get(name) ?? [])
      .filter((at) => at > from && at < to)
      .slice(0, 60)
      .flatMap((at) => {
        const addition = additionAt(at);
        return addition?.key.is === 'text' ? [[addition.key.text, addition.value] as const] : [];
      });

  const lookup = (path: string, at: number): Value | undefined => {
    const [name = '', ...members] = path.replace(OWN, '').split('.');
    const places = assigned.get(name);
    const place = places?.findLast((each) => each <= at) ?? places?.[0];
    if (place === undefined) return undefined;
    let value = read(place);
    if (value) value = withFields(value, added(name, place, at));
    for (const member of members) {
      value = value?.is === 'map' ? value.entries.find(([key]) => key === member)?.[1] : undefined;
    }
    return value?.is === 'unknown' ? undefined : value;
  };
  return { lookup, assigned, added };
}

/** A map, or a form that is filled field by field, with more fields. */
function withFields(value: Value, more: Entries): Value {
  if (more.length === 0) return value;
  if (value.is === 'map') return { ...value, entries: [...value.entries, ...more] };
  if (value.is !== 'call') return value;
  const inner = formWrapped(value);
  const own = fieldsOf(inner) ?? [];
  const isForm =
    inner !== undefined || /(?:URLSearchParams|url\.Values|FormData)$/.test(value.name);
  return isForm
    ? {
        is: 'call',
        name: value.name === 'url.Values' ? 'URLSearchParams' : value.name,
        args: [
          {
            is: 'map',
            open: false,
            entries: [...own.map(([key, text]) => [key, { is: 'text', text }] as const), ...more],
          },
        ],
        named: [],
      }
    : value;
}
