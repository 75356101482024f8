import { decodedOnce } from './fields.ts';
import { BODY_LIMIT, MOST_EXCHANGES, type Found, type RawExchange } from './raw-exchange.ts';

/** Headings under which developer tools and consoles of HTTP clients show the parts of a request. */
const HEADING =
  /^[ \t▼▶▾▸>-]{0,8}(general|(?:request|response) headers|request body|response body|form data|query string parameters|request payload|payload|network|response)(?: \(\d+\))?:?[ \t]{0,4}(?:view (?:source|parsed|URL encoded|decoded))?[ \t]*$/i;
const METHOD_AND_URL =
  /^[ \t▼▶▾▸>]{0,8}(GET|POST|PUT|PATCH|DELETE|HEAD)[ \t]{1,4}["']?(https?:\/\/[^\s"']{4,8000})["']?(?:[ \t]+(\d{3})\b.{0,60})?[ \t]*$/;
const FIELD = /^[ \t]{0,12}"?([\w.:-]{1,80})"?[ \t]{0,2}(?::|[ \t]=)[ \t]{0,4}(.{0,8000})$/;

interface Draft {
  from: number;
  to: number;
  method?: string;
  url?: string;
  status?: number;
  part: string;
  sections: number;
  readonly headers: [string, string][];
  readonly received: [string, string][];
  readonly fields: [string, string][];
  readonly body: string[];
  readonly answer: string[];
}

/**
 * Requests as developer tools show them, copied as text: headings (`General`, `Request Headers`,
 * `Form Data`) with `name: value` below. Postman's console has the same with quotes around values.
 */
export function findPanels(text: string): Found[] {
  const drafts: Draft[] = [];
  let draft: Draft | undefined;
  let at = 0;
  for (const line of text.split('\n')) {
    const from = at;
    at += line.length + 1;
    const heading = HEADING.exec(line)?.[1]?.toLowerCase();
    const start = METHOD_AND_URL.exec(line);
    if (start || heading === 'general') {
      if (drafts.length >= MOST_EXCHANGES) break;
      draft = {
        from,
        to: at,
        part: '',
        sections: 0,
        headers: [],
        received: [],
        fields: [],
        body: [],
        answer: [],
      };
      drafts.push(draft);
      if (start) {
        draft.method = start[1] ?? 'GET';
        draft.url = start[2] ?? '';
        if (start[3] !== undefined) draft.status = Number(start[3]);
      } else draft.part = 'general';
      continue;
    }
    if (!draft) continue;
    if (heading !== undefined) {
      draft.part = heading;
      draft.sections++;
    } else take(draft, line);
    draft.to = at;
  }
  return drafts.flatMap((each) => {
    const exchange = each.sections > 0 ? exchangeOf(each) : undefined;
    return exchange ? [{ exchange, from: each.from, to: each.to }] : [];
  });
}

function take(draft: Draft, line: string): void {
  const [, name = '', held = ''] = FIELD.exec(line) ?? [];
  const value = held.trim().replace(/^"(.*)"[,]?$/, '$1');
  switch (draft.part) {
    case '':
    case 'network':
      if (/^[ \t]*[1-5]\d\d(?:[ \t]|$)/.test(line))
        draft.status ??= Number(line.trim().slice(0, 3));
      break;
    case 'general':
      if (/^request url$/i.test(labelOf(line).name)) draft.url = labelOf(line).value;
      if (/^request method$/i.test(labelOf(line).name)) draft.method = labelOf(line).value;
      if (/^status code$/i.test(labelOf(line).name))
        draft.status = Number(/\b[1-5]\d\d\b/.exec(labelOf(line).value)?.[0] ?? 0);
      break;
    case 'request headers':
      if (name !== '' && !name.startsWith(':')) draft.headers.push([name.toLowerCase(), value]);
      break;
    case 'response headers':
      if (name !== '') draft.received.push([name.toLowerCase(), value]);
      break;
    case 'form data':
      // The panel shows values encoded on demand: a URL that is, is not encoded twice.
      if (name !== '')
        draft.fields.push([name, /^https?%3a/i.test(value) ? decodedOnce(value) : value]);
      break;
    case 'request body':
    case 'request payload':
    case 'payload':
      if (/^[ \t]*[\w.-]{1,80}: /.test(line) && !/^\s*[{[]/.test(draft.body[0] ?? ''))
        draft.fields.push([name, value]);
      else draft.body.push(line);
      break;
    case 'response body':
    case 'response':
      draft.answer.push(line);
      break;
    default:
      break;
  }
}

/** `Request URL: https://…`, or both on lines of their own joined by the browser with a tab. */
function labelOf(line: string): { name: string; value: string } {
  const [, name = '', value = ''] =
    /^\s{0,8}([A-Za-z ]{3,30}?)\s{0,2}[:\t]\s{0,4}(\S.{0,8000})$/.exec(line) ?? [];
  return { name: name.trim(), value: value.trim() };
}

function exchangeOf(draft: Draft): RawExchange | undefined {
  const { method, url, status, headers, received, fields } = draft;
  if (url === undefined || !/^https?:\/\//.test(url)) return undefined;
  const body = draft.body.join('\n').trim().slice(0, BODY_LIMIT);
  const answer = draft.answer.join('\n').trim().slice(0, BODY_LIMIT);
  return {
    method: (method ?? 'GET').toUpperCase(),
    url,
    headers,
    ...(body === '' ? {} : { body }),
    ...(fields.length === 0 ? {} : { bodyFields: fields }),
    ...(status === undefined || status === 0 ? {} : { status }),
    ...(received.length === 0 ? {} : { responseHeaders: received }),
    ...(answer === '' ? {} : { responseBody: answer }),
  };
}
