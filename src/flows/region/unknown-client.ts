import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { STAGES } from '../../catalog/stages.ts';
import type { Judgement } from '../../checks/verdict.ts';
import { stageOf } from '../../settings/stage.ts';
import { requireClient } from '../run/client.ts';
import type { RegionContext } from './region-context.ts';

/** Whether a site was named, by the user or the profile, rather than taken from the whole table. */
export function isNamed({ named }: RegionContext, site: SiteRow): boolean {
  return named?.includes(site) === true;
}

/**
 * A client that a site does not know: expected elsewhere of one that only its sandbox can authorize,
 * wrong for a published one and wherever somebody said that it works.
 */
export function unknownClient(
  ctx: RegionContext,
  site: SiteRow,
  host: string,
  where: 'authorize' | 'token',
  evidence: Readonly<Record<string, string | number | undefined>> = {},
): Pick<Judgement, 'grade' | 'finding'> {
  const client = requireClient(ctx.run);
  const { kind } = client;
  const args = { site: site.key, host, where, kind, ...evidence };
  const stage = stageOf(client);
  const everywhere = stage !== undefined && STAGES[stage].severalSites;
  if (!everywhere && !isNamed(ctx, site)) {
    return { grade: 'skipped', finding: finding('region.client-elsewhere', args) };
  }
  // Nothing says whether partner clients are published to the gov sites too.
  const unsure = site.environment === 'gov' && !isNamed(ctx, site);
  return { grade: unsure ? 'review' : 'failed', finding: finding('region.client-unknown', args) };
}
