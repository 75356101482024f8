import { createHash, timingSafeEqual } from 'node:crypto';

/** Why a callback is not believed. Its texts must not be shown as if the server had said them. */
export type CallbackRejection =
  | 'state-missing'
  | 'state-mismatch'
  | 'duplicate-parameter'
  | 'no-code'
  | 'both-code-and-error'
  | 'malformed'
  | 'too-long';

/** The server's authorization code. `code` is secret. @see RFC 6749 §4.1.2 */
export interface CallbackCode {
  readonly kind: 'code';
  readonly code: string;
  /** Datadog's `domain`: `datadoghq.eu`. Not yet checked against the sites there are. */
  readonly domain?: string;
  /** Datadog's `site`: a URL, perhaps with a customer subdomain. Not yet checked either. */
  readonly site?: string;
  readonly clientId?: string;
  /** Datadog's `dd_oid` and `dd_org_name`. */
  readonly org: { readonly id?: string; readonly name?: string };
}

/** The server's refusal. @see RFC 6749 §4.1.2.1 */
export interface CallbackError {
  readonly kind: 'error';
  /** `access_denied`, `invalid_scope`, … */
  readonly error: string;
  readonly description?: string;
}

/** What the query of a callback amounts to. */
export type CallbackParams =
  CallbackCode | CallbackError | { readonly kind: 'rejected'; readonly reason: CallbackRejection };

/** What this authorization waits for. */
export interface ExpectedCallback {
  /** The state of the authorization request. An empty one matches nothing. */
  readonly state: string;
  /** As registered: parameters of its own query are no answer and no duplicates. */
  readonly redirectUri?: string;
}

/** Longest query that is read, in characters. The server's own limit is the same. */
export const CALLBACK_QUERY_LIMIT = 8192;
const CODE_LIMIT = 4096;

/** Parameters that may come once. `error_uri` is RFC 6749's, the last five are Datadog's. */
const KNOWN: ReadonlySet<string> = new Set(
  'code state error error_description error_uri client_id site domain dd_oid dd_org_name'.split(
    ' ',
  ),
);
/** Control characters of both sets, and halves of surrogate pairs. */
const CONTROL = /[\p{Cc}\p{Cs}]/u;

/**
 * Reads the raw query of a callback, without its `?`. `state` is compared first, in constant time:
 * an `error` under another state was written by somebody else. Decoding is strict, empty values
 * count as absent, and no known parameter may come twice.
 * @see RFC 6749 §3.1, §4.1.2, §10.12; oauth-facts sections 3 and 10
 */
export function readCallbackParams(query: string, expected: ExpectedCallback): CallbackParams {
  if (query.length > CALLBACK_QUERY_LIMIT) return rejected('too-long');
  const pairs = decodeQuery(query);
  if (pairs === undefined) return rejected('malformed');
  const params = new Map<string, string>();
  for (const [name, value] of withoutRegistered(pairs, expected.redirectUri)) {
    if (!KNOWN.has(name)) continue;
    if (params.has(name)) return rejected('duplicate-parameter');
    params.set(name, value);
  }
  const valueOf = (name: string) => params.get(name) || undefined;
  const state = valueOf('state');
  if (state === undefined) return rejected('state-missing');
  if (!sameSecret(state, expected.state)) return rejected('state-mismatch');
  const code = valueOf('code');
  const error = valueOf('error');
  if (code !== undefined && error !== undefined) return rejected('both-code-and-error');
  if (error !== undefined) {
    return { kind: 'error', error, ...optional('description', valueOf('error_description')) };
  }
  if (code === undefined) return rejected('no-code');
  if (code.length > CODE_LIMIT) return rejected('too-long');
  return {
    kind: 'code',
    code,
    ...optional('domain', valueOf('domain')),
    ...optional('site', valueOf('site')),
    ...optional('clientId', valueOf('client_id')),
    org: { ...optional('id', valueOf('dd_oid')), ...optional('name', valueOf('dd_org_name')) },
  };
}

/**
 * Names and values of a query in order, decoded as a form (RFC 6749 appendix B); `undefined` when
 * an escape is broken, is no UTF-8, or hides a control character. Line breaks are let through, as
 * spaces, in the prose of `error_description` only.
 */
function decodeQuery(query: string): [name: string, value: string][] | undefined {
  const pairs: [string, string][] = [];
  for (const part of query.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = decode(equals < 0 ? part : part.slice(0, equals));
    const raw = decode(equals < 0 ? '' : part.slice(equals + 1));
    const value = name === 'error_description' ? raw?.replace(/[\t\r\n]+/g, ' ') : raw;
    if (name === undefined || value === undefined) return undefined;
    if (CONTROL.test(name) || CONTROL.test(value)) return undefined;
    pairs.push([name, value]);
  }
  return pairs;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

/** Takes out, once each, the pairs that the registered redirect URI has in its own query. */
function withoutRegistered(
  pairs: readonly [string, string][],
  redirectUri = '',
): readonly [string, string][] {
  const at = redirectUri.indexOf('?');
  if (at < 0) return pairs;
  const rest = [...pairs];
  for (const [name, value] of decodeQuery(redirectUri.slice(at + 1)) ?? []) {
    const found = rest.findIndex((pair) => pair[0] === name && pair[1] === value);
    if (found >= 0) rest.splice(found, 1);
  }
  return rest;
}

/** Compares digests, so that neither length nor content can be measured from outside. */
function sameSecret(received: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(received), digest(expected));
}

