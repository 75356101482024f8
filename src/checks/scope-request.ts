import type { ReadProbe } from '../catalog/scope-row.ts';
import type { Clock } from '../host/host.ts';
import type { HttpRequest } from '../model/http.ts';
import { bearerRequest } from './bearer-request.ts';
import { fillJson, fillText } from './placeholders.ts';

/** What a probe needs to become a request. */
export interface ProbeTarget {
  /** API origin, such as `https://api.datadoghq.eu`. */
  readonly apiUrl: string;
  readonly accessToken: string;
  readonly clock: Clock;
}

/** The request of a read probe. */
export function probeRequest(probe: ReadProbe, target: ProbeTarget): HttpRequest {
  const { method, path, query = {}, body } = probe;
  const { clock } = target;
  return bearerRequest(target, {
    method,
    path,
    query: Object.fromEntries(
      Object.entries(query).map(([name, value]) => [name, fillText(value, clock)]),
    ),
    ...(body === undefined
      ? {}
      : { content: { type: 'application/json', body: JSON.stringify(fillJson(body, clock)) } }),
  });
}

/** How findings name a probe's route: `GET /api/v1/monitor`. */
export function routeOf(probe: { readonly method: string; readonly path: string }): string {
  return `${probe.method} ${probe.path}`;
}
