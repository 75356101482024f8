import type { HttpResponse } from '../model/http.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import { redactShapes } from '../redact.ts';

/** What kind of body came. */
export type AnswerBody =
  | { readonly kind: 'json'; readonly value: JsonValue }
  /** HTML: from a gateway, a proxy or the web app, never from the API. */
  | { readonly kind: 'page' }
  | { readonly kind: 'empty' }
  /** Begins as JSON and is so long that it was cut. */
  | { readonly kind: 'cut' }
  | { readonly kind: 'text'; readonly text: string };

/** Characters from which on a body that begins as JSON and does not parse counts as cut, not broken. */
const CUT_FROM = 500_000;
/** Longest text that is looked at: a refusal says what it has to say in less. */
const TEXT_LIMIT = 2_000;
/** Longest text quoted in a finding. */
const QUOTE_LIMIT = 300;

/** Reads a body by trying: Datadog's content types are not to be relied on (api-facts §6). */
export function readBody(response: HttpResponse): AnswerBody {
  const text = response.body.replace(/^\uFEFF/, '').trim();
  if (text === '') return { kind: 'empty' };
  try {
    const value = JSON.parse(text) as JsonValue;
    return { kind: 'json', value };
  } catch {
    if (text.startsWith('<') || /text\/html/i.test(response.headers['content-type'] ?? '')) {
      return { kind: 'page' };
    }
    if (/^[[{]/.test(text) && text.length >= CUT_FROM) return { kind: 'cut' };
    return { kind: 'text', text };
  }
}

/**
 * The texts of an error answer, in its order: both Datadog envelopes (a list of strings, a list of
 * JSON:API objects), a single `error` or `message`, plain text, and the `WWW-Authenticate` header.
 * @see api-facts §6
 */
export function errorTexts(response: HttpResponse): string[] {
  const body = readBody(response);
  const texts: string[] = [];
  if (body.kind === 'text') texts.push(body.text);
  if (body.kind === 'json') texts.push(...textsOf(body.value));
  const challenge = response.headers['www-authenticate'];
  if (challenge) texts.push(challenge);
  return [
    ...new Set(texts.map((text) => text.trim().slice(0, TEXT_LIMIT)).filter((text) => text !== '')),
  ];
}

/** The texts as a finding quotes them: secrets masked, cut. */
export function quote(texts: readonly string[]): string {
  const text = redactShapes(texts.join('; ')).replace(/\s+/g, ' ');
  return text.length <= QUOTE_LIMIT ? text : `${text.slice(0, QUOTE_LIMIT)}…`;
}

const LISTS = ['errors', 'error', 'details', 'error_details'];
const WORDS = ['detail', 'title', 'message', 'error_description', 'description', 'reason', 'code'];

function textsOf(value: JsonValue | undefined, depth = 0): string[] {
  if (value === undefined || value === null || depth > 4) return [];
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object') return [];
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => textsOf(item, depth + 1));
  if (!isJsonObject(value)) return [];
  const members = value;
  return [
    ...LISTS.flatMap((name) => textsOf(members[name], depth + 1)),
    ...WORDS.map((name) => members[name]).filter((word) => typeof word === 'string'),
  ];
}

/** Whether a JSON value is an object, neither list nor null. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
