import { MOST_EXCHANGES, type Found, type RawExchange } from '../raw-exchange.ts';
import { findConstants, type Constants } from './constants.ts';
import { createParser } from './parse.ts';
import type { Parser } from './parser.ts';
import { requestOf } from './request.ts';
import { fieldsOf, formText, textOf, type Entries, type Value } from './values.ts';

/** Names of functions that send a request, or make one. */
const SENDS =
  /^(?:get|post|put|patch|delete|head|request|Request|fetch|axios|got|ky|ofetch|\$fetch|urlopen|PostForm|Post|Get|post_form|NewRequest|NewRequestWithContext|PostAsync|GetAsync|PutAsync|retrieve)$/;
/** A text without these is no code that sends one. */
const LIKE_CODE =
  /[\w$]\s{0,4}(?:<[\w<>[\], ]{1,60}>)?\(|=\s{0,4}["'`f]|\+\s{0,4}["'`]|["'`]https?:\/\/[^\s"'`{]{1,2000}\{/;
/** A Datadog host of a variable site is not known; its path is. */
const GAP_HOST = /^(?:https?:\/\/)?[^/?#]*\$\{[^}]{0,80}\}[^/?#]*(\/oauth2?\/[^?#]*)?/i;
const NAMES_DATADOG = /datadog|ddog|\bdd[_-]/i;
const AUTHORIZE = /^(?:https?:\/\/[^?#]{1,400})?\/oauth2?\/[^?#]{0,40}authorize\/?\?/i;

/**
 * Requests that source code sends, in whatever language it is written: calls of HTTP libraries with
 * literal URLs, and authorization URLs put together of pieces. What the text does not show (a variable
 * that is set elsewhere) is a placeholder, of which nothing is claimed.
 */
export function findCode(text: string): Found[] {
  if (!/https?:\/\//.test(text) || !LIKE_CODE.test(text)) return [];
  const holder: { constants?: Constants } = {};
  const parser = createParser(text, (name, at) => holder.constants?.lookup(name, at));
  const constants = findConstants(parser);
  holder.constants = constants;
  const found: Found[] = [];
  const hasAxios = /\baxios\b/.test(text);
  const { tokens } = parser;
  for (let index = 0; index < tokens.length && !parser.spent(); index++) {
    if (found.length >= MOST_EXCHANGES) break;
    const token = tokens[index];
    if (!token) break;
    const open =
      token.kind === 'name' && SENDS.test(token.text) ? openingOf(parser, index) : undefined;
    const sent =
      open === undefined ? built(parser, index) : callAt(parser, constants, index, open, hasAxios);
    if (!sent) continue;
    const exchange = placed(sent.exchange, text);
    const to = tokens[sent.end - 1]?.to ?? token.to;
    if (exchange) found.push({ exchange, from: token.from, to });
    index = Math.max(index, sent.end - 1);
  }
  return [...found, ...searchParams(parser, constants, text)];
}

interface Sent {
  readonly exchange: RawExchange;
  readonly end: number;
}

/** The `(` of a call, behind type arguments; they are few. */
function openingOf({ tokens }: Parser, index: number): number | undefined {
  let at = index + 1;
  if (tokens[at]?.text === '<') {
    while (at < index + 12 && tokens[at]?.text !== '>') at++;
    at++;
  }
  return tokens[at]?.kind === 'sign' && tokens[at]?.text === '(' ? at : undefined;
}

function callAt(
  parser: Parser,
  constants: Constants,
  index: number,
  open: number,
  hasAxios: boolean,
): Sent | undefined {
  const { tokens } = parser;
  let start = index;
  const words = [tokens[index]?.text ?? ''];
  while (
    tokens[start - 1]?.text === '.' &&
    tokens[start - 2]?.kind === 'name' &&
    words.length < 6
  ) {
    start -= 2;
    words.unshift((tokens[start]?.text ?? '').replace(/^\$(?=\w)/, ''));
  }
  if (!mayBeUrl(parser, open + 1)) return undefined;
  const { items, named, end } = parser.list(open + 1, ')');
  const root = words.slice(0, -1).join('.');
  const made = root === '' ? {} : madeWith(constants.lookup(root, index));
  const before = tokens.slice(Math.max(0, index - 30), index);
  const exchange = requestOf({
    name: words.join('.'),
    args: items,
    named: named.filter(([name]) => name !== ''),
    made: made.entries ?? [],
    axios:
      made.axios === true || (hasAxios && !/^(?:requests|httpx|session)\b/.test(words.join('.'))),
    asForm: before.some(({ text: word }) => word === 'asForm'),
  });
  return exchange && { exchange, end };
}

/** What a client was made with: the options of `axios.create({…})`, `httpx.Client(…)`. */
function madeWith(value: Value | undefined): { entries?: Entries; axios?: boolean } {
  if (value?.is !== 'call') return {};
  const [first] = value.args;
  const options = first?.is === 'map' ? first.entries : [];
  return { entries: [...value.named, ...options], axios: /^axios\b/.test(value.name) };
}

/** Whether the first argument of a call may say where a request goes; most calls are ruled out by it. */
function mayBeUrl({ tokens }: Parser, at: number): boolean {
  const token = tokens[at];
  if (!token) return false;
  if (token.kind === 'string') {
    const [first = ''] = token.parts ?? [];
    if (typeof first !== 'string' || (token.parts ?? []).length > 1) return true;
    return /^(?:https?:\/\/|\/?(?:api|oauth2?)\/|GET$|POST$|PUT$|PATCH$|DELETE$)/i.test(first);
  }
  return token.kind === 'name' || token.text === '{' || token.text === '[';
}

/** An authorization URL that an expression puts together. */
function built(parser: Parser, index: number): Sent | undefined {
  const { tokens } = parser;
  const token = tokens[index];
  const next = tokens[index + 1]?.text;
  const isSum = next === '+' || next === '.';
  const starts =
    token?.kind === 'string'
      ? isSum || (token.parts ?? []).length > 1 || tokens[index + 1]?.kind === 'string'
      : token?.kind === 'name' && next === '+' && tokens[index + 2]?.kind === 'string';
  // Only from its beginning on.
  if (!starts || tokens[index - 1]?.text === '+' || tokens[index - 1]?.kind === 'string')
    return undefined;
  const { value, end } = parser.expression(index);
  const url = textOf(value);
  return AUTHORIZE.test(url) && end > index
    ? { exchange: { method: 'GET', url, headers: [], sender: 'the code' }, end }
    : undefined;
}

/** `const url = new URL(…)` that gets its parameters one by one. */
function searchParams(parser: Parser, constants: Constants, text: string): Found[] {
  const found: Found[] = [];
  for (const [name, places] of constants.assigned) {
    for (const place of places.slice(0, 20)) {
      const { value, end } = parser.expression(place);
      const isUrl = value.is === 'call' && /(?:^|\.)(?:URL|UriBuilder)$/.test(value.name);
      const base = isUrl ? textOf(value) : '';
      if (!/\/oauth2?\/[^?#]{0,40}authorize\/?$/i.test(base)) continue;
      const fields = fieldsOf({
        is: 'map',
        entries: constants.added(name, place, Number.POSITIVE_INFINITY),
        open: false,
      });
      if (!fields || fields.length === 0) continue;
      const exchange = placed(
        { method: 'GET', url: `${base}?${formText(fields)}`, headers: [] },
        text,
      );
      const [from, to] = [parser.tokens[place]?.from ?? 0, parser.tokens[end - 1]?.to ?? 0];
      if (exchange) found.push({ exchange, from, to });
    }
  }
  return found;
}

/** An exchange whose host is known, or whose path tells enough where Datadog is spoken of. */
function placed(exchange: RawExchange, text: string): RawExchange | undefined {
  const hit = GAP_HOST.exec(exchange.url);
  if (!hit) return exchange;
  if (hit[1] === undefined || !NAMES_DATADOG.test(text)) return undefined;
  return { ...exchange, url: exchange.url.slice(hit[0].length - hit[1].length) };
}
