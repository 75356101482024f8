import * as v from 'valibot';
import type { HttpResponse } from '../model/http.ts';
import { readOAuthError, type OAuthError } from './oauth-error.ts';

/** Tokens of a 200. Secret. @see RFC 6749 §5.1 */
export interface TokenSet {
  readonly accessToken: string;
  /** Absent when the server sent none: after a refresh the old one then stays in force. */
  readonly refreshToken: string | undefined;
  /** `null` when the server did not say. Datadog: 3600. */
  readonly expiresInSeconds: number | null;
  /** Sorted, without duplicates; `null` when the server did not say. */
  readonly scopes: readonly string[] | null;
}

/** What a token endpoint's answer amounts to. */
export type TokenOutcome =
  | { readonly kind: 'tokens'; readonly tokens: TokenSet }
  /** The server refused. */
  | { readonly kind: 'refused'; readonly refusal: OAuthError }
  /** A 429 or 5xx: says nothing about the request. */
  | { readonly kind: 'unavailable'; readonly refusal: OAuthError }
  /** A success that is none: not JSON, no token, another token type. */
  | { readonly kind: 'malformed'; readonly status: number; readonly reason: string };

const Token = v.pipe(v.string(), v.minLength(1));
const TokenAnswer = v.object({
  access_token: Token,
  token_type: v.string(),
  refresh_token: v.nullish(v.string()),
  expires_in: v.nullish(v.union([v.number(), v.pipe(v.string(), v.regex(/^\d+$/), v.toNumber())])),
  scope: v.nullish(v.string()),
});

/** Judges the answer of `/oauth2/v1/token`; sends nothing. */
export function readTokenResponse(response: HttpResponse): TokenOutcome {
  const { status, body } = response;
  if (status === 429 || status >= 500) {
    return { kind: 'unavailable', refusal: readOAuthError(status, body) };
  }
  if (status >= 400) return { kind: 'refused', refusal: readOAuthError(status, body) };
  if (status < 200 || status > 299) {
    return { kind: 'malformed', status, reason: `status ${status} is no token answer` };
  }
  return readSuccess(status, body);
}

function readSuccess(status: number, body: string): TokenOutcome {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { kind: 'malformed', status, reason: 'the body is not JSON' };
  }
  const answer = v.safeParse(TokenAnswer, json);
  if (!answer.success) {
    const named = readOAuthError(status, body);
    if (named.error !== undefined) return { kind: 'refused', refusal: named };
    const place = v.getDotPath(answer.issues[0]) ?? 'the body';
    return { kind: 'malformed', status, reason: `${place} is missing or of the wrong type` };
  }
  const { access_token, refresh_token, expires_in, scope, token_type } = answer.output;
  if (token_type.toLowerCase() !== 'bearer') {
    return { kind: 'malformed', status, reason: `token_type is "${token_type}", not Bearer` };
  }
  return {
    kind: 'tokens',
    tokens: {
      accessToken: access_token,
      refreshToken: refresh_token == null || refresh_token === '' ? undefined : refresh_token,
      expiresInSeconds: expires_in ?? null,
      scopes: scope == null ? null : scopeSet(scope),
    },
  };
}

/** Splits a space-separated scope string into a sorted set. @see RFC 6749 §3.3 */
export function scopeSet(scope: string): string[] {
  return [...new Set(scope.split(/[\s,]+/).filter((name) => name !== ''))].sort();
}
