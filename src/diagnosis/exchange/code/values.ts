import { placeholder } from './tokens.ts';

/** The value of an expression, as far as the text tells it. */
export type Value =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'map'; readonly entries: Entries; readonly open: boolean }
  | { readonly is: 'list'; readonly items: readonly Value[] }
  | {
      readonly is: 'call';
      /** `axios.create`, `URLSearchParams`: without `new` and `await`. */
      readonly name: string;
      readonly args: readonly Value[];
      readonly named: Entries;
    }
  | { readonly is: 'unknown'; readonly name: string };

/** Names with their values; a map that takes in another one is `open`. */
export type Entries = readonly (readonly [name: string, value: Value])[];

export function textValue(text: string): Value {
  return { is: 'text', text };
}

/** The value a map, or the named arguments of a call, have under one of some names. */
export function entryOf(entries: Entries, ...names: readonly string[]): Value | undefined {
  return entries.find(([name]) => names.includes(name))?.[1];
}

/** Last word of a call's name: `post` of `requests.post`. */
export function lastName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

const PERCENT =
  /^(?:encodeURIComponent|encodeURI|quote|quote_plus|rawurlencode|urlencode|escape|QueryEscape|EscapeDataString|UrlEncode)$/;
const SAME =
  /^(?:str|String|URI|URL|Uri|parse|urlparse|yarl|toString|trim|encode|strip|SecretStr|Parse|ParseRequestURI|HttpUrl|create)$/;

/** Percent-encodes all but what stands for an unknown value. */
function encoded(text: string): string {
  return text
    .split(/(\$\{[^}]{0,80}\})/)
    .map((piece, index) =>
      index % 2 === 1 ? piece : encodeURIComponent(Buffer.from(piece).toString('utf8')),
    )
    .join('');
}

/** Pairs as a form or query. */
export function formText(fields: readonly (readonly [string, string])[]): string {
  return fields.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&');
}

/** A value as text; what is not known is a placeholder. */
export function textOf(value: Value | undefined): string {
  if (value === undefined) return '';
  if (value.is === 'text') return value.text;
  if (value.is === 'unknown') return placeholder(value.name);
  if (value.is === 'list') return value.items.length === 1 ? textOf(value.items[0]) : '';
  if (value.is === 'map') return '';
  const [first] = value.args;
  const word = lastName(value.name);
  if (formWrapped(value)) return formText(fieldsOf(formWrapped(value)) ?? []);
  if (PERCENT.test(word) && first) return encoded(textOf(first));
  if (SAME.test(word) && first && first.is !== 'map') return textOf(first);
  return placeholder(value.name);
}

/** Fields of a map, or of a list of pairs; `undefined` when it is neither. */
export function fieldsOf(value: Value | undefined): [string, string][] | undefined {
  if (value?.is === 'map') return value.entries.map(([name, held]) => [name, textOf(held)]);
  if (value?.is === 'list' && value.items.length > 0) {
    const pairs = value.items.flatMap((item) =>
      item.is === 'list' && item.items.length === 2
        ? [[textOf(item.items[0]), textOf(item.items[1])] as [string, string]]
        : [],
    );
    return pairs.length === value.items.length ? pairs : undefined;
  }
  return undefined;
}

/** Whether something stands in a map that the text does not show. */
export function isOpen(value: Value | undefined): boolean {
  return value?.is === 'map' && value.open;
}

const FORM =
  /(?:^|\.)(?:URLSearchParams|FormUrlEncodedContent|UrlEncodedFormEntity|encode_www_form|http_build_query|urlencode|Encode|to_query|(?:qs|querystring|queryString)\.(?:stringify|encode)|url\.Values)$/;
const JSON_MAKER =
  /(?:^|\.)(?:JSON\.stringify|json\.dumps|dumps|json_encode|to_json|toJson|jsonencode|generate|Serialize|SerializeObject|writeValueAsString|JsonContent\.Create|Marshal|encode_json)$/;
/** What passes a body on as it is. */
const PASSES =
  /(?:^|\.)(?:NewReader|NewBufferString|NewBuffer|StringContent|ofString|RequestBody\.create|Buffer\.from|bytes|encode|toString|Blob)$/;

/** What a call encodes as a form, if it does. */
export function formWrapped(value: Value): Value | undefined {
  if (value.is !== 'call' || !FORM.test(value.name)) return undefined;
  const [first] = value.args;
  if (value.named.length > 0) return { is: 'map', entries: value.named, open: false };
  return first && fieldsOf(first) ? first : undefined;
}

/** What a call encodes as JSON, if it does. */
export function jsonWrapped(value: Value): Value | undefined {
  if (value.is !== 'call' || !JSON_MAKER.test(value.name)) return undefined;
  return value.args[0] ?? { is: 'map', entries: value.named, open: false };
}

/** A multipart body: `new FormData()`, `MultipartFormDataContent`. */
export function isMultipart(value: Value): boolean {
  return (
    value.is === 'call' && /(?:FormData|MultipartFormDataContent|MultipartBody)$/.test(value.name)
  );
}

/** The body within what only carries it. */
export function unwrapped(value: Value, depth = 0): Value {
  const [first] = value.is === 'call' && PASSES.test(value.name) ? value.args : [];
  return first && depth < 5 ? unwrapped(first, depth + 1) : value;
}
