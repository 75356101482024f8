import { MOST_EXCHANGES, BODY_LIMIT, type Found } from './raw-exchange.ts';
import type { Fields } from './fields.ts';
import { readCutJson } from './cut-json.ts';
import { readCommand } from './shell-words.ts';

/** `fetch("URL", {…})` with JSON in it, as browsers copy it. */
const FETCH = /\bfetch\(\s{0,20}(["'])(https?:\/\/[^"'\s]{1,8000})\1\s{0,20}(,?)\s{0,20}/g;

/** What browsers copy for PowerShell. */
const INVOKE = /\bInvoke-(?:WebRequest|RestMethod)[ \t]+/gi;

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

function findInvoke(text: string): Found[] {
  const found: Found[] = [];
  for (const hit of text.matchAll(INVOKE)) {
    if (found.length >= MOST_EXCHANGES) break;
    const start = hit.index + hit[0].length;
    const { words, end } = readCommand(text, start, 'powershell');
    const valueAfter = (name: RegExp): string | undefined =>
      words[words.findIndex((word) => name.test(word)) + 1];
    const named = (name: RegExp): string | undefined =>
      words.some((word) => name.test(word)) ? valueAfter(name) : undefined;
    const url = named(/^-Uri$/i) ?? words.find((word) => /^https?:/i.test(word));
    if (url === undefined) continue;
    // `-Headers @{` goes on over lines, which end a command elsewhere.
    const block = /-Headers\s+@\{([^}]{0,20000})\}/i.exec(text.slice(start, start + 30_000));
    const rest = block ? text.slice(start + block.index + block[0].length) : '';
    const tail = block ? readCommand(rest, 0, 'powershell') : undefined;
    const inTail = (name: RegExp): string | undefined => {
      const at = tail?.words.findIndex((word) => name.test(word)) ?? -1;
      return at === -1 ? undefined : tail?.words[at + 1];
    };
    const headers: [string, string][] = [
      ...(block?.[1] ?? '').matchAll(/"([\w-]{1,80})"\s*=\s*"([^"\n]{0,8000})"/g),
    ].map((pair) => [(pair[1] ?? '').toLowerCase(), pair[2] ?? '']);
    const type = named(/^-ContentType$/i) ?? inTail(/^-ContentType$/i);
    const body = named(/^-Body$/i) ?? inTail(/^-Body$/i);
    const method = named(/^-Method$/i) ?? 'GET';
    found.push({
      exchange: {
        method: method.toUpperCase(),
        url,
        headers: [
          ...headers,
          ...(type === undefined ? [] : [['content-type', type] as const]),
        ] as Fields,
        ...(body === undefined ? {} : { body: body.slice(0, BODY_LIMIT) }),
        sender: 'PowerShell',
      },
      from: hit.index,
      to: Math.max(end, block ? start + block.index + block[0].length + (tail?.end ?? 0) : 0),
    });
  }
  return found;
}
