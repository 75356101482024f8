import type { HttpResponse } from '../../model/http.ts';
import { isRecord, parseJson } from '../json.ts';

/** What an intake's answer amounts to. `text` is the server's own and not redacted. */
export type IntakeOutcome =
  | { readonly kind: 'accepted' }
  | {
      readonly kind:
        | 'partly-refused'
        | 'not-datadog'
        | 'payload-refused'
        | 'key-absent'
        | 'key-refused'
        | 'too-large'
        | 'rate-limited'
        | 'unavailable'
        | 'refused';
      readonly status: number;
      readonly text: string;
    };

/** Characters of a page in which its words are looked for. */
const LONGEST_PAGE = 20_000;

const KINDS: Readonly<Record<number, Exclude<IntakeOutcome['kind'], 'accepted'>>> = {
  400: 'payload-refused',
  401: 'key-absent',
  403: 'key-refused',
  408: 'unavailable',
  413: 'too-large',
  422: 'payload-refused',
  429: 'rate-limited',
};

/** Kinds that say something of the key or the payload. */
const ABOUT_REQUEST: ReadonlySet<string> = new Set([
  'payload-refused',
  'key-absent',
  'key-refused',
  'refused',
]);

/**
 * Judges the answer of an intake. A 2xx says that bytes were taken and no more, and not even that when
 * its body lists errors or is a page of something in between.
 * @see the statuses of each submission in Datadog's API specification
 */
export function readIntakeAnswer({ status, headers, body }: HttpResponse): IntakeOutcome {
  if (status < 200 || status >= 300) {
    const kind = KINDS[status] ?? (status >= 500 ? 'unavailable' : 'refused');
    // No intake redirects, and none judges a key or a payload by a page.
    const foreign = status < 400 || (ABOUT_REQUEST.has(kind) && isPage(headers, body));
    return { kind: foreign ? 'not-datadog' : kind, status, text: errorText(body) };
  }
  const answer = parseJson(body);
  const complaints = complaintsOf(answer);
  if (complaints !== '') return { kind: 'partly-refused', status, text: complaints };
  return isPage(headers, body)
    ? { kind: 'not-datadog', status, text: firstWords(body) }
    : { kind: 'accepted' };
}

function isPage(headers: HttpResponse['headers'], body: string): boolean {
  return /html/i.test(headers['content-type'] ?? '') || /^\s*</.test(body);
}

/** Errors that a 2xx carries: `errors`, a `status` that is not ok, OTLP's `partialSuccess`. */
function complaintsOf(answer: unknown): string {
  if (!isRecord(answer)) return '';
  const { errors, status, partialSuccess: partial } = answer;
  const listed = Array.isArray(errors) ? errors.map(entryText).filter(Boolean).join('; ') : '';
  if (listed !== '') return listed;
  if (typeof status === 'string' && !/^(?:ok|accepted|success)$/i.test(status)) {
    return `status ${status}`;
  }
  if (!isRecord(partial)) return '';
  const rejected = ['rejectedDataPoints', 'rejectedLogRecords', 'rejectedSpans']
    .map((name) => Number(partial[name] ?? 0))
    .find((count) => count > 0);
  if (rejected === undefined) return '';
  const message = typeof partial['errorMessage'] === 'string' ? partial['errorMessage'] : '';
  return `${String(rejected)} refused${message === '' ? '' : `: ${message}`}`;
}

/**
 * The words of an error answer, whatever its form: Datadog's `errors` as texts or JSON:API objects, a
 * single `error` or `message`, or the body itself.
 */
export function errorText(body: string): string {
  const answer = parseJson(body);
  if (!isRecord(answer)) return firstWords(body);
  const { errors, error } = answer;
  if (Array.isArray(errors) && errors.length > 0) return errors.map(entryText).join('; ');
  if (typeof errors === 'string') return errors;
  if (error !== undefined) return entryText(error);
  const said = entryText(answer);
  return said === '' ? firstWords(body) : said;
}

function entryText(entry: unknown): string {
  if (typeof entry === 'string') return entry;
  if (!isRecord(entry)) return entry === undefined || entry === null ? '' : JSON.stringify(entry);
  const words = ['detail', 'message', 'title', 'code']
    .map((name) => entry[name])
    .find((value) => typeof value === 'string' && value !== '');
  const source = isRecord(entry['source']) ? entry['source'] : {};
  const at = source['pointer'] ?? source['parameter'];
  const place = typeof at === 'string' && at !== '' ? ` at ${at}` : '';
  return typeof words === 'string' ? words + place : JSON.stringify(entry);
}

function firstWords(body: string): string {
  return body
    .slice(0, LONGEST_PAGE)
    .replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]{0,500}>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
}
