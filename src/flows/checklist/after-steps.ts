import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { ToolError } from '../../errors.ts';
import type { Verdict } from '../../model/report.ts';
import { parseSiteList } from '../../sites/parse-site-list.ts';
import { revokeGrant } from '../grants.ts';
import { requireClient } from '../run/client.ts';
import type { Run } from '../run/run.ts';
import { blocked, startStepCheck, type StepContext } from './step-context.ts';

/** Step 7: only a person can see the partner's own page. */
export async function closingPageStep({ run }: StepContext): Promise<Verdict[]> {
  const { redirectUris } = requireClient(run);
  const check = startStepCheck(run, 'page.closing', 'The page says that the tab can be closed');
  const look = finding('checklist.closing-page', { urls: redirectUris });
  return Promise.resolve([check({ grade: 'review', finding: look })]);
}

/**
 * The site whose grant step 8 may revoke.
 * @throws ToolError `usage.site` for a word that names no site in use
 */
export function revocationSite(
  run: Run,
  wanted: string | undefined,
  sites: readonly SiteRow[],
): SiteRow | undefined {
  if (wanted === undefined) {
    // A simulator of this process loses nothing.
    return run.simulation?.ownProcess === true ? sites.at(-1) : undefined;
  }
  const flag = '--prove-revocation';
  const named = parseSiteList([wanted], run.settings.siteTable, flag);
  const [site] = named;
  if (site !== undefined && named.length === 1 && sites.includes(site)) return site;
  const keys = sites.map(({ key }) => key).join(', ');
  throw new ToolError('usage.site', `${flag}: "${wanted}" is no one of the sites in use: ${keys}.`);
}

/** Step 8: a revoked grant is gone. It costs a new authorization, so it is done where that was said only. */
export async function uninstallStep(ctx: StepContext): Promise<Verdict[]> {
  const { run, options, sites } = ctx;
  const site = revocationSite(run, options.proveRevocation, sites);
  const check = startStepCheck(run, 'uninstall.revocation', 'A revoked grant is gone', site);
  if (site === undefined) {
    const later = finding('checklist.revocation-not-tried', { site: sites[0]?.key });
    return [check({ grade: 'review', finding: later })];
  }
  const granted = (await ctx.grants()).find((each) => each.site.key === site.key);
  // As stored now: other steps have refreshed it, and the old token may be worth nothing.
  const { grants } = await run.vault();
  const { clientId } = requireClient(run);
  const grant = await grants.find({ clientId, site: site.key });
  if (grant !== undefined) return [check(await revokeGrant(run, site, grant))];
  return [check(blocked(granted ?? { site, grant: undefined }))];
}
