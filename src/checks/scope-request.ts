import type { ReadProbe } from '../catalog/scope-row.ts';
import type { Clock } from '../host/host.ts';
import type { HttpRequest } from '../model/http.ts';
import { fillJson, fillText } from './placeholders.ts';

/** What a probe needs to become a request. */
export interface ProbeTarget {
  /** API origin, such as `https://api.datadoghq.eu`. */
  readonly apiUrl: string;
  readonly accessToken: string;
  readonly clock: Clock;
}

/**
 * The request of a read probe. It carries the bearer token and no key: which of the two wins is not
 * documented (api-facts §1).
 */
export function probeRequest(probe: ReadProbe, target: ProbeTarget): HttpRequest {
  const url = new URL(target.apiUrl.replace(/\/+$/, '') + probe.path);
  for (const [name, value] of Object.entries(probe.query ?? {})) {
    url.searchParams.set(name, fillText(value, target.clock));
  }
  const body =
    probe.body === undefined ? undefined : JSON.stringify(fillJson(probe.body, target.clock));
  return {
    method: probe.method,
    url: url.href,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${target.accessToken}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
  };
}

/** How findings name a probe's route: `GET /api/v1/monitor`. */
export function routeOf(probe: { readonly method: string; readonly path: string }): string {
  return `${probe.method} ${probe.path}`;
}