function optional<Name extends string>(
  name: Name,
  value: string | undefined,
): Partial<Record<Name, string>>;
function optional(name: string, value: string | undefined): Record<string, string> {
  return value === undefined ? {} : { [name]: value };
}

function rejected(reason: CallbackRejection): CallbackParams {
  return { kind: 'rejected', reason };
}

/** What pasted text amounts to. */
export type PastedCallback =
  | CallbackParams
  /** The URL that starts the authorization, or a login page on the way to it: not finished yet. */
  | { readonly kind: 'authorize-url' }
  /** Something else, an error page for instance: matter for the diagnosis. */
  | { readonly kind: 'other-text'; readonly text: string };

const PASTE_LIMIT = 4 * CALLBACK_QUERY_LIMIT;
const QUOTES = '"\'`<>“”‘’«»';
const BLANKS = ' \t\r\n\u00a0';
/** A URL with or without scheme, a path, a query with or without its mark. */
const URL_LIKE =
  /^(?:[a-z][a-z\d+.-]*:\/\/\S|[?#&/]\S|[\w.-]+=|(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?[/?#])/i;
const AUTHORIZE = /\/oauth2\/(?:v\d+\/)?authorize(?:[?&#/]|$)|[?&]response_type=code(?:&|$)/;

/**
 * Reads what a person pasted instead of a callback that could not arrive: the final URL, whatever
 * its host, in quotes or angle brackets, wrapped, escaped for HTML or JSON, amid a log line; a bare
 * query; parameters in the fragment. Several readings are tried: the first that bears the right
 * state counts, else the reason why the most likely one is rejected.
 */
export function readPastedCallback(text: string, expected: ExpectedCallback): PastedCallback {
  if (text.length > PASTE_LIMIT) return { kind: 'other-text', text };
  const plain = text
    .replace(/[\u200b\u2060\ufeff]/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('\\u0026', '&')
    .replaceAll('\\/', '/');
  // A copied line break is where a terminal or a mail wrapped the URL.
  const lines = strip(plain, BLANKS + QUOTES, BLANKS + QUOTES).split(/[\r\n]+/);
  const joined = lines.map((line) => line.trim()).join('');
  let rejection: CallbackParams | undefined;
  for (const query of readingsOf(plain, joined)) {
    const params = readCallbackParams(query, expected);
    if (params.kind !== 'rejected') return params;
    rejection ??= params;
  }
  if (rejection !== undefined) return rejection;
  const decoded = /\s/.test(joined) ? undefined : decode(joined);
  if (decoded !== undefined && URL_LIKE.test(joined) && AUTHORIZE.test(decoded)) {
    return { kind: 'authorize-url' };
  }
  return { kind: 'other-text', text: text.trim() };
}

/** Queries the text may hold, most likely first. */
function readingsOf(plain: string, joined: string): string[] {
  const tokens = plain
    .split(new RegExp(`[\\s${QUOTES}]+`))
    .flatMap((token) => answerIn(strip(token, '([{', ')]},.;'), ['state']));
  const startsWithQuery = /^\S*[?#=]/.test(joined);
  const whole = startsWithQuery ? answerIn(joined, []).map(withoutSpaces) : [];
  // A blank with more parameters after it stands inside a URL; any other ends one.
  const wholeFirst = !/\s/.test(joined) || /\s\S*&[a-z_]+=/i.test(joined);
  return wholeFirst ? [...whole, ...tokens] : [...tokens, ...whole];
}

/** The query or fragment of a URL, if it has an answer's parameters and those asked for. */
function answerIn(url: string, required: readonly string[]): string[] {
  if (!URL_LIKE.test(url)) return [];
  const [, before = '', fragment = ''] = /^([^#]*)#?(.*)$/s.exec(url) ?? [];
  return [queryOf(before), queryOf(fragment)].filter((query) => {
    const names = query.split('&').map((part) => decode(part.split('=', 1)[0] ?? '')?.trim());
    if (!names.includes('code') && !names.includes('error')) return false;
    return required.every((name) => names.includes(name));
  });
}

function queryOf(text: string): string {
  const at = text.indexOf('?');
  if (/^&?[\w.-]+=/.test(text)) return text;
  return at < 0 ? '' : text.slice(at + 1);
}

/** Blanks that wrapping left behind are part of prose only. */
function withoutSpaces(query: string): string {
  return query
    .split('&')
    .map((part) =>
      /^\s*(?:dd_org_name|error_description)=/.test(part) ? part.trim() : part.replace(/\s+/g, ''),
    )
    .join('&');
}

/** Takes characters off both ends. A regular expression would need quadratic time. */
function strip(text: string, atStart: string, atEnd: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && atStart.includes(text.charAt(start))) start += 1;
  while (end > start && atEnd.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
