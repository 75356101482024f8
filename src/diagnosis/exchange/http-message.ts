import { BODY_LIMIT, MOST_EXCHANGES, type Found, type RawExchange } from './raw-exchange.ts';

const METHODS = 'GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS';
/** A request line, with the marks of `curl -v` and of loggers before it. */
const REQUEST_LINE = new RegExp(
  `^[ \\t]{0,8}(?:[>*] ?|[\\w.:[\\]-]{3,60}: )?(${METHODS}) (\\S{1,16000})(?: HTTP/[\\d.]{1,3})?[ \\t]*$`,
);
const STATUS_LINE = /^[ \t]{0,8}(?:<{1,2} ?)?HTTP\/[\d.]{1,3} (\d{3})\b/;
const HEADER_LINE = /^[ \t]{0,8}(?:[<>] ?)?([\w-]{1,80}):[ \t]*(.*)$/;
/** Marks between the requests of a file for HTTP clients, and what `curl -v` says of its own. */
const SEPARATOR = /^(?:###|\* |[{}] \[)/;

interface Message {
  readonly headers: [string, string][];
  body: string[];
}

interface Draft {
  readonly from: number;
  to: number;
  readonly method: string;
  readonly path: string;
  readonly request: Message;
  response?: Message & { readonly status: number };
}

/**
 * Requests and answers as they stand on the wire, in a file for HTTP clients, or in the output of
 * `curl -v`. Line ends may be LF only. @see RFC 9112
 */
export function findHttpMessages(text: string): Found[] {
  const drafts: Draft[] = [];
  let draft: Draft | undefined;
  let message: Message | undefined;
  let inBody = false;
  let at = 0;
  for (const line of lines(text)) {
    const from = at;
    at += line.length + 1;
    const request = REQUEST_LINE.exec(line);
    const status = request ? null : STATUS_LINE.exec(line);
    if (request && (/ HTTP\/[\d.]+\s*$/.test(line) || isHeader(text, at))) {
      if (drafts.length >= MOST_EXCHANGES) break;
      message = { headers: [], body: [] };
      draft = { from, to: at, method: request[1] ?? '', path: request[2] ?? '', request: message };
      drafts.push(draft);
      inBody = false;
    } else if (status && draft) {
      draft.response = { headers: [], body: [], status: Number(status[1]) };
      message = draft.response;
      inBody = false;
    } else if (SEPARATOR.test(line)) {
      if (line.startsWith('###')) {
        draft = undefined;
        message = undefined;
      }
    } else if (message) {
      const header = inBody ? null : HEADER_LINE.exec(line);
      if (header) message.headers.push([(header[1] ?? '').toLowerCase(), (header[2] ?? '').trim()]);
      else if (/^[ \t]*[<>]?[ \t]*$/.test(line) && !inBody) inBody = true;
      else if (inBody) message.body.push(line);
      else message = undefined;
    }
    if (draft && message) draft.to = at;
  }
  return drafts.map(({ from, to, ...rest }) => ({ exchange: exchangeOf(rest), from, to }));
}

function* lines(text: string): Generator<string> {
  let start = 0;
  for (;;) {
    const end = text.indexOf('\n', start);
    if (end === -1) {
      yield text.slice(start);
      return;
    }
    yield text.slice(start, end);
    start = end + 1;
  }
}

function isHeader(text: string, at: number): boolean {
  const end = text.indexOf('\n', at);
  const line = text.slice(at, end === -1 ? at + 8_000 : Math.min(end, at + 8_000));
  const name = HEADER_LINE.exec(line)?.[1];
  return name !== undefined && /^(?:host|content-|authorization|accept|user-agent|dd-)/i.test(name);
}

function exchangeOf({ method, path, request, response }: Omit<Draft, 'from' | 'to'>): RawExchange {
  const host = request.headers.find(([name]) => name === 'host')?.[1];
  const body = bodyOf(request);
  const startedAt = Date.parse(response?.headers.find(([name]) => name === 'date')?.[1] ?? '');
  return {
    method,
    url: path.startsWith('/') && host !== undefined ? `${schemeOf(host)}://${host}${path}` : path,
    headers: request.headers,
    ...(body === '' ? {} : { body }),
    ...(Number.isNaN(startedAt) ? {} : { startedAt }),
    ...(response === undefined
      ? {}
      : {
          status: response.status,
          responseHeaders: response.headers,
          responseBody: bodyOf(response),
        }),
  };
}

/** The wire does not name the scheme; only loopback goes without TLS. */
function schemeOf(host: string): string {
  return /^(?:localhost|127\.|\[::1\])/.test(host) ? 'http' : 'https';
}

function bodyOf({ headers, body }: Message): string {
  const text = body.join('\n').trim();
  const isChunked = headers.some(
    ([name, value]) => name === 'transfer-encoding' && /chunked/i.test(value),
  );
  return (isChunked ? unchunked(text) : text).slice(0, BODY_LIMIT);
}

/** Joins chunks; text that is none, because a tool joined them already, stays. RFC 9112 §7.1 */
function unchunked(text: string): string {
  let rest = text;
  let joined = '';
  for (let count = 0; count < 1_000; count++) {
    const head = /^\s{0,4}([0-9a-f]{1,8})(?:;[^\n]{0,200})?\n/i.exec(rest);
    if (!head) return count === 0 ? text : joined + (/^\s*0\s*$/.test(rest) ? '' : rest);
    const size = Number.parseInt(head[1] ?? '0', 16);
    if (size === 0) return joined;
    joined += rest.slice(head[0].length, head[0].length + size);
    rest = rest.slice(head[0].length + size).replace(/^\n/, '');
  }
  return joined;
}
