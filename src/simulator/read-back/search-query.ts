import { isRecord } from '../http/exchange.ts';
import { matchesPattern } from '../http/matches-pattern.ts';
import type { StoredItem } from '../world/received.ts';

/** Tells whether an item is what a search asks for. */
export type Match = (item: StoredItem) => boolean;

/** A quoted phrase, a bracket, or a term whose value may be quoted, each after an optional minus. */
const TOKEN =
  /\s*(?:([()])|(-?)(?:"((?:[^"\\]|\\.)*)"|((?:[^\s()":\\]|\\.|:(?!"))+)(?::"((?:[^"\\]|\\.)*)")?))/y;

/** Longer ones are refused, which also bounds how deep brackets nest. */
const LONGEST_QUERY = 4000;

interface Token {
  readonly bracket?: string;
  readonly negated: boolean;
  readonly phrase?: string;
  readonly word?: string;
  /** A quoted value after `word:`. */
  readonly value?: string;
}

/**
 * Reads Datadog's search language: words and quoted phrases look into the text, `key:value` into
 * reserved attributes and tags, `@key:value` into other attributes; `*` stands for any characters.
 * A space means AND; `OR`, `NOT`, `-` and brackets work too.
 * @returns `undefined` when the query cannot be read
 * @see https://docs.datadoghq.com/logs/explorer/search_syntax/
 */
export function parseSearch(query: string): Match | undefined {
  if (query.length > LONGEST_QUERY) return undefined;
  const tokens = tokenize(query.trim());
  if (!tokens) return undefined;
  if (tokens.length === 0) return () => true;
  const reader = { tokens, at: 0 };
  const match = readAny(reader);
  return match && reader.at === tokens.length ? match : undefined;
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
}

function tokenize(query: string): Token[] | undefined {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  while (pattern.lastIndex < query.length) {
    const hit = pattern.exec(query);
    if (!hit) return undefined;
    const [, bracket, minus, phrase, word, value] = hit;
    tokens.push({
      negated: minus === '-',
      ...(bracket === undefined ? {} : { bracket }),
      ...(phrase === undefined ? {} : { phrase: unescape(phrase) }),
      ...(word === undefined ? {} : { word: unescape(word) }),
      ...(value === undefined ? {} : { value: unescape(value) }),
    });
  }
  return tokens;
}

function unescape(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}

function readAny(reader: Reader): Match | undefined {
  const options: Match[] = [];
  for (;;) {
    const option = readAll(reader);
    if (!option) return undefined;
    options.push(option);
    if (reader.tokens[reader.at]?.word !== 'OR') break;
    reader.at += 1;
  }
  return (item) => options.some((option) => option(item));
}

function readAll(reader: Reader): Match | undefined {
  const parts: Match[] = [];
  for (;;) {
    const token = reader.tokens[reader.at];
    if (!token || token.bracket === ')' || token.word === 'OR') break;
    if (token.word === 'AND') {
      reader.at += 1;
      continue;
    }
    const part = readOne(reader);
    if (!part) return undefined;
    parts.push(part);
  }
  return parts.length === 0 ? undefined : (item) => parts.every((part) => part(item));
}

function readOne(reader: Reader): Match | undefined {
  const token = reader.tokens[reader.at];
  reader.at += 1;
  if (!token) return undefined;
  if (token.word === 'NOT') {
    const inner = readOne(reader);
    return inner && ((item) => !inner(item));
  }
  if (token.bracket === '(') {
    const inner = readAny(reader);
    if (!inner || reader.tokens[reader.at]?.bracket !== ')') return undefined;
    reader.at += 1;
    return inner;
  }
  if (token.bracket) return undefined;
  const match = token.phrase === undefined ? term(token) : phraseMatch(token.phrase);
  return token.negated ? (item) => !match(item) : match;
}

function phraseMatch(phrase: string): Match {
  return (item) => textOf(item).includes(phrase.toLowerCase());
}

function term(token: Token): Match {
  const word = token.word ?? '';
  if (word === '*' && token.value === undefined) return () => true;
  const colon = word.indexOf(':');
  const key = token.value !== undefined ? word : word.slice(0, Math.max(colon, 0));
  if (key === '') return wordMatch(word);
  const wanted = (token.value ?? word.slice(colon + 1)).toLowerCase();
  const fits = (value: string): boolean => matchesPattern(wanted, value.toLowerCase());
  if (key.startsWith('@')) {
    return (item) => valuesAt(item.attributes, key.slice(1)).some(fits);
  }
  return (item) => {
    const field = Object.hasOwn(item.fields, key) ? item.fields[key] : undefined;
    if (field !== undefined && fits(field)) return true;
    if (key === 'message' || key === 'title') return fits(item[key]);
    const tagged = item.tags.filter((tag) => tag.toLowerCase().startsWith(`${key.toLowerCase()}:`));
    return tagged.some((tag) => fits(tag.slice(key.length + 1)));
  };
}

/** A bare word is a whole word of the text or a whole tag. */
function wordMatch(word: string): Match {
  const wanted = word.toLowerCase();
  return (item) =>
    item.tags.some((tag) => matchesPattern(wanted, tag.toLowerCase())) ||
    textOf(item)
      .split(/[^\p{L}\p{N}_.-]+/u)
      .some((part) => matchesPattern(wanted, part) || matchesPattern(wanted, trimDots(part))) ||
    (/[^\p{L}\p{N}_.*-]/u.test(word) && textOf(item).includes(wanted));
}

function trimDots(word: string): string {
  return word.replace(/^[.-]+|[.-]+$/g, '');
}

function textOf(item: StoredItem): string {
  return `${item.title} ${item.message}`.toLowerCase();
}

/** Values at a dotted path, where a member's own name may hold dots. */
function valuesAt(value: unknown, path: string): string[] {
  if (path === '') {
    if (Array.isArray(value)) return value.flatMap((part) => valuesAt(part, ''));
    const plain = ['string', 'number', 'boolean'].includes(typeof value);
    return plain ? [String(value)] : [];
  }
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, part]) => {
    if (name === path) return valuesAt(part, '');
    return path.startsWith(`${name}.`) ? valuesAt(part, path.slice(name.length + 1)) : [];
  });
}
