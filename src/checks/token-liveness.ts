import { ANY_TOKEN_ROUTES } from '../catalog/any-token-routes.ts';
import type { Send, Sent } from '../model/http.ts';

/** Routes asked at a time; one alone may be closed to the user for a reason of its own. */
const ROUTES_ASKED = 2;
/** How many times others are asked when the first do not tell. */
const ROUNDS = 3;

/**
 * Asks two routes that take any token: `true` if one answers 2xx, `false` if both answer 401; else
 * the next two, and after some it is `'unknown'`. Datadog has no endpoint that tells a token's state (api-facts §2).
 */
export async function probeTokenAlive(target: {
  readonly apiUrl: string;
  readonly accessToken: string;
  readonly send: Send;
}): Promise<boolean | 'unknown'> {
  const headers = { accept: 'application/json', authorization: `Bearer ${target.accessToken}` };
  const origin = target.apiUrl.replace(/\/+$/, '');
  for (let first = 0; first < ROUNDS * ROUTES_ASKED; first += ROUTES_ASKED) {
    const answers = await Promise.all(
      ANY_TOKEN_ROUTES.slice(first, first + ROUTES_ASKED).map((route) =>
        target.send({ method: 'GET', url: new URL(origin + route).href, headers }, { retry: true }),
      ),
    );
    const alive = judgeLiveness(answers);
    // Without any answer the others will have none either.
    if (alive !== 'unknown' || answers.every(({ failure }) => failure !== undefined)) return alive;
  }
  return 'unknown';
}

/** The judgement apart from the sending. A page instead of JSON comes from a gateway: no evidence. */
export function judgeLiveness(answers: readonly Sent[]): boolean | 'unknown' {
  const fromDatadog = answers.map(({ response }) =>
    response && !response.body.trimStart().startsWith('<') ? response.status : 0,
  );
  if (fromDatadog.some((status) => status >= 200 && status < 300)) return true;
  if (answers.length > 0 && fromDatadog.every((status) => status === 401)) return false;
  return 'unknown';
}
