import type { HttpRequest, HttpResponse } from '../../model/http.ts';
import { isRecord, parseJson } from '../json.ts';
import { errorText } from './intake-answer.ts';
import type { ReadRoute } from './read-routes.ts';
import type { Search } from './search.ts';

/** Who reads: a grant, or a person's keys. */
export type ReadCredentials =
  | { readonly by: 'grant'; readonly accessToken: string }
  | { readonly by: 'application-key'; readonly apiKey: string; readonly applicationKey: string };

/** What the answer to a search says. Texts are the server's own and not redacted. */
export type ReadOutcome =
  | { readonly kind: 'answered'; readonly count: number }
  | { readonly kind: 'refused' | 'broken'; readonly status: number; readonly text: string };

/** Adds what opens the route: a bearer token, or both keys and no token. */
export function withCredentials(request: HttpRequest, credentials: ReadCredentials): HttpRequest {
  const added =
    credentials.by === 'grant'
      ? { authorization: `Bearer ${credentials.accessToken}` }
      : {
          'dd-api-key': credentials.apiKey,
          'dd-application-key': credentials.applicationKey,
        };
  return { ...request, headers: { ...request.headers, ...added } };
}

/**
 * Judges the answer to a search: how many it shows, that this way is closed to the reader, or that it
 * tells nothing (5xx, 408, 429, no JSON), which is not the same as "not there".
 */
export function readSearchAnswer(
  route: ReadRoute,
  { status, body }: HttpResponse,
  search: Search,
): ReadOutcome {
  if (status === 404 && route.unknownIs404 === true) return { kind: 'answered', count: 0 };
  if (status >= 500 || status === 408 || status === 429) {
    return { kind: 'broken', status, text: errorText(body) };
  }
  if (status < 200 || status >= 300) return { kind: 'refused', status, text: errorText(body) };
  const answer = parseJson(body);
  if (!isRecord(answer)) return { kind: 'broken', status, text: errorText(body) };
  // The metric query reports a query it cannot run with 200.
  if (answer['status'] === 'error') return { kind: 'refused', status, text: errorText(body) };
  return { kind: 'answered', count: route.countIn(answer, search) };
}
