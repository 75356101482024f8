import type { HttpRequest, HttpResponse } from '../model/http.ts';
import { readOAuthError, type OAuthError } from './oauth-error.ts';

/** What a public client is registered with. */
export interface ClientMetadata {
  readonly clientName: string;
  readonly redirectUris: readonly string[];
  /** Empty: none is sent. */
  readonly scopes: readonly string[];
}

/** Asks for a client without a secret. @see RFC 7591 §3.1, RFC 8252 §8.5 */
export function registrationRequest(registerUrl: string, metadata: ClientMetadata): HttpRequest {
  const { clientName, redirectUris, scopes } = metadata;
  return {
    method: 'POST',
    url: registerUrl,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({
      client_name: clientName,
      redirect_uris: redirectUris,
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
      ...(scopes.length === 0 ? {} : { scope: scopes.join(' ') }),
    }),
  };
}

/** What a registration came to. */
export type RegistrationAnswer =
  | {
      readonly kind: 'registered';
      readonly clientId: string;
      /** As the server took them; what was asked for when it does not say. */
      readonly redirectUris: readonly string[];
      readonly scopes: readonly string[];
      /** Secret; a public client has none, and still a server may give one. */
      readonly clientSecret?: string;
    }
  | { readonly kind: 'refused'; readonly error: OAuthError }
  /** The server has no such route. */
  | { readonly kind: 'absent'; readonly status: number }
  | { readonly kind: 'limited'; readonly retryAfter?: string }
  /** Neither a client nor a refusal. */
  | { readonly kind: 'unclear'; readonly status: number };

/**
 * Judges the answer to a registration.
 * @see RFC 7591 §3.2
 */
export function readRegistrationResponse(
  response: HttpResponse,
  asked: ClientMetadata,
): RegistrationAnswer {
  const { status, body, headers } = response;
  if (status === 404 || status === 405 || status === 501) return { kind: 'absent', status };
  if (status === 429) {
    const retryAfter = headers['retry-after'];
    return { kind: 'limited', ...(retryAfter === undefined ? {} : { retryAfter }) };
  }
  if (status >= 200 && status < 300) return readClient(status, body, asked);
  // A page is what stands in between, not the server.
  if (status < 400 || status >= 500 || /^\s*</.test(body)) return { kind: 'unclear', status };
  return { kind: 'refused', error: readOAuthError(status, body) };
}

function readClient(status: number, body: string, asked: ClientMetadata): RegistrationAnswer {
  const members = readObject(body);
  const clientId = members['client_id'];
  if (typeof clientId !== 'string' || !/^[\x21-\x7e]+$/.test(clientId)) {
    return { kind: 'unclear', status };
  }
  const { redirect_uris: uris, scope, client_secret: secret } = members;
  return {
    kind: 'registered',
    clientId,
    redirectUris: isTexts(uris) && uris.length > 0 ? uris : asked.redirectUris,
    scopes:
      typeof scope === 'string' ? scope.split(/\s+/).filter((name) => name !== '') : asked.scopes,
    ...(typeof secret === 'string' && secret !== '' ? { clientSecret: secret } : {}),
  };
}

function readObject(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : {};
  } catch {
    return {};
  }
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
