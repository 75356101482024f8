import * as v from 'valibot';
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
  readonly keyId: string;
  readonly name: string;
  readonly last4: string;
  readonly value: string;
  /** ISO 8601; empty when the answer had none. */
  readonly createdAt: string;
}

/** What the answer to a key request amounts to. */
export type CreateKeyOutcome =
  | { readonly kind: 'created'; readonly key: CreatedKey }
  | {
      readonly kind:
        | 'exists'
        | 'forbidden'
        | 'unauthorized'
        | 'not-offered'
        | 'rate-limited'
        | 'unavailable'
        | 'unexpected';
      readonly status: number;
    };

const KeyAnswer = v.object({
  data: v.object({
    id: v.optional(v.union([v.string(), v.number()]), ''),
    attributes: v.object({
      key: v.pipe(v.string(), v.minLength(1)),
      last4: v.optional(v.nullable(v.string())),
      name: v.optional(v.nullable(v.string())),
      created_at: v.optional(v.nullable(v.string())),
    }),
  }),
});

/** Judges the answer of `POST /api/v2/api_keys/marketplace`: 201 (or another 2xx) once, then 409. */
export function readCreateKeyResponse({ status, body }: HttpResponse): CreateKeyOutcome {
  if (status >= 200 && status < 300) {
    const answer = v.safeParse(KeyAnswer, parseJson(body));
    if (!answer.success) return { kind: 'unexpected', status };
    const { id, attributes } = answer.output.data;
    return {
      kind: 'created',
      key: {
        keyId: String(id),
        name: attributes.name ?? '',
        last4: attributes.last4 ?? attributes.key.slice(-4),
        value: attributes.key,
        createdAt: attributes.created_at ?? '',
      },
    };
  }
  const kinds: Record<number, Exclude<CreateKeyOutcome['kind'], 'created'>> = {
    401: 'unauthorized',
    403: 'forbidden',
    404: 'not-offered',
    409: 'exists',
    429: 'rate-limited',
  };
  return { kind: kinds[status] ?? (status >= 500 ? 'unavailable' : 'unexpected'), status };
}

/** Asks a site whether it knows an API key. @see GET /api/v1/validate */
export function validateKeyRequest(validateUrl: string, apiKey: string): HttpRequest {
  return {
    method: 'GET',
    url: validateUrl,
    headers: { accept: 'application/json', 'dd-api-key': apiKey },
  };
}

/** Judges the answer of `GET /api/v1/validate`. */
export function readValidateKeyResponse(response: HttpResponse): 'valid' | 'refused' | 'undecided' {
  if (response.status === 200) {
    const answer = v.safeParse(v.object({ valid: v.boolean() }), parseJson(response.body));
    if (!answer.success) return 'undecided';
    return answer.output.valid ? 'valid' : 'refused';
  }
  return response.status === 401 || response.status === 403 ? 'refused' : 'undecided';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
