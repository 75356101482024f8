import { BODY_LIMIT, type RawExchange } from '../raw-exchange.ts';
import {
  entryOf,
  fieldsOf,
  formText,
  formWrapped,
  isMultipart,
  isOpen,
  jsonWrapped,
  lastName,
  textOf,
  unwrapped,
  type Entries,
  type Value,
} from './values.ts';

const FORM = 'application/x-www-form-urlencoded';

/** A call that sends a request, before it is known what its library makes of it. */
export interface RequestCall {
  /** `requests.post`, `axios`, `client.post`. */
  readonly name: string;
  readonly args: readonly Value[];
  readonly named: Entries;
  /** What the client was made with: base URL, headers. */
  readonly made: Entries;
  /** The text has axios in it, or the client was made by it. */
  readonly axios: boolean;
  /** A chain before the call says that the body is a form. */
  readonly asForm: boolean;
}

const OPTIONS =
  /^(?:method|headers|json|form|body|data|params|searchParams|query|form_params|auth|multipart|url|baseURL|prefixUrl|responseType|timeout|throwHttpErrors|http_errors|credentials|mode|cache|redirect|withCredentials|qs|uri|payload|content)$/;
/** Clients of JavaScript, PHP that send a plain object as JSON; of others, as a form. */
const AS_JSON = /(?:^|\.)(?:axios\w*|\$?http|httpService|httpClient|Http|superagent|\$axios)\.\w+$/;
const AS_FORM =
  /(?:^|\.)(?:requests|session|Faraday|RestClient|\$|jQuery|sess|s|Net\.HTTP)\.\w+$|(?:^|\.)(?:PostForm|post_form)$/;

interface Body {
  readonly body?: string;
  readonly bodyFields?: readonly [string, string][];
  readonly type?: string;
  readonly partial?: true;
}

