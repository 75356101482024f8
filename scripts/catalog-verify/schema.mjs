/** Schemas of OpenAPI 3.0 as JSON Schema, with members the schema does not list refused. */
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { dereferencer } from '../openapi/specification.mjs';

const COPIED = [
  ...['type', 'enum', 'format', 'pattern', 'required', 'minimum', 'maximum', 'multipleOf'],
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'uniqueItems'],
  ...['minProperties', 'maxProperties'],
];
const LISTS = ['allOf', 'anyOf', 'oneOf'];

/**
 * What is wrong with a value, as one text, or `undefined`. OpenAPI leaves objects open unless it says
 * otherwise; here a member that no part of the schema lists is an error, since Datadog would ignore it.
 */
export function problemOf(value, schema, document) {
  const definitions = {};
  const root = convert(schema, { document, definitions, follow: dereferencer(document) }, true);
  const ajv = new Ajv2019({ strict: false, allErrors: false, logger: false });
  addFormats(ajv);
  const check = ajv.compile({ ...root, definitions });
  return check(value) ? undefined : ajv.errorsText(check.errors, { dataVar: 'it' });
}

/** `whole`: the node describes a value by itself and is no part of an `allOf`, so it may be closed. */
function convert(node, context, whole) {
  if (node.$ref) {
    const name = node.$ref.split('/').pop();
    if (!(name in context.definitions)) {
      context.definitions[name] = {};
      context.definitions[name] = convert(context.follow(node), context, false);
    }
    return { $ref: `#/definitions/${name}`, ...closing(node, context, whole) };
  }
  const out = {};
  for (const key of COPIED) if (key in node) out[key] = node[key];
  for (const key of LISTS) {
    if (node[key]) out[key] = node[key].map((part) => convert(part, context, false));
  }
  if (node.not) out.not = convert(node.not, context, false);
  if (node.items) out.items = convert(node.items, context, true);
  if (node.properties) {
    out.properties = Object.fromEntries(
      Object.entries(node.properties).map(([name, part]) => [name, convert(part, context, true)]),
    );
  }
  if (typeof node.additionalProperties === 'object') {
    out.additionalProperties = convert(node.additionalProperties, context, true);
  } else if (node.additionalProperties !== undefined) {
    out.additionalProperties = node.additionalProperties;
  }
  if (node.exclusiveMinimum === true) out.exclusiveMinimum = node.minimum;
  if (node.exclusiveMaximum === true) out.exclusiveMaximum = node.maximum;
  Object.assign(out, closing(node, context, whole));
  return node.nullable ? { anyOf: [out, { type: 'null' }] } : out;
}

function closing(node, context, whole) {
  return whole && listsMembers(node, context) ? { unevaluatedProperties: false } : {};
}

/** Whether a schema says which members an object has, in each of its alternatives. */
function listsMembers(raw, context, depth = 0) {
  const node = context.follow(raw) ?? {};
  if (depth > 8) return false;
  if (Object.keys(node.properties ?? {}).length > 0) return true;
  if (node.allOf) return node.allOf.some((part) => listsMembers(part, context, depth + 1));
  const alternatives = node.oneOf ?? node.anyOf;
  return alternatives?.every((part) => listsMembers(part, context, depth + 1)) ?? false;
}

/** Schemas found at a dotted path, indexes of lists as numbers; more than one where there are alternatives. */
export function schemasAt(schema, dotted, document) {
  const follow = dereferencer(document);
  let nodes = [schema];
  for (const part of dotted.split('.').filter(Boolean)) {
    nodes = nodes.flatMap((node) => variants(node, follow)).flatMap((node) => stepInto(node, part));
  }
  return nodes.flatMap((node) => variants(node, follow));
}

function stepInto(node, part) {
  if (/^\d+$/.test(part)) return node.items ? [node.items] : [];
  const member = node.properties?.[part];
  if (member) return [member];
  return typeof node.additionalProperties === 'object' ? [node.additionalProperties] : [];
}

function variants(raw, follow, depth = 0) {
  const node = follow(raw) ?? {};
  if (depth > 8) return [];
  const parts = LISTS.flatMap((key) => node[key] ?? []);
  return [node, ...parts.flatMap((part) => variants(part, follow, depth + 1))];
}
