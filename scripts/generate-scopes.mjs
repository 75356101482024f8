/**
 * Writes the scope catalog, src/catalog/scopes.ts and src/catalog/scopes/*.ts.
 *
 * node scripts/generate-scopes.mjs scopes.json openapi-v1.yaml openapi-v2.yaml [recordings.jsonl]
 *
 * scopes.json is the project's fact file about scopes; the other files are Datadog's API
 * specification and recorded exchanges of its client libraries.
 */
import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { authorizationProbeOf } from './generate-scopes/authorization-probes.mjs';
import { buildRoundTrip } from './generate-scopes/build-round-trip.mjs';
import { placeInBody, placeInSchema } from './generate-scopes/data-place.mjs';
import { ADMIN_SCOPES, BY_HAND, NEWER_PROBES, PRODUCTS } from './generate-scopes/hand-written.mjs';
import {
  BODIES,
  DATA_PLACES,
  LEFT_OUT,
  NEVER_DATA,
  QUERIES,
  filled,
  queryValue,
} from './generate-scopes/requests.mjs';
import { ROUND_TRIPS } from './generate-scopes/round-trips.mjs';
import { writeCatalog } from './generate-scopes/write-catalog.mjs';
import { dereferencer, readSpecification } from './openapi/specification.mjs';

const TIERS = ['plain', 'parametrised', 'post_read', 'combined'];
const MOST_PROBES = 3;

const [scopesPath, v1Path, v2Path, recordingsPath] = process.argv.slice(2);
if (!v2Path) {
  console.error(
    'usage: node scripts/generate-scopes.mjs scopes.json v1.yaml v2.yaml [recordings.jsonl]',
  );
  process.exit(2);
}

const read = (path) => readFile(path, 'utf8');
const facts = JSON.parse(await read(scopesPath)).scopes;
const spec = await readSpecification(v1Path, v2Path);
const recordings = recordingsPath
  ? (await read(recordingsPath))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : [];

const rows = Object.keys(facts)
  .sort()
  .map((scope) => rowOf(scope, facts[scope]));
refuseUnused(
  ROUND_TRIPS,
  rows.filter(({ roundTrip }) => roundTrip),
);
refuseUnused(
  BY_HAND,
  rows.filter(({ unprovable, byHand }) => unprovable ?? byHand),
);
await writeCatalog(rows);

function rowOf(scope, fact) {
  const candidates = [fact.read_probe, ...fact.other_probes].filter(
    (probe) => probe && TIERS.includes(probe.tier) && !LEFT_OUT.has(keyOf(probe)),
  );
  const chosen = candidates
    .map((probe, order) => ({ probe, order }))
    .sort((a, b) => strength(a.probe) - strength(b.probe) || a.order - b.order)
    .slice(0, MOST_PROBES)
    .map(({ probe }) => probe);
  const newer = NEWER_PROBES[scope];
  const probes = [...chosen.map((probe) => probeOf(scope, fact, probe)), ...(newer ? [newer] : [])];
  const access = ADMIN_SCOPES.has(scope) ? 'admin' : fact.kind;
  const product = PRODUCTS[scope] ?? productOf(fact, chosen[0]);
  if (product === undefined) throw new Error(`${scope}: no product; add it to hand-written.mjs`);
  const trip = ROUND_TRIPS[scope];
  if (Boolean(trip) !== Boolean(fact.roundtrip)) {
    throw new Error(`${scope}: the fact file and round-trips.mjs disagree on a round trip`);
  }
  const authorizationProbe = authorizationProbeOf(spec, recordings, scope, fact);
  if (probes.length === 0 && !trip && !authorizationProbe) {
    return { scope, product, access, probes, unprovable: unprovableOf(scope, fact) };
  }
  const weak = probes.length === 0 && !trip;
  return {
    scope,
    product,
    access,
    probes,
    ...(trip && { roundTrip: buildRoundTrip(spec, trip) }),
    ...(authorizationProbe && { authorizationProbe }),
    promises: trip || (access === 'read' && showsData(probes)) ? 'observed' : 'authorized',
    ...(weak && { byHand: byHandOf(scope) }),
  };
}

/** Whether the answer of some probe can hold data of the organisation. */
function showsData(probes) {
  return probes.some(({ operationId }) => !NEVER_DATA.has(operationId));
}

function refuseUnused(table, used) {
  const scopes = new Set(used.map(({ scope }) => scope));
  const unused = Object.keys(table).filter((scope) => !scopes.has(scope));
  if (unused.length > 0) throw new Error(`written by hand for nothing: ${unused.join(', ')}`);
}

