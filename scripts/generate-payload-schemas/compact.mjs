/** Request schemas of Datadog's submissions, made small: src/catalog/payload-schema.ts says of what. */
import { dereferencer, findOperation } from '../openapi/specification.mjs';

/** Data types whose request body the specification describes, with their operations. */
export const SUBMISSIONS = {
  metrics: 'POST /api/v2/series',
  'metrics-v1': 'POST /api/v1/series',
  distributions: 'POST /api/v1/distribution_points',
  events: 'POST /api/v1/events',
  'events-v2': 'POST /api/v2/events',
  logs: 'POST /api/v2/logs',
  'service-checks': 'POST /api/v1/check_run',
};

const COPIED = ['type', 'enum', 'minLength', 'maxLength', 'pattern'];
const NUMBERS = ['minimum', 'maximum', 'minItems', 'maxItems'];

/** The schemas of all submissions, by data type. */
export function payloadSchemas(specification) {
  return Object.fromEntries(
    Object.entries(SUBMISSIONS).map(([dataType, operation]) => [
      dataType,
      payloadSchema(specification, operation),
    ]),
  );
}

/**
 * The schema of an operation's body.
 * @throws Error when the operation is missing, takes no JSON, or has a schema of a form not known here
 */
export function payloadSchema(specification, operation) {
  const [method, path] = operation.split(' ');
  const found = findOperation(specification, method, path);
  if (!found) throw new Error('is in neither file');
  const follow = dereferencer(found.document);
  const { content = {} } = follow(found.operation.requestBody) ?? {};
  const json = Object.entries(content).find(([type]) => /[/+]json$/.test(type))?.[1];
  if (!json) throw new Error('takes no JSON');
  return compact(json.schema, follow, operation);
}

function compact(raw, follow, at) {
  const node = follow(raw);
  for (const form of ['allOf', 'anyOf', 'not']) {
    if (node[form]) throw new Error(`${at}: ${form} is not known here`);
  }
  const out = {};
  for (const key of COPIED) if (key in node) out[key] = node[key];
  for (const key of NUMBERS) if (key in node) out[key] = node[key];
  if (node.nullable) out.nullable = true;
  if (node.items) out.items = compact(node.items, follow, `${at}[]`);
  if (node.oneOf)
    out.oneOf = node.oneOf.map((part, index) => compact(part, follow, `${at}|${index}`));
  if (node.required) out.required = node.required;
  if (node.properties) {
    out.properties = Object.fromEntries(
      Object.entries(node.properties).map(([name, part]) => [
        name,
        compact(part, follow, `${at}.${name}`),
      ]),
    );
  }
  const { additionalProperties: others } = node;
  if (others === false) out.others = 'refused';
  else if (others !== undefined || (node.type === 'object' && !node.properties))
    out.others = 'free';
  return out;
}
