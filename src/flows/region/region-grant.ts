import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { judgeForeign } from '../../checks/region/judge-foreign.ts';
import { ToolError } from '../../errors.ts';
import type { Grant } from '../../model/grant.ts';
import type { Sent } from '../../model/http.ts';
import type { Verdict } from '../../model/report.ts';
import { requireClient } from '../run/client.ts';
import { environmentToken } from '../grant/environment-grant.ts';
import { obtainGrant } from '../grant/obtain-grant.ts';
import type { GrantOutcome } from '../grant/refresh-grant.ts';
import type { Run } from '../run/run.ts';
import type { Contact } from './contact.ts';
import { startRegionCheck, type RegionContext } from './region-context.ts';
import { isNamed } from './unknown-client.ts';

/** A site's cell `grant`, and the grant when it can be used. */
export interface GrantCell {
  readonly verdict: Verdict;
  readonly grant?: Grant;
}

/**
 * Whether the grant of a site can still be used: it is refreshed, so that a revoked one shows. No grant
 * is no failure, unless the site was named as one that the client works on.
 */
export async function regionGrant(
  ctx: RegionContext,
  site: SiteRow,
  reaching: () => Promise<Contact>,
): Promise<GrantCell> {
  const { run } = ctx;
  const { host } = new URL(site.api.url);
  const { grants } = await run.vault();
  const { clientId, kind } = requireClient(run);
  const stored = await grants.find({ clientId, site: site.key });
  if (stored === undefined && environmentToken(run, site) === undefined) {
    const others = [...new Set((await grants.list(clientId)).map((each) => each.site))];
    const none = finding('region.no-grant', { site: site.key, kind, others });
    const check = startRegionCheck(run, site, 'grant', 'Grant', host);
    return { verdict: check({ grade: isNamed(ctx, site) ? 'failed' : 'skipped', finding: none }) };
  }
  const reached = await reaching();
  const check = startRegionCheck(run, site, 'grant', 'Grant', host);
  if (reached.blocked !== undefined) return { verdict: check(reached.blocked) };
  const { outcome, answer } = await obtain(ctx, site);
  const { grant, judgement } = outcome;
  if (grant !== undefined) return { verdict: check(judgement), grant };
  // What somebody in between says is no word about the grant.
  const foreign = answer?.response && judgeForeign(reached.place, answer.response);
  return { verdict: check(foreign ? { ...judgement, ...foreign } : judgement) };
}

/** How obtaining a grant ended, and what the token endpoint answered last. */
interface Obtained {
  readonly outcome: GrantOutcome;
  readonly answer: Sent | undefined;
}

/** Without the client's secret nothing can be refreshed; a token that still lives is used as it is. */
async function obtain(ctx: RegionContext, site: SiteRow): Promise<Obtained> {
  let answer: Sent | undefined;
  const run: Run = {
    ...ctx.run,
    sendThrough: async (...sending) => (answer = await ctx.run.sendThrough(...sending)),
  };
  const refresh =
    ctx.columns.has('grant') && (ctx.secret !== undefined || requireClient(run).kind === 'public');
  try {
    const outcome = await obtainGrant(run, site, { refresh, onlyStored: true });
    return { outcome, answer };
  } catch (error) {
    if (!(error instanceof ToolError) || error.code !== 'usage.secret-missing') throw error;
    const unrefreshed = finding('region.grant-unrefreshed', { site: site.key });
    return { outcome: { judgement: { grade: 'inconclusive', finding: unrefreshed } }, answer };
  }
}
