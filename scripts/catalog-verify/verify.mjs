/** All requests of the catalog against the specification. */
import { checkRequest } from './check-request.mjs';
import { compare } from './compare.mjs';
import { searches, submissions } from './data-requests.mjs';
import { checkPayloadSchemas } from './payload-schemas.mjs';
import { requestsOfAnyTokenRoutes, requestsOfRows } from './requests.mjs';

/**
 * `{ checked, judged, stale }`: the number of requests and schemas, the disagreements with their explanations, and
 * explanations that no longer explain anything. `catalog` is what `loadCatalog` gives.
 */
export function verify(catalog, specification, table) {
  const requests = [
    ...requestsOfRows(catalog.SCOPES),
    ...submissions(catalog),
    ...searches(catalog),
    ...requestsOfAnyTokenRoutes(catalog.ANY_TOKEN_ROUTES),
  ];
  const schemas = catalog.SPECIFIED_PAYLOADS;
  const disagreements = [
    ...requests.flatMap((request) => checkRequest(request, specification)),
    ...checkPayloadSchemas(schemas, specification),
  ];
  const checked = requests.length + Object.keys(schemas).length;
  return { checked, ...compare(disagreements, table) };
}
