import { createHash, timingSafeEqual } from 'node:crypto';
import { mediaType, type SimulatorAnswer, type SimulatorRequest } from '../http/exchange.ts';
import { duplicateParameter, OAUTH_ERRORS, oauthError } from './oauth-errors.ts';
import { clientOnSite, type Client, type World } from '../world/world.ts';

/** A form body, or the error that answers it. */
export type ParsedForm =
  | { readonly form: URLSearchParams; readonly refusal?: undefined }
  | { readonly refusal: SimulatorAnswer };

/** Reads the body of a token or revocation request; each parameter may come once. RFC 6749 section 3.2. */
export function readForm(request: SimulatorRequest): ParsedForm {
  if (mediaType(request) !== 'application/x-www-form-urlencoded') {
    return { refusal: oauthError(400, OAUTH_ERRORS.contentType) };
  }
  const form = new URLSearchParams(request.body.toString('utf8'));
  const seen = new Set<string>();
  for (const name of form.keys()) {
    if (seen.has(name)) return { refusal: oauthError(400, duplicateParameter(name)) };
    seen.add(name);
  }
  return { form };
}

/** The client that sent a form, or the error that answers it. */
export type AuthenticatedClient =
  { readonly client: Client; readonly refusal?: undefined } | { readonly refusal: SimulatorAnswer };

/**
 * Checks client id and secret, both from the body as Datadog documents it. Done before anything else
 * is looked at, so that a made-up code shows whether a site knows the client.
 * Public clients need no secret.
 */
export function authenticateClient(
  world: World,
  request: SimulatorRequest,
  form: URLSearchParams,
): AuthenticatedClient {
  const clientId = form.get('client_id');
  if (!clientId) return { refusal: oauthError(400, OAUTH_ERRORS.missingClientId) };
  const client = clientOnSite(world, clientId, request.at.site.key);
  if (!client) return { refusal: oauthError(401, OAUTH_ERRORS.unknownClient) };
  if (client.kind === 'public') return { client };
  const secret = form.get('client_secret');
  if (!secret) return { refusal: oauthError(401, OAUTH_ERRORS.missingSecret) };
  const right = client.secretOn.get(request.at.site.key) ?? client.secret;
  if (right !== undefined && !sameText(secret, right)) {
    return { refusal: oauthError(401, OAUTH_ERRORS.wrongSecret) };
  }
  return { client };
}

/** Compares two texts in constant time. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
