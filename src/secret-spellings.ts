/** A backslash before something escaped, which may itself stand in a URL. */
const BACKSLASH = '(?:\\\\|%(?:25){0,3}5[cC])';
/** Longest value, in characters, for which escapes are looked for. */
const LONGEST_ESCAPED = 4_096;
/** Shortest value, in bytes, that is looked for inside of longer Base64; of less, too little is left. */
const SHORTEST_INSIDE = 9;
/** Characters that no encoder of URLs, JSON, HTML or source code escapes. */
const NEVER_ESCAPED = /^[A-Za-z0-9_.-]*$/;
const MAY_BE_ESCAPED = /[^A-Za-z0-9_.-]/gu;

const HTML_NAMES: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

/**
 * The fixed spellings of a value: as it is, in a form, in Base64 of either alphabet, alone or inside of
 * something longer such as `id:secret`, and in hexadecimal digits.
 */
export function encodedSpellings(value: string): string[] {
  const bytes = Buffer.from(value);
  const hex = bytes.toString('hex');
  return [
    value,
    // Half a surrogate pair cannot be percent-encoded; UTF-8 has a replacement for it.
    encodeURI(bytes.toString('utf8')),
    encodeURIComponent(bytes.toString('utf8')).replaceAll('%20', '+'),
    new URLSearchParams({ v: value }).toString().slice(2),
    JSON.stringify(value).slice(1, -1),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    ...(bytes.length < SHORTEST_INSIDE ? [] : [0, 1, 2].flatMap((at) => insideBase64(bytes, at))),
    hex,
    hex.toUpperCase(),
  ];
}

/** What Base64 of something with these bytes at `offset` of three has in any case, in both alphabets. */
function insideBase64(bytes: Buffer, offset: number): string[] {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes]);
  const begin = Math.ceil((offset * 8) / 6);
  const end = Math.floor((whole.length * 8) / 6);
  return (['base64', 'base64url'] as const).map((as) => whole.toString(as).slice(begin, end));
}

/** How many characters of a value may be escaped: the pattern of `escapedSpelling` grows with each. */
export function escapable(value: string): number {
  return value.length > LONGEST_ESCAPED ? 0 : (value.match(MAY_BE_ESCAPED)?.length ?? 0);
}

/**
 * Finds a value however its characters are escaped, each for itself: `%2F` and `%252f`, `\\/`, `\\u002F`
 * and `\\x2f` behind any number of backslashes, `&#47;`, `&#x2F;` and `&amp;`.
 */
export function escapedSpelling(value: string): RegExp {
  // A run of backslashes is one item: each of them may stand twice, and twice again.
  const items = value.match(/\\+|[^\\]/gsu) ?? [];
  return new RegExp(items.map(patternOf).join(''), 'gu');
}

function patternOf(item: string): string {
  if (item.startsWith('\\')) return `(?:${BACKSLASH}|&#92;|&#[xX]5[cC];)+`;
  if (NEVER_ESCAPED.test(item)) return item.replace('.', '\\.');
  const code = item.codePointAt(0) ?? 0;
  const units = [...Array(item.length).keys()].map((index) => item.charCodeAt(index));
  const unicode = units.map((unit) => `${BACKSLASH}{1,8}u${digits(unit, 4)}`).join('');
  const short = code < 256 ? `|${BACKSLASH}{1,8}x${digits(code, 2)}` : '';
  const name = HTML_NAMES[item];
  const named = name === undefined ? '' : `|&(?:amp;){0,3}${name};`;
  const hex = code.toString(16).replace(/[a-f]/g, either);
  const escaped =
    `${percent(item)}${named}` +
    `|&(?:amp;){0,3}#(?:0{0,4}${String(code)}|[xX]0{0,4}${hex});` +
    `|${literal(code)}${item === ' ' ? '|\\+' : ''}`;
  return `(?:${unicode}${short}|${BACKSLASH}{0,8}(?:${escaped}))`;
}

/** A character as itself. */
function literal(code: number): string {
  return `\\u{${code.toString(16)}}`;
}

/** Its bytes behind percent signs, which may be encoded themselves. */
function percent(item: string): string {
  return [...Buffer.from(item)].map((byte) => `%(?:25){0,3}${digits(byte, 2)}`).join('');
}

function digits(value: number, length: number): string {
  return value.toString(16).padStart(length, '0').replace(/[a-f]/g, either);
}

function either(letter: string): string {
  return `[${letter}${letter.toUpperCase()}]`;
}
