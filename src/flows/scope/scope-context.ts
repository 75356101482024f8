import type { SiteRow } from '../../catalog/site-row.ts';
import type { ScopeContext } from '../../checks/scope-context.ts';
import { probeTokenAlive } from '../../checks/token-liveness.ts';
import type { Grant } from '../../model/grant.ts';
import type { RoundTrips } from './round-trips.ts';
import type { Run } from '../run/run.ts';

/** What the scope checks of a grant on a site work with; without round trips they write nothing. */
export function scopeContext(
  run: Run,
  site: SiteRow,
  grant: Grant,
  roundTrips: RoundTrips | undefined,
): ScopeContext {
  const apiUrl = site.api.url;
  const { accessToken } = grant;
  return {
    site: site.key,
    apiUrl,
    grant,
    send: run.send,
    clock: run.host.clock,
    tokenAlive: () => probeTokenAlive({ apiUrl, accessToken, send: run.send }),
    extraProbes: run.settings.extraProbes,
    ...(roundTrips === undefined ? {} : { writes: roundTrips.context(grant) }),
  };
}
