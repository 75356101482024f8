import { MOST_EXCHANGES, type Found } from './raw-exchange.ts';

/** A URL with a query, or to one of Datadog's OAuth or API paths. */
const URL_IN_TEXT = /https?:\/\/[^\s"'<>`\\|^{}[\]]{4,8000}/gi;
/** A request in an access log: `"GET /callback?code=… HTTP/1.1" 302`. */
const ACCESS =
  /"?\b(GET|POST|HEAD) (\/[^\s"<>]{0,8000})(?: HTTP\/[\d.]{1,3}"?(?: (\d{3})\b)?|(?=\s|"|$))/g;
/** A form body, wherever it was logged. */
const FORM =
  /(?<![\w&?=%-])(?:grant_type|client_id|client_secret|code|code_verifier|redirect_uri|refresh_token)=[^\s"'<>`&]{1,4000}(?:&[a-z_]{2,40}=[^\s"'<>`&]{0,4000}){1,20}/g;
const ISO = /\b(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)/;
const APACHE = /\[(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)\]/;
/** A URL handed to something that opens it, without quotes: the shell ends it at the first `&`. */
const OPENED =
  /(?:^|[\n;]|\$ |> )\s{0,8}(?:xdg-open|open|start|sensible-browser|wget|http|https)[ \t]+(https?:\/\/[^\s"'&]{4,4000})&([^\s"']{1,8000})/g;

const OF_INTEREST =
  /\/oauth2?\/|\/api\/v[12]\/|[?&#](?:code|error|state|domain|site|access_token|client_id|redirect_uri|response_type)=/i;

/** Requests that a text names by a URL or a line of an access log, in the places left by other readers. */
export function findInLog(text: string): Found[] {
  const found: Found[] = [];
  const taken = (at: number): boolean => found.some(({ from, to }) => at >= from && at < to);
  for (const hit of text.matchAll(OPENED)) {
    const exchange = {
      method: 'GET',
      url: hit[1] ?? '',
      headers: [],
      lostAtAmpersand: hit[2] ?? '',
    };
    found.push({ exchange, from: hit.index, to: hit.index + hit[0].length });
    if (found.length >= 20) break;
  }
  const opened = found.length > 0;
  for (const hit of text.matchAll(URL_IN_TEXT)) {
    if (found.length >= MOST_EXCHANGES) break;
    if (!OF_INTEREST.test(hit[0]) || (opened && taken(hit.index))) continue;
    const url = hit[0].replace(/[.,;:!?)]+$/, '');
    const before = lineBefore(text, hit.index);
    const method = /\b(GET|POST|PUT|PATCH|DELETE|HEAD)\W{1,6}(?:url\W{1,6})?$/i.exec(before)?.[1];
    const after = text.slice(hit.index + hit[0].length, hit.index + hit[0].length + 60);
    const status = /^"?(?: HTTP\/[\d.]+"?)?[\s:,>=-]{0,6}(?:status\W{0,3})?\b([2-5]\d\d)\b/i.exec(
      after,
    )?.[1];
    found.push({
      exchange: {
        method:
          method?.toUpperCase() ?? (/\/oauth2\/v1\/(?:token|revoke)/.test(url) ? 'POST' : 'GET'),
        url,
        headers: [],
        ...at(text, hit.index),
        ...(status === undefined ? {} : { status: Number(status) }),
      },
      from: hit.index,
      to: hit.index + url.length,
    });
  }
  for (const hit of text.matchAll(ACCESS)) {
    if (found.length >= MOST_EXCHANGES) break;
    if (!OF_INTEREST.test(hit[2] ?? '')) continue;
    const status = hit[3];
    found.push({
      exchange: {
        method: hit[1] ?? 'GET',
        url: hit[2] ?? '',
        headers: [],
        ...at(text, hit.index),
        ...(status === undefined ? {} : { status: Number(status) }),
      },
      from: hit.index,
      to: hit.index + hit[0].length,
    });
  }
  return withBodies(
    text,
    found.sort((a, b) => a.from - b.from),
  );
}

/** Gives each logged form body to the token request before it, at most three lines up. */
function withBodies(text: string, found: readonly Found[]): Found[] {
  const result = [...found];
  for (const hit of text.matchAll(FORM)) {
    if (result.length >= MOST_EXCHANGES) break;
    const owner = result.findLastIndex(({ from }) => from < hit.index);
    const held = result[owner];
    if (held && hit.index < held.to) continue;
    const near = held && text.slice(held.to, hit.index).split('\n').length <= 4;
    const type = near
      ? /content-type\W{1,6}([\w/+.-]{3,80})/i.exec(text.slice(held.to, hit.index))?.[1]
      : undefined;
    const headers = type === undefined ? [] : [['content-type', type] as const];
    if (near && /\/token\b/.test(held.exchange.url) && held.exchange.body === undefined) {
      const exchange = { ...held.exchange, method: 'POST', headers, body: hit[0] };
      result[owner] = { exchange, from: held.from, to: hit.index + hit[0].length };
    } else if (/(?:^|&)grant_type=/.test(hit[0])) {
      // The request is certain, its host is not.
      const exchange = {
        method: 'POST',
        url: '/oauth2/v1/token',
        headers: [],
        body: hit[0],
        ...at(text, hit.index),
      };
      result.push({ exchange, from: hit.index, to: hit.index + hit[0].length });
    }
  }
  return result.sort((a, b) => a.from - b.from);
}

function lineBefore(text: string, index: number): string {
  return text.slice(Math.max(text.lastIndexOf('\n', index - 1) + 1, index - 200), index);
}

/** The time at the beginning of the line. */
function at(text: string, index: number): { startedAt?: number } {
  const head = lineBefore(text, index);
  const iso = ISO.exec(head)?.[1]?.replace(',', '.').replace(' ', 'T');
  const apache = APACHE.exec(head);
  const time =
    iso ??
    (apache && `${apache[1]} ${apache[2]} ${apache[3]} ${apache[4]} ${apache[5]}${apache[6]}`);
  const startedAt = time ? Date.parse(time) : Number.NaN;
  return Number.isNaN(startedAt) ? {} : { startedAt };
}
