import { isConnectionFault, type ConnectionFaultKind } from '../faults/connection-faults.ts';
import { matchesPattern } from '../http/matches-pattern.ts';
import type { World } from '../world/world.ts';

/** What the faults in force do to a connection through the proxy. */
export interface ConnectionEffect {
  /** How much later TLS begins. */
  readonly delayMs: number;
  /** What decides; `undefined` when the connection is served. */
  readonly kind: Exclude<ConnectionFaultKind, 'tls-latency'> | undefined;
  /** Of `proxy-status`. */
  readonly status: number;
}

/**
 * Finds the faults that a connection to `host` meets: delays add up, the first other fault decides.
 * @param ipv6 it came to the proxy's IPv6 address, from where hosts with nothing else are reachable
 */
export function meetConnectionFaults(world: World, host: string, ipv6: boolean): ConnectionEffect {
  let delayMs = 0;
  for (const row of world.faults) {
    const { kind, host: pattern, probability, ms = 0, status = 502 } = row.spec;
    if (row.left <= 0 || !isConnectionFault(kind) || (kind === 'ipv6-only' && ipv6)) continue;
    if (pattern !== undefined && !matchesPattern(pattern.toLowerCase(), host)) continue;
    if (probability !== undefined && world.ids.fraction() >= probability) continue;
    row.left -= 1;
    if (kind !== 'tls-latency') return { delayMs, kind, status };
    delayMs += ms;
  }
  return { delayMs, kind: undefined, status: 0 };
}
