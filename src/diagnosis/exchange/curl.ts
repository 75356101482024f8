import { BODY_LIMIT, MOST_EXCHANGES, type Found, type RawExchange } from './raw-exchange.ts';
import { readCommand, shellOf } from './shell-words.ts';

/** Options of curl that take a value, besides those that are read. */
const WITH_VALUE =
  /^(?:-[AbceEmortwxyYzCDKPQTU]|--(?:user-agent|cookie|cookie-jar|output|referer|max-time|connect-timeout|proxy|proxy-user|retry|retry-delay|write-out|cacert|cert|key|resolve|connect-to|interface|range|upload-file|config|dump-header|noproxy|ciphers|tls-max|limit-rate|max-redirs|trace|trace-ascii|stderr|unix-socket|aws-sigv4))$/;

/** Short options that take none, and so may stand before another one: `-sSLd`. */
const BARE_SHORT = /^[sSLkvifgGINnaOJRq0-9#:]$/;

/** With a scheme, or a host: not the next word of a sentence about curl. */
const URL_LIKE =
  /^(?:[a-z][a-z0-9+.-]*:\/\/|\[|localhost\b|[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[:/?]|$))/i;

interface Parts {
  method?: string;
  url?: string;
  headers: [string, string][];
  data: string[];
  fields: [string, string][];
  get: boolean;
  json: boolean;
  multipart: boolean;
}

/** Every curl command of a text. @see https://curl.se/docs/manpage.html */
export function findCurl(text: string): Found[] {
  const found: Found[] = [];
  const command = /(?<![\w./-])curl(?:\.exe)?[ \t]+(?=\S)/g;
  for (let hit = command.exec(text); hit; hit = command.exec(text)) {
    if (found.length >= MOST_EXCHANGES) break;
    const start = hit.index + hit[0].length;
    const shell = shellOf(text.slice(start, start + 20_000));
    const { words, end, lostAtAmpersand } = readCommand(text, start, shell);
    command.lastIndex = Math.max(end, start);
    const exchange = exchangeOf(words, lostAtAmpersand);
    if (exchange) found.push({ exchange, from: hit.index, to: end });
  }
  return found;
}

function exchangeOf(words: readonly string[], lost: string | undefined): RawExchange | undefined {
  const parts = readOptions(words);
  if (parts.url === undefined || !URL_LIKE.test(parts.url)) return undefined;
  const { headers, data, fields, get, json } = parts;
  const type = json
    ? 'application/json'
    : parts.multipart
      ? 'multipart/form-data'
      : 'application/x-www-form-urlencoded';
  const hasBody = (data.length > 0 || fields.length > 0) && !get;
  const hasType = headers.some(([name]) => name === 'content-type');
  const joined = data.join(json ? '' : '&');
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(parts.url) ? parts.url : `http://${parts.url}`;
  const separator = url.includes('?') ? '&' : '?';
  return {
    method: (parts.method ?? (hasBody ? 'POST' : 'GET')).toUpperCase(),
    url: get && joined !== '' ? `${url}${separator}${joined}` : url,
    headers: hasBody && !hasType ? [...headers, ['content-type', type]] : headers,
    ...(hasBody && data.length > 0 ? { body: joined.slice(0, BODY_LIMIT) } : {}),
    ...(fields.length > 0 ? { bodyFields: fields } : {}),
    ...(lost === undefined ? {} : { lostAtAmpersand: lost }),
    sender: 'curl',
  };
}

function readOptions(words: readonly string[]): Parts {
  const parts: Parts = {
    headers: [],
    data: [],
    fields: [],
    get: false,
    json: false,
    multipart: false,
  };
  for (let index = 0; index < words.length; index++) {
    let word = words[index] ?? '';
    let value: string | undefined;
    if (/^--[a-z0-9-]+=/.test(word)) {
      value = word.slice(word.indexOf('=') + 1);
      word = word.slice(0, word.indexOf('='));
    } else if (/^-[a-zA-Z#0-9:].+/.test(word)) {
      let rest = word.slice(1);
      while (rest.length > 1 && BARE_SHORT.test(rest.charAt(0))) {
        if (rest.startsWith('G')) parts.get = true;
        if (rest.startsWith('I')) parts.method ??= 'HEAD';
        rest = rest.slice(1);
      }
      word = `-${rest.charAt(0)}`;
      if (rest.length > 1) value = rest.slice(1);
    }
    const take = (): string => {
      if (value !== undefined) return value;
      index += 1;
      return words[index] ?? '';
    };
    if (!word.startsWith('-') || word === '-') parts.url ??= word;
    else if (!readOption(parts, word, take) && value === undefined && WITH_VALUE.test(word)) {
      take();
    }
  }
  return parts;
}

/** Reads one option; `false` when it says nothing about the request. */
function readOption(parts: Parts, option: string, take: () => string): boolean {
  switch (option) {
    case '-X':
    case '--request':
      parts.method = take();
      return true;
    case '-H':
    case '--header': {
      const [, name = '', value = ''] = /^([^:;]+)[:;]\s*([\s\S]*)$/.exec(take()) ?? [];
      if (name !== '') parts.headers.push([name.trim().toLowerCase(), value.trim()]);
      return true;
    }
    case '-d':
    case '--data':
    case '--data-raw':
    case '--data-ascii':
    case '--data-binary':
      parts.data.push(take());
      return true;
    case '--data-urlencode':
      parts.data.push(urlEncoded(take()));
      return true;
    case '--json':
      parts.json = true;
      parts.data.push(take());
      return true;
    case '-F':
    case '--form':
    case '--form-string': {
      const [, name = '', value = ''] = /^([^=]+)=([\s\S]*)$/.exec(take()) ?? [];
      parts.multipart = true;
      parts.fields.push([name, value]);
      return true;
    }
    case '-u':
    case '--user':
      parts.headers.push(['authorization', `Basic ${Buffer.from(take()).toString('base64')}`]);
      return true;
    case '--oauth2-bearer':
      parts.headers.push(['authorization', `Bearer ${take()}`]);
      return true;
    case '-G':
    case '--get':
      parts.get = true;
      return true;
    case '-I':
    case '--head':
      parts.method ??= 'HEAD';
      return true;
    case '--url':
      parts.url ??= take();
      return true;
    default:
      return false;
  }
}

/** `name=value` with its value encoded; a bare value is encoded whole. */
function urlEncoded(text: string): string {
  const equals = text.indexOf('=');
  // Half a surrogate pair cannot be percent-encoded.
  const encode = (part: string): string => encodeURIComponent(Buffer.from(part).toString('utf8'));
  return equals <= 0
    ? encode(text.replace(/^=/, ''))
    : `${text.slice(0, equals)}=${encode(text.slice(equals + 1))}`;
}
