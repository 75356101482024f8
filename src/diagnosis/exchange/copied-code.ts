import { MOST_EXCHANGES, BODY_LIMIT, type Found } from './raw-exchange.ts';
import { readCutJson } from './cut-json.ts';
import { findInvoke } from './powershell.ts';

/** `fetch("URL", {…})` with JSON in it, as browsers copy it. */
const FETCH = /\bfetch\(\s{0,20}(["'])(https?:\/\/[^"'\s]{1,8000})\1\s{0,20}(,?)\s{0,20}/g;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Requests in the forms "Copy as fetch" and "Copy as PowerShell". */
export function findCopiedCode(text: string): Found[] {
  return [...findFetch(text), ...findInvoke(text)].slice(0, MOST_EXCHANGES);
}

function findFetch(text: string): Found[] {
  const found: Found[] = [];
  for (const hit of text.matchAll(FETCH)) {
    if (found.length >= MOST_EXCHANGES) break;
    const after = hit.index + hit[0].length;
    const parsed =
      hit[3] === ',' && text.charAt(after) === '{'
        ? readCutJson(text.slice(after, after + BODY_LIMIT))
        : undefined;
    // Written by hand it is no JSON: the reader of source code takes it.
    if (hit[3] === ',' && (!parsed || parsed.cut)) continue;
    const options = parsed && isRecord(parsed.value) ? parsed.value : {};
    const { method, headers, body } = options;
    found.push({
      exchange: {
        method: typeof method === 'string' ? method.toUpperCase() : 'GET',
        url: hit[2] ?? '',
        headers: isRecord(headers)
          ? Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])
          : [],
        ...(typeof body === 'string' ? { body } : {}),
        sender: 'fetch',
      },
      from: hit.index,
      to: after + (parsed?.length ?? 0),
    });
  }
  return found;
}
