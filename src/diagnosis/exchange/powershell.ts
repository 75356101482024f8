import { createParser } from './code/parse.ts';
import { entryOf, fieldsOf, textOf, type Value } from './code/values.ts';
import { BODY_LIMIT, MOST_EXCHANGES, type Found, type RawExchange } from './raw-exchange.ts';
import { readCommand } from './shell-words.ts';

/** What sends a request in PowerShell, with its aliases. */
const INVOKE = /(?<![\w-])(?:Invoke-(?:WebRequest|RestMethod)|irm|iwr)[ \t]+(?=[-@"'$(h])/gi;
const LONGEST = 30_000;

/** What is said of one request: by parameters, by a hashtable of parameters, or both. */
type Parameters = (
  name: 'Uri' | 'Method' | 'Body' | 'ContentType' | 'Headers',
) => string | Value | undefined;

/** Requests in PowerShell, written by hand or copied from a browser. */
export function findInvoke(text: string): Found[] {
  const found: Found[] = [];
  for (const hit of text.matchAll(INVOKE)) {
    if (found.length >= MOST_EXCHANGES) break;
    const start = hit.index + hit[0].length;
    const end = commandEnd(text, start);
    const lineEnd = text.indexOf('\n', end);
    // A pipe within brackets does not end the command.
    const source = text.slice(start, lineEnd === -1 ? text.length : lineEnd).slice(0, LONGEST);
    const exchange = exchangeOf(text, hit.index, source);
    if (exchange) found.push({ exchange, from: hit.index, to: end });
  }
  return found;
}

/** Hashtables go on over lines, which end a command elsewhere. */
function commandEnd(text: string, start: number): number {
  let at = start;
  for (let blocks = 0; blocks < 6; blocks++) {
    const { end } = readCommand(text, at, 'powershell');
    const open = text.lastIndexOf('@{', end);
    if (open < at || open > end) return end;
    const close = text.slice(open, open + LONGEST).indexOf('}');
    if (close === -1 || open + close < end) return end;
    at = open + close + 1;
  }
  return at;
}

function exchangeOf(text: string, before: number, source: string): RawExchange | undefined {
  const { words } = readCommand(
    source.replace(/\([^()\n]{0,4000}\)/g, '()').replace(/`\n|\n/g, ' '),
    0,
    'powershell',
  );
  const splatted = /^@(\w{1,60})/.exec(source)?.[1];
  const table = splatted === undefined ? undefined : hashtable(text, before, splatted);
  const parameter: Parameters = (name) => {
    const raw = new RegExp(
      `-${name}[ \\t\`\\n]+([@$(][\\s\\S]{0,${String(BODY_LIMIT)}})`,
      'i',
    ).exec(source)?.[1];
    const at = words.findIndex((word) => word.toLowerCase() === `-${name.toLowerCase()}`);
    const word = at === -1 ? undefined : words[at + 1];
    if (raw !== undefined && !/^\$\(/.test(raw)) {
      const variable = /^\(?\$(\w{1,60})/.exec(raw)?.[1];
      const value =
        raw.startsWith('@{') || raw.startsWith('(@{')
          ? valueAt(raw.replace(/^\(/, ''))
          : variable === undefined
            ? undefined
            : (hashtable(text, before, variable) ?? assigned(text, before, variable));
      if (value !== undefined) return value;
    }
    return (
      word ?? (table?.is === 'map' ? entryOf(table.entries, name, name.toLowerCase()) : undefined)
    );
  };
  const url = asText(parameter('Uri')) ?? words.find((word) => /^https?:/i.test(word));
  if (url === undefined || !/^https?:\/\//i.test(url)) return undefined;
  const type = asText(parameter('ContentType'));
  const held = parameter('Headers');
  const headers = (typeof held === 'object' ? fieldsOf(held) : undefined) ?? [];
  const sent = headers.map(([name, value]) => [name.toLowerCase(), value] as const);
  const method = asText(parameter('Method')) ?? 'GET';
  return {
    method: method.toUpperCase(),
    url,
    headers: type === undefined ? sent : [...sent, ['content-type', type] as const],
    ...bodyOf(text, source, parameter('Body')),
    sender: 'PowerShell',
  };
}

function bodyOf(
  text: string,
  source: string,
  body: string | Value | undefined,
): Partial<RawExchange> {
  if (body === undefined) return {};
  if (typeof body === 'string') return { body: body.slice(0, BODY_LIMIT) };
  const fields = fieldsOf(body);
  if (!fields) return body.is === 'text' ? { body: body.text.slice(0, BODY_LIMIT) } : {};
  // A hashtable is sent as a form, whatever the content type says, unless it is converted.
  const isJson =
    /\|\s{0,20}ConvertTo-Json/i.test(source) || /\}\s{0,20}\|\s{0,20}ConvertTo-Json/i.test(text);
  if (isJson) return { body: JSON.stringify(Object.fromEntries(fields)) };
  return { bodyFields: fields };
}

function asText(value: string | Value | undefined): string | undefined {
  return typeof value === 'object' ? textOf(value) : value;
}

/** The hashtable a variable was set to last. */
function hashtable(text: string, before: number, variable: string): Value | undefined {
  const set = new RegExp(`\\$${variable}\\s{0,20}=\\s{0,20}(?:\\[ordered\\])?(?=@\\{)`, 'gi');
  const hit = [...text.slice(0, before).matchAll(set)].at(-1);
  return hit && valueAt(text.slice(hit.index + hit[0].length));
}

/** The string a variable was set to last. */
function assigned(text: string, before: number, variable: string): Value | undefined {
  const set = new RegExp(`\\$${variable}\\s{0,20}=\\s{0,20}(?=["'])`, 'gi');
  const hit = [...text.slice(0, before).matchAll(set)].at(-1);
  return hit && valueAt(text.slice(hit.index + hit[0].length));
}

function valueAt(source: string): Value {
  return createParser(source.slice(0, LONGEST), () => undefined).expression(0).value;
}
