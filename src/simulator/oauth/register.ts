import * as v from 'valibot';
import type { ScopeRow } from '../../catalog/scope-row.ts';
import { SITES } from '../../catalog/sites.ts';
import { json, readJson, type SimulatorAnswer, type SimulatorRequest } from '../http/exchange.ts';
import type { World } from '../world/world.ts';

const METADATA = v.looseObject({
  client_name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(256)),
  redirect_uris: v.pipe(v.array(v.string()), v.minLength(1)),
  grant_types: v.optional(v.array(v.picklist(['authorization_code', 'refresh_token'])), [
    'authorization_code',
    'refresh_token',
  ]),
  response_types: v.optional(v.array(v.picklist(['code'])), ['code']),
  token_endpoint_auth_method: v.optional(v.picklist(['none'])),
  scope: v.optional(v.string()),
});

/** Scopes that only partners' clients can have. */
const PARTNER_ONLY_SCOPES = ['api_keys_write'];

/**
 * `POST /api/v2/oauth2/register`: makes a public client that this one site knows. Its errors have the
 * RFC's envelope, unlike the token endpoint's.
 * @see datadog/oauth-facts.md section 9; RFC 7591 section 3
 */
export function register(
  world: World,
  request: SimulatorRequest,
  rows: readonly ScopeRow[],
): SimulatorAnswer {
  const body = readJson(request);
  if (body === undefined) return refuse('invalid_request', 'The body has to be JSON.');
  const result = v.safeParse(METADATA, body);
  if (!result.success) {
    const [issue] = result.issues;
    return refuse('invalid_client_metadata', `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`);
  }
  const metadata = result.output;
  const badUri = metadata.redirect_uris.find((uri) => !isUsable(uri));
  if (badUri !== undefined) {
    return refuse('invalid_client_metadata', 'redirect_uris: https or http on loopback only');
  }
  const offered = rows
    .map((row) => row.scope)
    .filter((scope) => !PARTNER_ONLY_SCOPES.includes(scope));
  const asked = metadata.scope?.split(/\s+/).filter(Boolean);
  const clientId = world.ids.uuid();
  world.clients.set(clientId, {
    clientId,
    kind: 'public',
    name: metadata.client_name,
    secret: undefined,
    secretOn: new Map(),
    redirectUris: metadata.redirect_uris,
    onboardingUrl: undefined,
    scopes: asked ? offered.filter((scope) => asked.includes(scope)) : offered,
    orgId: undefined,
    sites: [request.at.site.key],
  });
  return json(201, {
    client_id: clientId,
    client_name: metadata.client_name,
    redirect_uris: metadata.redirect_uris,
    grant_types: metadata.grant_types,
    response_types: metadata.response_types,
    token_endpoint_auth_method: 'none',
  });
}

function isUsable(uri: string): boolean {
  if (!URL.canParse(uri) || uri.includes('#')) return false;
  const { protocol, hostname } = new URL(uri);
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return protocol === 'https:' || (protocol === 'http:' && loopback);
}

function refuse(error: string, description: string): SimulatorAnswer {
  return json(400, { error, error_description: description });
}

/** `GET /api/v2/oauth2/.well-known/sites`: web hosts of all sites; no authentication. */
export function wellKnownSites(): SimulatorAnswer {
  const sites = SITES.map((site) => new URL(site.app.url).hostname);
  const document = { data: { id: 'prod', type: 'env', attributes: { sites } } };
  return json(200, document, 'application/vnd.api+json');
}
