import { INTERCEPTOR, WRONG_NAME, type ConnectionFaultKind } from '../faults/connection-faults.ts';
import { createAuthority, type Authority, type TlsIdentity } from './authority.ts';
import { certificateNames } from './datadog-names.ts';

/** Gives the certificate that a host shows; made at its first use, then kept for the run. */
export type Identities = (
  host: string,
  fault: ConnectionFaultKind | undefined,
) => Promise<TlsIdentity>;

const DAY_MS = 24 * 3_600_000;

/** Certificates of one authority, and the broken ones that faults ask for. `nowMs`: start of the run. */
export function createIdentities(authority: Authority, nowMs: number): Identities {
  const made = new Map<string, Promise<TlsIdentity>>();
  let interceptor: Promise<Authority> | undefined;
  const make = async (
    names: readonly string[],
    fault: ConnectionFaultKind | undefined,
  ): Promise<TlsIdentity> => {
    switch (fault) {
      case 'wrong-certificate':
        return authority.issue({ names: [WRONG_NAME] });
      case 'expired-certificate':
        return authority.issue({ names, validMs: [nowMs - 90 * DAY_MS, nowMs - DAY_MS] });
      case 'early-certificate':
        return authority.issue({ names, validMs: [nowMs + 30 * DAY_MS, nowMs + 90 * DAY_MS] });
      case 'self-signed-certificate':
        return authority.issueSelfSigned({ names });
      case 'intercepted':
        interceptor ??= createAuthority({ ...INTERCEPTOR, nowMs });
        return (await interceptor).issue({ names });
      default:
        return authority.issue({ names });
    }
  };
  return (host, fault) => {
    const names = certificateNames(host);
    const key = `${names.join()} ${fault ?? ''}`;
    const known = made.get(key) ?? make(names, fault);
    made.set(key, known);
    return known;
  };
}