/** The request that a call sends; `undefined` when the text does not say where it goes. */
export function requestOf(call: RequestCall): RawExchange | undefined {
  const { name, made } = call;
  const word = lastName(name);
  const positional = [...call.args];
  const methodFirst = /^(?:request|Request|NewRequest|NewRequestWithContext|open)$/.test(word);
  if (word === 'NewRequestWithContext') positional.shift();
  const first = textOf(positional[0]);
  const method = methodFirst && /^(?:GET|POST|PUT|PATCH|DELETE|http\.Method\w+)$/i.test(first);
  if (method) positional.shift();
  const gapMethod = methodFirst && /^\$\{.*Method(?:Get|Post)/.test(first);
  if (gapMethod) positional.shift();
  const isConfig = positional[0]?.is === 'map';
  const target = isConfig ? undefined : positional.shift();
  const options = positional.filter(
    (value, index): value is Extract<Value, { is: 'map' }> =>
      value.is === 'map' && (isConfig || index > 0 || isOptions(value)),
  );
  const all: Entries = [...call.named, ...options.flatMap(({ entries }) => entries)];
  const at = textOf(target ?? entryOf(all, 'url', 'uri', 'endpoint'));
  const base = textOf(entryOf([...all, ...made], 'baseURL', 'base_url', 'prefixUrl', 'base_uri'));
  const url = absolute(at, base);
  if (url === undefined) return undefined;
  const plain =
    positional[0]?.is === 'map' && options.includes(positional[0]) ? undefined : positional[0];
  const body = bodyOf(call, all, plain);
  const sentHeaders = headersOf([...made, ...all], positional, call);
  const query = fieldsOf(entryOf(all, 'params', 'searchParams', 'query', 'qs')) ?? [];
  const hasBody = body.body !== undefined || body.bodyFields !== undefined;
  const stated = method
    ? first
    : gapMethod
      ? /Method(Get|Post)/.exec(first)?.[1]
      : statedMethod(call, all, hasBody);
  const isTyped = sentHeaders.headers.some(([each]) => each === 'content-type') || sentHeaders.open;
  return {
    method: (stated ?? 'GET').toUpperCase(),
    url: withQuery(url, query),
    headers:
      body.type === undefined || body.type === '' || isTyped
        ? sentHeaders.headers
        : [...sentHeaders.headers, ['content-type', body.type]],
    ...(body.body === undefined ? {} : { body: body.body.slice(0, BODY_LIMIT) }),
    ...(body.bodyFields === undefined ? {} : { bodyFields: body.bodyFields }),
    ...(body.partial ? { partial: true } : {}),
    sender: 'the code',
  };
}

function isOptions(value: Value): boolean {
  return (
    value.is === 'map' &&
    value.entries.some(([name]) => OPTIONS.test(name)) &&
    !value.entries.some(([name]) => name === 'grant_type')
  );
}

function absolute(at: string, base: string): string | undefined {
  if (/^https?:\/\/[^/]/i.test(at)) return at;
  const isRelative = /^\/?[\w-]+\//.test(at);
  return isRelative && /^https?:\/\/[^/]/i.test(base)
    ? `${base.replace(/\/$/, '')}/${at.replace(/^\//, '')}`
    : undefined;
}

function withQuery(url: string, query: readonly [string, string][]): string {
  if (query.length === 0) return url;
  return `${url}${url.includes('?') ? '&' : '?'}${formText(query)}`;
}

function statedMethod({ name }: RequestCall, all: Entries, hasBody: boolean): string | undefined {
  const word = lastName(name);
  const verb = /^(get|post|put|patch|delete|head)(?:Async|Form|_form|ForObject|ForEntity)?$/i.exec(
    word,
  )?.[1];
  if (verb !== undefined) return verb;
  const named = textOf(entryOf(all, 'method', 'type'));
  if (/^[a-z]{3,7}$/i.test(named)) return named;
  return hasBody ? 'POST' : 'GET';
}

function headersOf(
  all: Entries,
  positional: readonly Value[],
  { name }: RequestCall,
): { headers: [string, string][]; open: boolean } {
  // Go's http.Post and others have the content type in second place.
  const type = /(?:^|\.)(?:Post)$/.test(name) ? textOf(positional[0]) : '';
  const held = all.flatMap(([key, value]) => (key === 'headers' ? [value] : []));
  const fields = held.flatMap((value) => fieldsOf(value) ?? []);
  const auth = basicOf(entryOf(all, 'auth'));
  return {
    headers: [
      ...fields.map(
        ([key, value]) => [key.toLowerCase().replaceAll('_', '-'), value] as [string, string],
      ),
      ...(auth === undefined ? [] : [['authorization', auth] as [string, string]]),
      ...(/^[a-z]+\/[\w.+-]+$/.test(type) ? [['content-type', type] as [string, string]] : []),
    ],
    open: held.some((value) => isOpen(value) || fieldsOf(value) === undefined),
  };
}

/** `auth=(id, secret)`, `auth: { username, password }`, `HTTPBasicAuth(id, secret)`. */
function basicOf(value: Value | undefined): string | undefined {
  const pair =
    value?.is === 'list'
      ? value.items
      : value?.is === 'call' && /Basic/.test(value.name)
        ? value.args
        : value?.is === 'map'
          ? [entryOf(value.entries, 'username', 'user'), entryOf(value.entries, 'password', 'pass')]
          : [];
  const [user, password] = pair;
  if (!user || !password) return undefined;
  return `Basic ${Buffer.from(`${textOf(user)}:${textOf(password)}`).toString('base64')}`;
}

function bodyOf(call: RequestCall, all: Entries, plain: Value | undefined): Body {
  const json = entryOf(all, 'json');
  if (json && json.is !== 'text') return jsonBody(json);
  const form = entryOf(all, 'form', 'form_params', 'payload');
  if (form) return formBody(form, FORM);
  const given =
    entryOf(all, 'data', 'body', 'content') ??
    (postsBody(call) ? plainBody(call, plain) : undefined);
  if (!given) return {};
  const value = unwrapped(given);
  if (isMultipart(value))
    return {
      bodyFields: fieldsOf(value.is === 'call' ? value.args[0] : value) ?? [],
      type: 'multipart/form-data',
    };
  const asJson = jsonWrapped(value);
  // Who makes JSON by hand sets its content type by hand.
  if (asJson) return { ...jsonBody(asJson), type: isFetch(call) ? 'text/plain' : '' };
  const asForm = formWrapped(value);
  if (asForm) return formBody(asForm, FORM);
  if (value.is === 'text')
    return { body: value.text, ...(isFetch(call) ? { type: 'text/plain' } : {}) };
  if (fieldsOf(value) === undefined) return {};
  return plainObject(call, value, all);
}

/** Positional bodies are in the second place; where the content type is, in the third. */
function plainBody({ name, args }: RequestCall, plain: Value | undefined): Value | undefined {
  return /(?:^|\.)Post$/.test(name) ? args[2] : plain;
}

function postsBody({ name }: RequestCall): boolean {
  return /^(?:post|put|patch|Post|PostForm|post_form|PostAsync|PutAsync|NewRequest|NewRequestWithContext|Request|urlopen|request)$/.test(
    lastName(name),
  );
}

function isFetch({ name }: RequestCall): boolean {
  return lastName(name) === 'fetch';
}

/** What a library makes of an object that it is given as body. */
function plainObject(call: RequestCall, value: Value, all: Entries): Body {
  const isPython = entryOf(call.named, 'data') !== undefined;
  if (isPython || call.asForm || AS_FORM.test(call.name)) return formBody(value, FORM);
  const isAxios = AS_JSON.test(call.name) || /^(?:axios|\$http)$/.test(call.name) || call.axios;
  const isJson = isAxios && !/form|multipart/i.test(textOf(typeHeader([...call.made, ...all])));
  return isJson ? jsonBody(value) : formBody(value, undefined);
}

function typeHeader(all: Entries): Value | undefined {
  const held = all.flatMap(([key, value]) =>
    key === 'headers' && value.is === 'map' ? value.entries : [],
  );
  return held.find(([name]) => /^content-type$/i.test(name))?.[1];
}

function jsonBody(value: Value): Body {
  const fields = fieldsOf(value);
  if (!fields) return { type: 'application/json' };
  return {
    body: JSON.stringify(Object.fromEntries(fields)),
    type: 'application/json',
    ...(isOpen(value) ? { partial: true } : {}),
  };
}

function formBody(value: Value, type: string | undefined): Body {
  const inner = formWrapped(value) ?? value;
  const fields = fieldsOf(inner);
  if (!fields) return {};
  return {
    bodyFields: fields,
    ...(type === undefined ? {} : { type }),
    ...(isOpen(inner) ? { partial: true } : {}),
  };
}
