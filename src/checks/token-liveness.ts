import { ANY_TOKEN_ROUTES } from '../catalog/any-token-routes.ts';
import type { Send, Sent } from '../model/http.ts';

/** Routes asked; one alone may be closed to the user for a reason of its own. */
const ROUTES_ASKED = 2;

/**
 * Asks two routes that take any token: `true` if one answers 2xx, `false` if both answer 401, else
 * `'unknown'`. Datadog has no endpoint that tells a token's state (api-facts §2).
 */
export async function probeTokenAlive(target: {
  readonly apiUrl: string;
  readonly accessToken: string;
  readonly send: Send;
}): Promise<boolean | 'unknown'> {
  const headers = { accept: 'application/json', authorization: `Bearer ${target.accessToken}` };
  const origin = target.apiUrl.replace(/\/+$/, '');
  const answers = await Promise.all(
    ANY_TOKEN_ROUTES.slice(0, ROUTES_ASKED).map((route) =>
      target.send({ method: 'GET', url: new URL(origin + route).href, headers }, { retry: true }),
    ),
  );
  return judgeLiveness(answers);
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
