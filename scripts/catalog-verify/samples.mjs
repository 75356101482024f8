/** Values for the placeholders of the catalog, and what a text of a URL means to a schema. */
import { dereferencer, findOperation } from '../openapi/specification.mjs';
import { schemasAt } from './schema.mjs';

const RUN = '3f9a2c7d';
const UUID = '7c1e4a52-9d3b-4f60-8a17-2b5c6d7e8f90';
const NOW_MS = Date.UTC(2026, 0, 1);
const FIXED = {
  name: `ddoauth-${RUN}`,
  slug: `ddoauth_${RUN}`,
  upper: `DDOAUTH_${RUN.toUpperCase()}`,
  run: RUN,
  uuid: UUID,
};

/** Fills a request: path, query, body and upload. `specification` says what ids look like. */
export function fillRequest(request, specification) {
  const text = (value) => fillText(value, (step) => sampleId(request.ids[step], specification));
  const { path, query = {}, body } = request;
  return {
    path: text(path),
    query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, text(value)])),
    body: body === undefined ? undefined : fillJson(body, text),
  };
}

function fillText(value, idOf) {
  return value
    .replace(/\{id(?::([a-z_]+))?\}/g, (_, step = '') => String(idOf(step)))
    .replace(/\{(name|slug|upper|run|uuid)\}/g, (_, name) => FIXED[name])
    .replace(/\{(now|nowMs|iso)([+-]\d+)?\}/g, (_, unit, shift = '0') => {
      if (unit === 'nowMs') return String(NOW_MS + Number(shift));
      const atMs = NOW_MS + Number(shift) * 1000;
      return unit === 'now' ? String(atMs / 1000) : new Date(atMs).toISOString();
    });
}

function fillJson(value, text) {
  if (typeof value === 'string') {
    const filled = text(value);
    return /^\{(?:now|nowMs)(?:[+-]\d+)?\}$/.test(value) ? Number(filled) : filled;
  }
  if (Array.isArray(value)) return value.map((item) => fillJson(item, text));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, fillJson(item, text)]),
  );
}

/** An id of the type that the answer to the creation has there. */
function sampleId(creation, specification) {
  if (!creation) return 'no-such-step';
  const found = findOperation(specification, creation.create.method, creation.create.path);
  const schema = found && answerOf(found);
  const [at] = schema ? schemasAt(schema, creation.idAt, found.document) : [];
  if (at?.type === 'integer') return 12345;
  return at?.format === 'uuid' ? UUID : 'abc-123-def';
}

/** The schema of a successful answer, or `undefined`. */
export function answerOf({ operation, document }) {
  const follow = dereferencer(document);
  const status = Object.keys(operation.responses ?? {}).find((code) => code.startsWith('2'));
  const content = status && follow(operation.responses[status]).content;
  return content && Object.values(content)[0]?.schema;
}

/** A text as the value that a parameter's schema speaks of. */
export function typed(value, schema, follow) {
  const node = follow(schema) ?? {};
  if (node.type === 'array') return value.split(',').map((item) => typed(item, node.items, follow));
  if (node.type === 'integer' || node.type === 'number') {
    return value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
  }
  if (node.type === 'boolean') return { true: true, false: false }[value] ?? value;
  return value;
}
