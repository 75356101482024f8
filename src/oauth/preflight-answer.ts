import type { HttpResponse } from '../model/http.ts';
import { readCallbackParams } from './callback-params.ts';
import { readOAuthError } from './oauth-error.ts';

/** What an authorization endpoint says to a request without a login. */
export type PreflightAnswer =
  /** `invalid_scope`. `named`: scopes of the request that its words speak of. */
  | { readonly kind: 'refused'; readonly named: readonly string[]; readonly description?: string }
  /** A page to log in or to consent on, or the way to one. `code` is secret: nobody asked for it. */
  | { readonly kind: 'not-refused'; readonly code?: string }
  /** Another error, sent to the redirect URI under the right state. */
  | { readonly kind: 'other-error'; readonly error: string; readonly description?: string }
  /** An error that is not redirected, such as a redirect URI that is not registered. */
  | { readonly kind: 'error-page'; readonly status: number; readonly text: string }
  /** 408, 425, 429 or 5xx: says nothing about the request. */
  | { readonly kind: 'unavailable'; readonly status: number }
  | {
      readonly kind: 'unclear';
      readonly status: number;
      readonly why: Unclear;
      readonly host?: string;
    };

/**
 * Why an answer says nothing:
 * - `elsewhere`: a redirect to a host that is neither the redirect URI's nor the site's.
 * - `loop`: a redirect back to the authorization endpoint. `no-location`: one that leads nowhere.
 * - `state`: the redirect URI without this request's state; somebody else may have written it.
 * - `parameters`: the redirect URI with parameters that are no answer.
 * - `status`: any other status.
 */
export type Unclear = 'elsewhere' | 'loop' | 'no-location' | 'state' | 'parameters' | 'status';

/** The request that was answered. */
export interface PreflightRequest {
  /** The whole authorize URL. */
  readonly url: string;
  /** As registered. */
  readonly redirectUri: string;
  readonly state: string;
  readonly scopes: readonly string[];
  /** Whether a login or consent page of the site may be at this URL. */
  readonly isOfSite: (url: URL) => boolean;
}

/** Statuses after which the same request may be answered otherwise. */
const FOR_THE_MOMENT = [408, 425, 429];

/**
 * Judges the answer to an authorization request that was sent without a login; sends nothing. An
 * error is believed under the right state only, as in a callback.
 * @see RFC 6749 §4.1.2.1
 */
export function judgePreflight(response: HttpResponse, request: PreflightRequest): PreflightAnswer {
  const { status, body } = response;
  if (status >= 500 || FOR_THE_MOMENT.includes(status)) return { kind: 'unavailable', status };
  if (status >= 300 && status < 400) return judgeRedirect(response, request);
  const { error, description } = readOAuthError(status, body);
  if (error === 'invalid_scope') return refused(description, request.scopes);
  if (error !== undefined || status === 400) return { kind: 'error-page', status, text: body };
  return status >= 200 && status < 300 && description === undefined
    ? { kind: 'not-refused' }
    : { kind: 'unclear', status, why: 'status' };
}

function judgeRedirect(
  { status, headers }: HttpResponse,
  request: PreflightRequest,
): PreflightAnswer {
  const unclear = (why: Unclear, host?: string): PreflightAnswer => ({
    kind: 'unclear',
    status,
    why,
    ...(host === undefined || host === '' ? {} : { host }),
  });
  const location = headers['location'] ?? '';
  if (location === '' || !URL.canParse(location, request.url)) return unclear('no-location');
  const target = new URL(location, request.url);
  if (!leadsTo(target, new URL(request.redirectUri))) {
    if (leadsTo(target, new URL(request.url))) return unclear('loop', target.host);
    return request.isOfSite(target) ? { kind: 'not-refused' } : unclear('elsewhere', target.host);
  }
  const params = readCallbackParams(target.search.slice(1), request);
  if (params.kind === 'code') return { kind: 'not-refused', code: params.code };
  if (params.kind === 'rejected') {
    return unclear(params.reason.startsWith('state-') ? 'state' : 'parameters');
  }
  const { error, description } = params;
  if (error === 'invalid_scope') return refused(description, request.scopes);
  return { kind: 'other-error', error, ...(description === undefined ? {} : { description }) };
}

/** Whether two URLs differ in query and fragment at most. */
function leadsTo(target: URL, place: URL): boolean {
  return (['protocol', 'username', 'password', 'host', 'pathname'] as const).every(
    (part) => target[part] === place[part],
  );
}

function refused(description: string | undefined, scopes: readonly string[]): PreflightAnswer {
  const named = scopesNamedIn(description ?? '', scopes);
  return { kind: 'refused', named, ...(description === undefined ? {} : { description }) };
}

/**
 * Scopes of a request that the words of its refusal speak of.
 * @example scopesNamedIn('The following scopes are not recognized: a_read, b.', ['a_read', 'b', 'c'])
 *   // ['a_read', 'b']
 */
export function scopesNamedIn(description: string, scopes: readonly string[]): string[] {
  const words = new Set(
    description
      .split(/[\s,;"'`<>()[\]{}]+/)
      .flatMap((word) => [word, word.replace(/[.:]+$/, ''), word.replace(/^[.:]+/, '')]),
  );
  return scopes.filter((scope) => words.has(scope));
}
