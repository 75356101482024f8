/** Whether the request schemas in the package are those of the specification. */
import { isDeepStrictEqual } from 'node:util';
import { payloadSchema, SUBMISSIONS } from '../generate-payload-schemas/compact.mjs';

/** The disagreements, of kind `payload-schema`; `schemas` are those of the catalog, by data type. */
export function checkPayloadSchemas(schemas, specification) {
  return Object.entries(SUBMISSIONS).flatMap(([dataType, operation]) => {
    const about = { scope: '-', what: `payload of ${dataType}`, operation, kind: 'payload-schema' };
    try {
      return isDeepStrictEqual(
        plain(payloadSchema(specification, operation)),
        plain(schemas[dataType]),
      )
        ? []
        : [{ ...about, reason: 'differs; run scripts/generate-payload-schemas.mjs' }];
    } catch (error) {
      return [{ ...about, reason: error.message }];
    }
  });
}

function plain(value) {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