/** Smaller is stronger. */
function strength(probe) {
  return (
    (probe.discriminating ? 0 : 100) +
    (probe.caution ? 40 : 0) +
    (probe.deprecated ? 20 : 0) +
    (probe.unstable ? 10 : 0) +
    TIERS.indexOf(probe.tier)
  );
}

function operationOf(fact, probe) {
  const found = fact.operations.find(
    ({ method, path, api }) => method === probe.method && path === probe.path && api === probe.api,
  );
  if (!found) throw new Error(`${probe.operationId}: not among the operations of its scope`);
  return found;
}

function keyOf(probe) {
  return `${probe.api} ${probe.operationId}`;
}

function probeOf(scope, fact, probe) {
  const operation = operationOf(fact, probe);
  const query = Object.entries({ ...probe.query, ...QUERIES[keyOf(probe)], ...probe.small_page });
  return {
    method: probe.method,
    path: probe.path,
    ...(query.length > 0 && {
      query: Object.fromEntries(query.map(([name, value]) => [name, queryValue(value)])),
    }),
    ...(probe.method === 'POST' && { body: bodyOf(probe) }),
    operationId: probe.operationId,
    opens: opensOf(scope, operation),
    oauthDeclared: probe.oauth_declared ?? probe.basis === 'security',
    unstable: probe.unstable,
    dataAt: dataPlaceOf(probe),
  };
}

/** Without scopes in the specification, the role permissions of the same names stand in for them. */
function opensOf(scope, operation) {
  const sets = operation.scope_sets ?? [];
  if (sets.some((set) => set.includes(scope))) return sets;
  const names = operation.permissions?.includes(scope) ? operation.permissions : [scope];
  return operation.permission_operator === 'AND' ? [names] : names.map((name) => [name]);
}

function bodyOf(probe) {
  const key = keyOf(probe);
  const body = BODIES[key];
  if (!body) throw new Error(`${key}: no body; add one to requests.mjs`);
  const content = specOf(probe).requestBody.content;
  const schema = Object.values(content)[0].schema;
  const ajv = new Ajv({ strict: false, validateFormats: false, logger: false });
  const document = { components: spec[probe.api].components, ...schema };
  if (!ajv.validate(document, filled(body))) {
    throw new Error(`${key}: the body does not fit its schema: ${ajv.errorsText()}`);
  }
  return body;
}

function specOf({ api, path, method }) {
  return spec[api].paths[path][method.toLowerCase()];
}

function dataPlaceOf(probe) {
  const known = DATA_PLACES[keyOf(probe)];
  if (known !== undefined) return known;
  const recorded = recordings.find(
    (exchange) =>
      exchange.status === 200 &&
      exchange.method === probe.method &&
      exchange.path === probe.path &&
      placeOfText(exchange.body) !== undefined,
  );
  if (recorded) return placeOfText(recorded.body);
  const content = specOf(probe).responses['200']?.content;
  if (!content) return '';
  return placeInSchema(Object.values(content)[0].schema, dereferencer(spec[probe.api])) ?? '';
}

function placeOfText(text) {
  try {
    return placeInBody(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function productOf(fact, probe) {
  if (probe && fact.kind === 'read') return operationOf(fact, probe).tag;
  const counts = new Map();
  for (const { tag } of fact.operations) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function unprovableOf(scope, fact) {
  return { reason: reasonOf(fact), byHand: byHandOf(scope) };
}

function byHandOf(scope) {
  const byHand = BY_HAND[scope];
  if (byHand === undefined) throw new Error(`${scope}: nothing to do by hand; add it`);
  return byHand;
}

function reasonOf(fact) {
  const reads = fact.operations.filter(({ method }) => method === 'GET');
  if (fact.operations.length === 0) {
    return "No operation of Datadog's public API specification names this scope.";
  }
  if (reads.length > 0) {
    const path = reads[0].path;
    return reads.length === 1
      ? `The only read that needs this scope, GET ${path}, asks for the id of an existing object.`
      : `Every read that needs this scope asks for the id of an existing object, as GET ${path} does.`;
  }
  const some = fact.operations.slice(0, 2).map(({ method, path }) => `${method} ${path}`);
  const which = fact.operations.length > 2 ? `such as ${some.join(' and ')}` : some.join(' and ');
  return `This scope opens only operations that change something${fact.operations.length > 2 ? ',' : ':'} ${which}.`;
}
