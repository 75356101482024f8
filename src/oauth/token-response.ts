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
  /** A 429, a 5xx, one of their codes, or a page of something in between: says nothing about the request. */
  | { readonly kind: 'unavailable'; readonly refusal: OAuthError }
  /** A success that is none: not JSON, no token, another token type. */
  | { readonly kind: 'malformed'; readonly status: number; readonly reason: string };

/** Longest life of an access token that is believed, in seconds: a hundred years. */
const LONGEST_LIFE = 3_155_760_000;
const Token = v.pipe(v.string(), v.minLength(1));
const Seconds = v.pipe(v.number(), v.minValue(0), v.maxValue(LONGEST_LIFE));
/** What is beside the access token is read as far as it can be: refusing it would lose a rotated token. */
const TokenAnswer = v.object({
  access_token: Token,
  token_type: v.string(),
  refresh_token: v.fallback(v.nullish(v.string()), undefined),
  expires_in: v.fallback(
    v.nullish(
      v.union([
        Seconds,
        v.pipe(v.string(), v.trim(), v.regex(/^\d+(?:\.\d+)?$/), v.toNumber(), Seconds),
      ]),
    ),
    null,
  ),
  scope: v.fallback(v.nullish(v.union([v.string(), v.array(v.string())])), null),
});

/** Judges the answer of `/oauth2/v1/token`; sends nothing. */
export function readTokenResponse(response: HttpResponse): TokenOutcome {
  const { status, body } = response;
  if (status >= 400) {
    const refusal = readOAuthError(status, body);
    return { kind: isForLater(response, refusal) ? 'unavailable' : 'refused', refusal };
  }
  if (status < 200 || status > 299) {
    return { kind: 'malformed', status, reason: `status ${status} is no token answer` };
  }
  return readSuccess(status, body);
}

/**
 * Whether a refusal says nothing about the request: a status or a code for trouble of the server's own,
 * or a page, which the token endpoint never sends.
 * @see RFC 6749 §4.1.2.1 for the two codes
 */
function isForLater({ status, headers, body }: HttpResponse, { error }: OAuthError): boolean {
  if (status === 408 || status === 429 || status >= 500) return true;
  if (error === 'server_error' || error === 'temporarily_unavailable') return true;
  const html = /text\/html/i.test(headers['content-type'] ?? '') || /^\s*</.test(body);
  return html && error === undefined;
}

function readSuccess(status: number, body: string): TokenOutcome {
  let json: unknown;
  try {
    json = JSON.parse(body.replace(/^\uFEFF/, ''));
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
      scopes: scope == null ? null : scopeSet([scope].flat().join(' ')),
    },
  };
}

/** Splits a space-separated scope string into a sorted set. @see RFC 6749 §3.3 */
export function scopeSet(scope: string): string[] {
  return [...new Set(scope.split(/[\s,]+/).filter((name) => name !== ''))].sort();
}
