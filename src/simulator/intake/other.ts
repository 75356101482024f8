import type { HostRole } from '../http/address.ts';
import { findKey, refuseKey } from '../access/api-key.ts';
import { json, type SimulatorAnswer, type SimulatorRequest } from '../http/exchange.ts';
import type { World } from '../world/world.ts';

/** Hosts with routes of their own; unknown paths there are 404. */
const WITH_ROUTES: readonly HostRole[] = ['app', 'api', 'logs', 'events', 'otlp'];

/** Whether a host is one that only Datadog's own agents and SDKs send to. */
export function isOtherIntake(role: HostRole): boolean {
  return !WITH_ROUTES.includes(role);
}

/**
 * A host of the Agent or an SDK: whoever has a key of its site is let in, and nothing is kept. The
 * address ranges are open to all.
 * @see datadog/sites.json, `destinations`
 */
export function otherIntake(world: World, request: SimulatorRequest): SimulatorAnswer {
  if (request.at.role === 'ip-ranges') return addressRanges(world, request);
  const found = findKey(world, request);
  if (found.kind !== 'own') return refuseKey(found);
  return json(request.method === 'GET' ? 200 : 202, {});
}

/** One document with a part for each kind of traffic; the addresses are for documentation (RFC 5737). */
function addressRanges(world: World, request: SimulatorRequest): SimulatorAnswer {
  const sections = ['agents', 'api', 'apm', 'logs', 'process', 'synthetics', 'webhooks'];
  const ranges = { prefixes_ipv4: ['192.0.2.0/24'], prefixes_ipv6: ['2001:db8::/32'] };
  const head = { version: 1, modified: new Date(world.clock.now()).toISOString() };
  if (request.method !== 'GET') return json(405, { errors: ['Method not allowed'] });
  const [, section] = /^\/([a-z-]+)\.json$/.exec(request.path) ?? [];
  if (request.path === '/') {
    return json(200, { ...head, ...Object.fromEntries(sections.map((name) => [name, ranges])) });
  }
  return section !== undefined && sections.includes(section)
    ? json(200, { ...head, [section]: ranges })
    : json(404, { errors: ['Not found'] });
}
