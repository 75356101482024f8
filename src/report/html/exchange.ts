import type { Exchange } from '../../model/http.ts';
import { durationWords } from '../outcome-words.ts';
import { BODY_LIMIT, cut } from './cut.ts';
import { safe, type Markup } from './markup.ts';

/** One HTTP exchange behind a fold: what was sent, what came, and the id to quote to Datadog's support. */
export function renderExchange(exchange: Exchange): Markup {
  const { method, url, status, error, durationMs, requestId, requestHeaders, responseBody } =
    exchange;
  const kind = status === undefined || status >= 500 ? 'bad' : status >= 400 ? 'refused' : 'fine';
  const headers = Object.entries(requestHeaders ?? {});
  return safe`<details class="exchange"><summary><b>${cut(method, 20)}</b> <span class="url">${cut(url)}</span> <span class="status ${kind}">${status ?? 'no answer'}</span> <span class="time">${durationWords(durationMs)}</span></summary>
<dl>${error === undefined ? '' : safe`<dt>Error</dt><dd>${cut(error)}</dd>`}${
    requestId === undefined ? '' : safe`<dt>Request id</dt><dd><code>${cut(requestId)}</code></dd>`
  }${
    headers.length === 0
      ? ''
      : safe`<dt>Sent headers</dt><dd>${headers.map(
          ([name, value]) => safe`<code>${cut(name)}: ${cut(value)}</code>`,
        )}</dd>`
  }<dt>Answer</dt><dd>${
    responseBody === undefined
      ? 'no body, or one that is not kept'
      : safe`<pre>${cut(responseBody, BODY_LIMIT)}</pre>`
  }</dd></dl></details>`;
}
