import { errors, json, type SimulatorAnswer, type SimulatorRequest } from '../http/exchange.ts';
import type { IssuedKey, World } from '../world/world.ts';

/** What the `DD-API-KEY` header holds. */
export type FoundKey =
  | { readonly kind: 'own'; readonly key: IssuedKey }
  /** A live key, but of another site. */
  | { readonly kind: 'foreign'; readonly key: IssuedKey }
  | { readonly kind: 'absent' | 'wrong' };

/** Looks the request's API key up. */
export function findKey(world: World, request: SimulatorRequest): FoundKey {
  const header = request.headers['dd-api-key'];
  const value = Array.isArray(header) ? header[0] : header;
  if (!value) return { kind: 'absent' };
  const key = world.keys.get(value);
  if (!key) return { kind: 'wrong' };
  return { kind: key.org.site === request.at.site.key ? 'own' : 'foreign', key };
}

/** The refusal of a key that is absent, wrong or of another site. */
export function refuseKey(found: FoundKey): SimulatorAnswer {
  return errors(403, found.kind === 'absent' ? 'API key required' : 'Forbidden');
}

/** `GET /api/v1/validate`. @see datadog/api-facts.md section 2 */
export function validateKey(world: World, request: SimulatorRequest): SimulatorAnswer {
  const found = findKey(world, request);
  return found.kind === 'own' ? json(200, { valid: true }) : refuseKey(found);
}
