import { BODY_LIMIT, MOST_EXCHANGES, type Found, type RawExchange } from './raw-exchange.ts';
import { readCommand, shellOf } from './shell-words.ts';

const COMMAND =
  /(?<=^|[\n;|&(`]|\$ |> |\$\()[ \t]{0,8}(wget|wget2|https?|xhs?|curlie)(?:\.exe)?[ \t]+(?=\S)/g;
const URL_WORD = /^(?:https?:\/\/|:\d|:\/|localhost\b|[a-z0-9-]+(?:\.[a-z0-9-]+){1,8}(?:[:/?]|$))/i;
const FORM = 'application/x-www-form-urlencoded';

/** Options of HTTPie and xh that take a value. */
const HTTPIE_VALUE =
  /^(?:-[aAopPs]|--(?:auth|auth-type|bearer|print|output|session|session-read-only|proxy|verify|ssl|cert|cert-key|timeout|max-redirects|pretty|style|raw|boundary|format-options|response-charset|response-mime|http-version|resolve|interface))$/;
const WGET_VALUE =
  /^(?:-[OoaitTQPUeBlARDXYw]|--(?:output-document|output-file|append-output|tries|timeout|user-agent|referer|ca-certificate|certificate|private-key|load-cookies|save-cookies|directory-prefix|max-redirect|wait|retry-connrefused|dns-timeout|connect-timeout|read-timeout|secure-protocol))$/;

/** Commands of wget, HTTPie, xh and curlie, which read one line each as their shell does. */
export function findLineTools(text: string): Found[] {
  const found: Found[] = [];
  for (let hit = COMMAND.exec(text); hit; hit = COMMAND.exec(text)) {
    if (found.length >= MOST_EXCHANGES) break;
    const start = hit.index + hit[0].length;
    const {
      words,
      end,
      lostAtAmpersand: lost,
    } = readCommand(text, start, shellOf(text.slice(start, start + 20_000)));
    COMMAND.lastIndex = Math.max(start, end);
    const tool = hit[1] ?? '';
    const read = tool.startsWith('wget') ? wget(words) : httpie(tool, words);
    if (!read) continue;
    const exchange = { ...read, ...(lost === undefined ? {} : { lostAtAmpersand: lost }) };
    found.push({ exchange, from: hit.index, to: end });
  }
  COMMAND.lastIndex = 0;
  return found;
}

/** One option with its value, however it is written; words that are none have no name. */
function* optionsOf(
  words: readonly string[],
  withValue: RegExp,
): Generator<{ name?: string; value: string }> {
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    const equals = /^(--[a-z0-9-]+)=([\s\S]*)$/.exec(word);
    if (equals) yield { name: equals[1] ?? '', value: equals[2] ?? '' };
    else if (withValue.test(word)) {
      index++;
      yield { name: word, value: words[index] ?? '' };
    } else if (word.startsWith('-') && word !== '-') yield { name: word, value: '' };
    else yield { value: word };
  }
}

/** @see https://www.gnu.org/software/wget/manual/html_node/HTTP-Options.html */
function wget(words: readonly string[]): RawExchange | undefined {
  let url: string | undefined;
  let method: string | undefined;
  let body: string | undefined;
  let user = '';
  let password = '';
  const headers: [string, string][] = [];
  const takes = new RegExp(
    `${WGET_VALUE.source}|^--(?:header|post-data|body-data|method|user|password|http-user|http-password|post-file|body-file)$`,
  );
  let hasFile = false;
  for (const { name, value } of optionsOf(words, takes)) {
    switch (name) {
      case undefined:
        if (URL_WORD.test(value)) url ??= value;
        break;
      case '--header': {
        const [, key = '', held = ''] = /^([^:]+):\s*([\s\S]*)$/.exec(value) ?? [];
        if (key !== '') headers.push([key.trim().toLowerCase(), held.trim()]);
        break;
      }
      case '--post-data':
      case '--body-data':
        body = value;
        break;
      case '--post-file':
      case '--body-file':
        hasFile = true;
        break;
      case '--method':
        method = value.toUpperCase();
        break;
      case '--user':
      case '--http-user':
        user = value;
        break;
      case '--password':
      case '--http-password':
        password = value;
        break;
      default:
        break;
    }
  }
  if (url === undefined) return undefined;
  if (user !== '' && password !== '') headers.push(basic(`${user}:${password}`));
  const posts = body !== undefined || hasFile;
  if (posts && !headers.some(([name]) => name === 'content-type'))
    headers.push(['content-type', FORM]);
  return {
    method: method ?? (posts ? 'POST' : 'GET'),
    url: withScheme(url, 'http'),
    headers,
    ...(body === undefined ? {} : { body: body.slice(0, BODY_LIMIT) }),
    sender: 'wget',
  };
}

/** @see https://httpie.io/docs/cli/request-items */
function httpie(tool: string, words: readonly string[]): RawExchange | undefined {
  let url: string | undefined;
  let method: string | undefined;
  let kind: 'json' | 'form' | 'multipart' = 'json';
  let raw: string | undefined;
  let auth = '';
  let isBearer = false;
  const headers: [string, string][] = [];
  const query: string[] = [];
  const fields: [string, string][] = [];
  for (const { name, value } of optionsOf(words, HTTPIE_VALUE)) {
    if (name === undefined) {
      if (url === undefined && /^[a-z]{3,7}$/i.test(value)) method = value.toUpperCase();
      else if (url === undefined) {
        if (!URL_WORD.test(value)) return undefined;
        url = value;
      } else item(value, headers, query, fields);
    } else if (name === '--form' || /^-[a-zA-Z]*f[a-zA-Z]*$/.test(name)) kind = 'form';
    else if (name === '--multipart') kind = 'multipart';
    else if (name === '--raw') raw = value;
    else if (name === '-a' || name === '--auth') auth = value;
    else if (name === '--bearer') [auth, isBearer] = [value, true];
    else if (/^(?:-A|--auth-type)$/.test(name) && /^bearer$/i.test(value)) isBearer = true;
  }
  if (url === undefined) return undefined;
  if (auth !== '') headers.push(isBearer ? ['authorization', `Bearer ${auth}`] : basic(auth));
  const posts = raw !== undefined || fields.length > 0;
  const type = { json: 'application/json', form: FORM, multipart: 'multipart/form-data' }[kind];
  if (posts && !headers.some(([name]) => name === 'content-type'))
    headers.push(['content-type', type]);
  const isSecure = tool === 'https' || tool === 'xhs';
  const address = withScheme(url, isSecure ? 'https' : 'http');
  const body =
    raw ?? (kind === 'json' && posts ? JSON.stringify(Object.fromEntries(fields)) : undefined);
  return {
    method: method ?? (posts ? 'POST' : 'GET'),
    url:
      query.length === 0
        ? address
        : `${address}${address.includes('?') ? '&' : '?'}${query.join('&')}`,
    headers,
    ...(body === undefined ? {} : { body: body.slice(0, BODY_LIMIT) }),
    ...(body === undefined && fields.length > 0 ? { bodyFields: fields } : {}),
    sender: tool === 'curlie' ? 'curlie' : 'HTTPie',
  };
}

/** `name==value` query, `name:value` header, `name=value` and `name:=value` body; files are left out. */
function item(
  word: string,
  headers: [string, string][],
  query: string[],
  fields: [string, string][],
): void {
  const [, name = '', sign = '', value = ''] =
    /^((?:[^=:@;\\]|\\.){1,200})(==|:=@|=@|:=|=|:|@|;)([\s\S]*)$/.exec(word) ?? [];
  if (sign === '==') query.push(`${encoded(name)}=${encoded(value)}`);
  else if (sign === ':') headers.push([name.trim().toLowerCase(), value.trim()]);
  else if (sign === '=' || sign === ':=') fields.push([name, value]);
}

/** Half a surrogate pair cannot be percent-encoded. */
function encoded(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString('utf8'));
}

function basic(pair: string): [string, string] {
  return ['authorization', `Basic ${Buffer.from(pair).toString('base64')}`];
}

function withScheme(url: string, scheme: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) return url;
  return `${scheme}://${url.startsWith(':') ? `localhost${url}` : url}`;
}
