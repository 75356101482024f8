/** A piece of a string: its text, or an expression whose value stands there. */
export type StringPart = string | { readonly expression: string };

/** A word of source code, in whatever language. */
export interface Token {
  readonly kind: 'string' | 'name' | 'number' | 'sign';
  /** Of a sign or name: itself. Of a string: nothing; its `parts` have it. */
  readonly text: string;
  readonly parts?: readonly StringPart[];
  readonly from: number;
  readonly to: number;
}

/** Most words that are read of one text. */
const MOST_TOKENS = 60_000;

/** Longest string over several lines. */
const LONGEST_STRING = 16_000;

const NAME = /[A-Za-z_$][\w$]*/y;
const NUMBER = /\d[\w.]*/y;
/** Member access of PHP, Ruby and TypeScript reads as a dot, Go's assignment as `=`. */
const SIGN = /=>|->|::|\?\.|:=|===?|!==?|\+=|\*\*|\.\.\.|&&|\|\||\?\?/y;
const SAME_AS = new Map([
  ['->', '.'],
  ['::', '.'],
  ['?.', '.'],
  [':=', '='],
]);
const ESCAPES = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['0', ''],
]);
/** Gaps that a formatting function fills in: `%s`, `%(name)s`, `{}`, `{0}`, `{name}`. */
const GAP = /%(?:\((\w{1,60})\))?[sdvq](?![\w])|\{(\w{0,60})\}/g;

/** What stands for a value that is not known: a sealer takes it for none. */
export function placeholder(expression: string): string {
  return `\${${expression.replace(/[^\w.$[\]()-]/g, '').slice(0, 60)}}`;
}

/**
 * Takes source code apart without knowing its language: Python, JavaScript, PHP, Ruby, Go, C#, Java
 * differ little in strings, names and brackets. Comments are left out. Linear.
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length && tokens.length < MOST_TOKENS) {
    const sign = text.charAt(at);
    if (/\s/.test(sign)) {
      at++;
      continue;
    }
    const comment = commentEnd(text, at);
    if (comment !== undefined) {
      at = comment;
      continue;
    }
    const string = stringAt(text, at);
    if (string) {
      tokens.push(string);
      at = string.to;
      continue;
    }
    const word = matchAt(NAME, text, at);
    const other = word ?? matchAt(NUMBER, text, at) ?? matchAt(SIGN, text, at) ?? sign;
    const kind = word !== undefined ? 'name' : /^\d/.test(other) ? 'number' : 'sign';
    tokens.push({ kind, text: SAME_AS.get(other) ?? other, from: at, to: at + other.length });
    at += other.length;
  }
  return tokens;
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function commentEnd(text: string, at: number): number | undefined {
  const two = text.slice(at, at + 2);
  if (two === '/*') {
    const end = text.slice(at, at + LONGEST_STRING).indexOf('*/', 2);
    return end === -1 ? undefined : at + end + 2;
  }
  const isLine =
    (two === '//' && text.charAt(at - 1) !== ':') ||
    (two.startsWith('#') && /^[\s#!]?$/.test(two.slice(1)) && /^\s?$/.test(text.charAt(at - 1)));
  if (!isLine) return undefined;
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

const OPENING = /(?:([rbuf]{1,2})|(\$@?|@))?("""|'''|["'`])/iy;

function stringAt(text: string, at: number): Token | undefined {
  OPENING.lastIndex = at;
  const hit = OPENING.exec(text);
  if (!hit || (hit[1] !== undefined && /[\w$]/.test(text.charAt(at - 1)))) return undefined;
  const [whole, prefix = '', sharp = '', quote = ''] = hit;
  const start = at + whole.length;
  const isRaw = /r/i.test(prefix) || sharp.includes('@');
  const isLong = quote.length === 3 || quote === '`';
  const end = closing(text, start, quote, isLong, isRaw);
  if (end === undefined) return undefined;
  const filled = /f/i.test(prefix) || sharp.startsWith('$') ? 'braces' : quote;
  return {
    kind: 'string',
    text: '',
    parts: partsOf(text.slice(start, end), filled, isRaw),
    from: at,
    to: end + quote.length,
  };
}

/** Where a string ends; `undefined` for a quote that opens none, such as an apostrophe. */
function closing(
  text: string,
  start: number,
  quote: string,
  isLong: boolean,
  isRaw: boolean,
): number | undefined {
  const limit = Math.min(text.length, start + LONGEST_STRING);
  for (let at = start; at < limit; at++) {
    const sign = text.charAt(at);
    if (sign === '\\' && !isRaw) at++;
    else if (sign === '\n' && !isLong) return undefined;
    else if (sign === quote.charAt(0) && text.startsWith(quote, at)) return at;
  }
  return undefined;
}

/** Which expressions a string of each kind has within it. */
const FILLED: Readonly<Record<string, RegExp>> = {
  braces: /\{\{|\}\}|\{((?:[^{}\n]|\{[^{}\n]{0,2000}\}){1,2000})\}/y,
  '`': /\$\{((?:[^{}]|\{[^{}]{0,2000}\}){1,4000})\}/y,
  '"': /[#$]\{([^{}\n]{1,500})\}|\{(\$[^{}\n]{1,200})\}/y,
};

function partsOf(inner: string, filled: string, isRaw: boolean): StringPart[] {
  const pattern = FILLED[filled];
  const parts: StringPart[] = [];
  let plain = '';
  for (let at = 0; at < inner.length; at++) {
    const sign = inner.charAt(at);
    if (sign === '\\' && !isRaw) {
      const next = inner.charAt(at + 1);
      const unicode = /^u([0-9a-f]{4})/i.exec(inner.slice(at + 1, at + 6))?.[1];
      if (unicode !== undefined) plain += String.fromCharCode(Number.parseInt(unicode, 16));
      else if (next !== '\n') plain += ESCAPES.get(next) ?? next;
      at += unicode === undefined ? 1 : 5;
      continue;
    }
    if (pattern && /[{}#$]/.test(sign)) {
      pattern.lastIndex = at;
      const hit = pattern.exec(inner);
      if (hit) {
        const expression = hit[1] ?? hit[2];
        if (expression === undefined) plain += sign;
        else {
          parts.push(plain, {
            expression: expression.replace(/![rsa]$|:[\w<>^=+#%.,-]{0,12}$/, ''),
          });
          plain = '';
        }
        at += hit[0].length - 1;
        continue;
      }
    }
    plain += sign;
  }
  return [...parts, plain].map((part) =>
    typeof part === 'string' && filled !== 'braces' ? withGaps(part) : part,
  );
}

/** Gaps stand where a value does: behind `=`, a slash, a dot, `Bearer `. */
function withGaps(text: string): string {
  return text.replace(GAP, (whole, name?: string, other?: string, at = 0) => {
    const before = text.charAt(Number(at) - 1);
    return /^[=/. ?&]?$/.test(before) ? placeholder(name ?? other ?? 'value') : whole;
  });
}
