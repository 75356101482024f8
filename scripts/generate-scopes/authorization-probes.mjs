/** The harmless request for something that does not exist, chosen from the fact file. */
import { dereferencer, findOperation, parametersOf } from '../openapi/specification.mjs';
import { buildRequest } from './build-round-trip.mjs';

/** Scopes that only read have no business with a DELETE, not even of nothing. */
const LEFT_OUT = new Set(['teams_read']);

/**
 * Ids where neither a UUID nor 0 has the right shape. None of them can be something real: the AWS
 * account is not one that AWS gives out.
 */
const MISSING = {
  account_id: { '/api/v2/agentless_scanning/accounts/aws/{account_id}': '000000000000' },
  metric_id: 'ddoauth_no_such_metric',
  metric_name: 'ddoauth_no_such_metric',
  name: 'ddoauth-no-such-index',
};

/** The probe of a scope, or `undefined`. */
export function authorizationProbeOf(specification, recordings, scope, fact) {
  const chosen = LEFT_OUT.has(scope) ? undefined : (missingGet(fact) ?? fact.missing_id_delete);
  if (!chosen) return undefined;
  const { method, path } = chosen;
  const request = buildRequest(specification, [method, filled(specification, method, path)]);
  const recorded =
    chosen.recorded_404 === true ||
    recordings.some((seen) => seen.status === 404 && seen.method === method && seen.path === path);
  return { request, letIn: [404], recorded404: recorded };
}

/**
 * Of the GETs: one that only this scope opens; one of the object itself rather than of a list in it,
 * which may be empty instead of missing; one that stays as it is; the shorter path.
 */
function missingGet(fact) {
  const rank = (probe) =>
    (probe.discriminating ? 0 : 4) + (probe.path.endsWith('}') ? 0 : 2) + (probe.unstable ? 1 : 0);
  return [fact.read_probe, ...fact.other_probes]
    .filter((probe) => probe?.tier === 'missing_id')
    .sort((a, b) => rank(a) - rank(b) || a.path.length - b.path.length)[0];
}

function filled(specification, method, template) {
  const found = findOperation(specification, method, template);
  if (!found) throw new Error(`${method} ${template}: no such operation in the specification`);
  const follow = dereferencer(found.document);
  const types = new Map(parametersOf(found).map(({ name, schema }) => [name, follow(schema).type]));
  return template.replace(/\{([^}]+)\}/g, (_, name) => {
    const known = MISSING[name]?.[template] ?? MISSING[name];
    if (typeof known === 'string') return known;
    return types.get(name) === 'integer' ? '0' : '{uuid}';
  });
}
