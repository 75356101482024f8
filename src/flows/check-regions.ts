import type { SiteRow } from '../catalog/site-row.ts';
import type { Verdict } from '../model/report.ts';
import { obtainGrant } from './grant/obtain-grant.ts';
import { withClock, withKeyOwners, withNobodyKnowing } from './region/afterthoughts.ts';
import { COLUMNS, destinationsFor, type ChosenColumns } from './region/columns.ts';
import { consentToCrossSite, type CrossConsent } from './region/cross-site.ts';
import { liveSites } from './region/live-sites.ts';
import { checkOnboarding } from './region/onboarding/onboarding.ts';
import { readOnboardingUrl } from './region/onboarding/onboarding-url.ts';
import { openRegionContext } from './region/region-context.ts';
import { regionRow } from './region/region-row.ts';
import type { Run } from './run/run.ts';

/** How `check-regions` is wanted. */
export interface CheckRegionsOptions {
  readonly chosen: ChosenColumns;
  /** Requests and look-ups under way at once. Default: as many as there are. */
  readonly atOnce?: number;
  /** Secrets of each site must be refused by the others; `yes`: do not ask before sending them. */
  readonly crossSite?: { readonly yes: boolean };
  /** The partner's onboarding URL, or `true` for the profile's. */
  readonly onboardingUrl?: string | true;
  /** Compare the table of sites with what the sites say. */
  readonly liveSites?: boolean;
  /** In a simulator of this process, authorize first, so that there is something to see. */
  readonly authorizeInSimulator?: boolean;
}

/** All columns, and the destinations that the client uses. */
const EVERYTHING: ChosenColumns = { columns: new Set(COLUMNS), intakes: 'used' };

/** `check-regions`: the same questions to every site, in the order of the table. */
export async function runCheckRegions(
  run: Run,
  options: CheckRegionsOptions = { chosen: EVERYTHING },
): Promise<Verdict[]> {
  const sites = run.settings.sites ?? run.settings.siteTable.all;
  const { chosen, onboardingUrl } = options;
  // All that may stop the run comes before the first request.
  const partner = onboardingUrl === undefined ? undefined : readOnboardingUrl(run, onboardingUrl);
  const cross =
    options.crossSite === undefined
      ? undefined
      : await consentToCrossSite(run, sites, options.crossSite.yes);
  if (options.authorizeInSimulator === true) await authorizeEverywhere(run, sites);
  const ctx = await openRegionContext(run, {
    columns: chosen.columns,
    destinations: destinationsFor(chosen, run.settings.client?.scopes ?? []),
    atOnce: options.atOnce ?? Number.POSITIVE_INFINITY,
  });
  let done = 0;
  const row = async (site: SiteRow, consent: CrossConsent | undefined): Promise<Verdict[]> => {
    const verdicts = await regionRow(ctx, site, consent);
    done += 1;
    run.ui.progress(`${String(done)} of ${String(sites.length)} sites`);
    return verdicts;
  };
  const [rows, onboarding, live] = await Promise.all([
    Promise.all(sites.map((site) => row(site, cross))),
    partner === undefined ? undefined : checkOnboarding(ctx, sites, partner),
    options.liveSites === true ? liveSites(ctx, sites) : undefined,
  ]);
  run.ui.progress(undefined);
  const inOrder = sites.flatMap((site, index) => [
    ...(rows[index] ?? []),
    ...(onboarding?.get(site.key) ?? []),
  ]);
  const timed = withClock(inOrder, ctx.clockSamples, run.host.clock.now());
  return [...withNobodyKnowing(withKeyOwners(timed)), ...(live === undefined ? [] : [live])];
}

/** One after the other: they share the redirect URI's port. */
async function authorizeEverywhere(run: Run, sites: readonly SiteRow[]): Promise<void> {
  if (run.simulation?.ownProcess !== true) return;
  for (const [index, site] of sites.entries()) {
    run.ui.progress(`authorizing: ${String(index + 1)} of ${String(sites.length)} sites`);
    await obtainGrant(run, site);
  }
}
