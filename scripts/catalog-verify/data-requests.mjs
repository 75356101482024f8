/** Requests that send data and read it back, built for all sites with made-up values. */
import { sent } from './requests.mjs';

const RUN = 'verify';
const NOW_MS = Date.UTC(2026, 0, 1);

/**
 * Submissions of every data type to every site that takes it: one request for each type, with all the
 * hosts it goes to. `catalog` is what `loadCatalog` gives.
 */
export function submissions({ DATA_TYPES, SITES, intakeOf, submissionRequest, ownPayload }) {
  return Object.keys(DATA_TYPES).flatMap((dataType) => {
    const body = ownPayload(dataType, { runId: RUN, nowMs: NOW_MS });
    if (body === undefined) return [];
    const built = SITES.flatMap((site) => {
      const { url } = intakeOf(site, dataType);
      if (url === undefined) return [];
      const request = submissionRequest(dataType, url, 'a'.repeat(32), body);
      return [{ request, host: new URL(url).host, domain: site.domain }];
    });
    const [{ request }] = built;
    return [
      {
        ...sent(request),
        scope: '-',
        what: `submit ${dataType}`,
        withKey: true,
        contentType: request.headers['content-type'],
        hosts: built.map(({ host, domain }) => ({ host, domain })),
      },
    ];
  });
}

/** Searches of every way to read back, for each scope that is said to open it. */
export function searches({ READ_ROUTES, SITES, ownTags }) {
  const search = {
    site: SITES[0],
    tags: ownTags('metrics', RUN),
    asAttributes: false,
    target: { name: 'ddoauth.check', expected: 1 },
    fromMs: NOW_MS - 60_000,
    toMs: NOW_MS,
  };
  return Object.entries(READ_ROUTES).flatMap(([name, route]) => {
    const request = route.request(search);
    return route.scopes.map((scope) => ({
      ...sent(request),
      scope,
      what: `read back by ${name}`,
      mustName: true,
      place: route.foundAt,
      contentType: request.headers['content-type'],
    }));
  });
}
