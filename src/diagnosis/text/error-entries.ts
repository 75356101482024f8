/** One error as a server said it. */
export interface ErrorEntry {
  /** OAuth code, when the entry has one: `invalid_grant`. */
  readonly code?: string;
  /** The words, without the code; may be empty. */
  readonly text: string;
  /** `datadog`: a string in `errors`; `json-api`: an object there; `rfc6749`: `error` in JSON or a URL. */
  readonly envelope: 'datadog' | 'json-api' | 'rfc6749';
}

const MOST_ENTRIES = 200;
const LIST_START = /["']errors["']\s{0,8}(?::|=>)\s{0,8}\[/gi;
const LITERAL = /"((?:[^"\\]|\\.){0,2000})"|'((?:[^'\\]|\\.){0,2000})'/g;
const CODE_AND_TEXT = /^\s*([a-z]{2,30}(?:_[a-z0-9]{1,30}){1,5})\s*(?:[-:]\s*(.*))?$/is;
const RFC_JSON = /["']error["']\s{0,8}(?::|=>)\s{0,8}["']([a-z][a-z_]{2,60})["']/gi;
const RFC_JSON_TEXT =
  /["']error_description["']\s{0,8}(?::|=>)\s{0,8}(?:"((?:[^"\\]|\\.){0,2000})"|'((?:[^'\\]|\\.){0,2000})')/i;
const RFC_URL = /(?:^|[?&#\s"'])error=([a-z][a-z_]{2,60})(?![a-z_])/gim;
const RFC_URL_TEXT = /error_description=([^&\s"'<>]{0,2000})/i;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fromText(text: string, envelope: ErrorEntry['envelope']): ErrorEntry {
  const split = CODE_AND_TEXT.exec(text);
  return split?.[1] === undefined
    ? { text: text.trim(), envelope }
    : { code: split[1].toLowerCase(), text: (split[2] ?? '').trim(), envelope };
}

/** The list from its `[` to the matching `]`, or as far as it is there. */
function listAt(text: string, start: number): string {
  let depth = 0;
  let quote = '';
  const end = Math.min(text.length, start + 8_000);
  for (let index = start; index < end; index++) {
    const sign = text.charAt(index);
    if (quote !== '') {
      if (sign === '\\') index++;
      else if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '[' || sign === '{') depth++;
    else if (sign === ']' || sign === '}') {
      depth--;
      if (depth === 0) return text.slice(start, index + 1);
    }
  }
  return text.slice(start, end);
}

function fromList(list: string): ErrorEntry[] {
  try {
    const parsed: unknown = JSON.parse(list);
    if (Array.isArray(parsed)) {
      return parsed.flatMap((item: unknown) => {
        if (typeof item === 'string') return [fromText(item, 'datadog')];
        if (!isRecord(item)) return [];
        // Any of them may be absent or null; each may be the telling one.
        return [item['detail'], item['title'], item['code']]
          .filter((part) => typeof part === 'string' && part !== '')
          .map((part) => fromText(String(part), 'json-api'));
      });
    }
  } catch {
    // Not JSON: cut off, or printed by another language. Its strings are still readable.
  }
  return [...list.matchAll(LITERAL)].map((hit) => fromText(hit[1] ?? hit[2] ?? '', 'datadog'));
}

/** Every error a text names in one of the envelopes, in order. */
export function readErrorEntries(text: string): ErrorEntry[] {
  const entries: ErrorEntry[] = [];
  for (const hit of text.matchAll(LIST_START)) {
    if (entries.length >= MOST_ENTRIES) break;
    entries.push(...fromList(listAt(text, hit.index + hit[0].length - 1)));
  }
  for (const [json, pattern, words] of [
    [true, RFC_JSON, RFC_JSON_TEXT],
    [false, RFC_URL, RFC_URL_TEXT],
  ] as const) {
    for (const hit of text.matchAll(pattern)) {
      if (entries.length >= MOST_ENTRIES) break;
      const near = text.slice(Math.max(0, hit.index - 1_000), hit.index + 2_500);
      const found = words.exec(text.slice(hit.index, hit.index + 2_500)) ?? words.exec(near);
      const raw = found?.[1] ?? found?.[2] ?? '';
      entries.push({
        code: (hit[1] ?? '').toLowerCase(),
        text: json ? raw : decoded(raw.replaceAll('+', ' ')),
        envelope: 'rfc6749',
      });
    }
  }
  return entries;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
