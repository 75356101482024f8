/** All requests of the catalog against the specification. */
import { checkRequest } from './check-request.mjs';
import { compare } from './compare.mjs';
import { requestsOfAnyTokenRoutes, requestsOfDataTypes, requestsOfRows } from './requests.mjs';

/**
 * `{ checked, judged, stale }`: the number of requests, the disagreements with their explanations, and
 * explanations that no longer explain anything. `catalog` is what `loadCatalog` gives.
 */
export function verify(catalog, specification, table) {
  const requests = [
    ...requestsOfRows(catalog.SCOPES),
    ...requestsOfDataTypes(catalog.DATA_TYPES, catalog.SITES[0]),
    ...requestsOfAnyTokenRoutes(catalog.ANY_TOKEN_ROUTES),
  ];
  const disagreements = requests.flatMap((request) => checkRequest(request, specification));
  return { checked: requests.length, ...compare(disagreements, table) };
}
