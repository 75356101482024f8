import type { HttpRequest, HttpResponse } from '../model/http.ts';

/**
 * Asks for the one API key this client may have in this org. Its value is in the answer to the first
 * request and nowhere else.
 * @see https://docs.datadoghq.com/extend/authorization/oauth2_endpoints/
 */
export function createKeyRequest(marketplaceKeyUrl: string, accessToken: string): HttpRequest {
  return {
    method: 'POST',
    url: marketplaceKeyUrl,
    headers: { accept: 'application/json', authorization: `Bearer ${accessToken}` },
  };
}

/** The key in a successful answer. `value` is secret. */
export interface CreatedKey {
  /** Empty when the answer had none. */
  readonly keyId: string;
  readonly name: string;
  readonly last4: string;
  readonly value: string;
  /** ISO 8601; empty when the answer had none. */
  readonly createdAt: string;
}

/** What a value must be made of to be one that can be sent in a header; masked ones are none. */
const KEY_VALUE = /^[A-Za-z0-9._~+/=-]{8,}$/;
/** The form of all keys so far: enough to be one under a name that says little. */
const USUAL_VALUE = /^[0-9a-f]{32}$/i;
/** The same within text that is no JSON: complete only with its closing quote. */
const KEY_MEMBER = /"(?:key|api_key)"\s*:\s*"([A-Za-z0-9._~+/=-]{16,})"/;
/** How deep an answer is searched. */
const DEEPEST = 6;

/**
 * The key in the answer of `POST /api/v2/api_keys/marketplace`; `undefined` when it holds none. What
 * Datadog documents is `data.attributes.key`; since a value that is overlooked is lost, it is found in
 * other places too, and in a body of which only a part has come.
 */
export function readCreatedKey({ status, body }: HttpResponse): CreatedKey | undefined {
  if (status < 200 || status >= 300) return undefined;
  const answer = parseJson(body);
  const found = answer === undefined ? memberIn(body) : objectWithKey(answer);
  if (found === undefined) return undefined;
  const { value, members, id } = found;
  const createdAt = textOf(members['created_at']);
  return {
    keyId: id,
    name: textOf(members['name']),
    last4: value.slice(-4),
    value,
    createdAt: Number.isNaN(Date.parse(createdAt)) ? '' : createdAt,
  };
}

interface FoundKey {
  readonly value: string;
  readonly id: string;
  readonly members: Readonly<Record<string, unknown>>;
}

/** The outermost object that has a key, with the id beside or above it. */
function objectWithKey(root: unknown): FoundKey | undefined {
  let level: { readonly value: unknown; readonly id: string }[] = [{ value: root, id: '' }];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth += 1) {
    const next: typeof level = [];
    for (const { value, id: above } of level) {
      if (Array.isArray(value)) {
        next.push(...value.map((each: unknown) => ({ value: each, id: above })));
      }
      if (!isObject(value)) continue;
      const id = textOf(value['id']) || above;
      const named = typeof value['value'] === 'string' && USUAL_VALUE.test(value['value']);
      const key = [value['key'], value['api_key'], named ? value['value'] : undefined].find(
        (each) => typeof each === 'string' && KEY_VALUE.test(each),
      );
      if (typeof key === 'string') return { value: key, id, members: value };
      next.push(...Object.values(value).map((each) => ({ value: each, id })));
    }
    level = next;
  }
  return undefined;
}

function memberIn(text: string): FoundKey | undefined {
  const value = text.trimStart().startsWith('{') ? KEY_MEMBER.exec(text)?.[1] : undefined;
  if (value === undefined) return undefined;
  const member = (name: string): string =>
    new RegExp(`"${name}"\\s*:\\s*"([^"\\\\]{1,200})"`).exec(text)?.[1] ?? '';
  const members = { name: member('name'), created_at: member('created_at') };
  return { value, id: member('id'), members };
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Asks a site whether it knows an API key. @see GET /api/v1/validate */
export function validateKeyRequest(validateUrl: string, apiKey: string): HttpRequest {
  return {
    method: 'GET',
    url: validateUrl,
    headers: { accept: 'application/json', 'dd-api-key': apiKey },
  };
}

/**
 * Judges the answer of `GET /api/v1/validate`. A refusal counts only when it is Datadog's: pages come
 * from what stands in between.
 */
export function readValidateKeyResponse(response: HttpResponse): 'valid' | 'refused' | 'undecided' {
  const { status, body } = response;
  const answer = parseJson(body);
  if (status >= 200 && status < 300) {
    if (!isObject(answer) || typeof answer['valid'] !== 'boolean') return 'undecided';
    return answer['valid'] ? 'valid' : 'refused';
  }
  if (status !== 401 && status !== 403) return 'undecided';
  return /^\s*</.test(body) ? 'undecided' : 'refused';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
