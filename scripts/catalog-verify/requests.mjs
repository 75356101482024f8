/**
 * Every request of the catalog, in one shape:
 * `{ scope, what, method, path, query, body, upload, claims, mustName, place, ids }`.
 *
 * `what` says which request of the row it is; `claims` are operationId, opens, oauthDeclared and
 * unstable as the row has them, or `undefined` where a request makes none; `mustName` says that the
 * operation has to name the scope; `place` is where the row expects something in the answer; `ids` are
 * the creations whose ids stand in the request, by step.
 */

/** Requests of all rows. */
export function requestsOfRows(rows) {
  return rows.flatMap(requestsOfRow);
}

function requestsOfRow({ scope, probes, roundTrip, authorizationProbe }) {
  const about = (what, request, more) => ({ scope, what, ...split(request), ...more });
  return [
    ...probes.map((probe) =>
      about('read probe', probe, { mustName: true, place: probe.dataAt || undefined }),
    ),
    ...(authorizationProbe
      ? [about('authorization probe', authorizationProbe.request, { mustName: true })]
      : []),
    ...(roundTrip ? requestsOfTrip(roundTrip, about) : []),
  ];
}

function requestsOfTrip({ needs, subject, ownRead }, about) {
  const ids = {};
  const creations = [...needs, subject].flatMap((creation) => {
    const { step, create, read, delete: remove, idAt } = creation;
    const mustName = creation === subject;
    const before = { ...ids };
    ids[step] = creation;
    const after = { ...ids, '': creation };
    return [
      about(`create ${step}`, create, { mustName, place: idAt, ids: before }),
      ...(read ? [about(`read ${step}`, read, { mustName: false, ids: after })] : []),
      about(`delete ${step}`, remove, { mustName, ids: after }),
    ];
  });
  const own = { mustName: true, ids: { ...ids, '': subject } };
  return [...creations, ...(ownRead ? [about('own read', ownRead, own)] : [])];
}

function split(request) {
  const { method, path, query, body, upload } = request;
  const { operationId, opens, oauthDeclared, unstable } = request;
  return {
    method,
    path,
    query,
    body,
    upload,
    ids: {},
    claims: { operationId, opens, oauthDeclared, unstable },
  };
}

/** The routes that any token opens. */
export function requestsOfAnyTokenRoutes(routes) {
  return routes.map((route) => ({
    ...sent({ method: 'GET', url: `https://api.invalid${route}` }),
    scope: '-',
    what: 'any token',
    anyToken: true,
  }));
}

/** A request as it will be sent, for the comparison. */
export function sent({ method, url, body }) {
  const { pathname, searchParams } = new URL(url);
  const query = Object.fromEntries(searchParams);
  return { method, path: pathname, query, ids: {}, body: body && JSON.parse(body) };
}
