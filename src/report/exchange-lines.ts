import type { Exchange } from '../model/http.ts';
import { durationWords } from './outcome-words.ts';

/** Exchanges of one result that are written out unless it is said; the last ones decide. */
const MOST_EXCHANGES = 10;
/** Longest piece of an answer, in characters: viewers load all of a file at once. */
const BODY_LIMIT = 500;
const URL_LIMIT = 1000;

/** Exchanges in a few lines each: what was sent, what came, the id to quote to Datadog's support. */
export function exchangeLines(exchanges: readonly Exchange[], most = MOST_EXCHANGES): string[] {
  const left = exchanges.length - most;
  return [
    ...(left > 0 ? [`[${String(left)} earlier exchanges are left out]`] : []),
    ...exchanges.slice(-most).flatMap(linesOf),
  ];
}

function linesOf(exchange: Exchange): string[] {
  const { method, url, status, error, durationMs, requestId, responseBody } = exchange;
  const answer = status === undefined ? (error ?? 'no answer') : String(status);
  const quote = requestId === undefined ? '' : `, request id ${requestId}`;
  return [
    `> ${shortened(`${method} ${url}`, URL_LIMIT)}`,
    `< ${shortened(answer, URL_LIMIT)} in ${durationWords(durationMs)}${quote}`,
    ...(responseBody === undefined || responseBody.trim() === ''
      ? []
      : [`  ${shortened(responseBody.replace(/\s+/g, ' ').trim(), BODY_LIMIT)}`]),
  ];
}

function shortened(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit)} [...]`;
}
