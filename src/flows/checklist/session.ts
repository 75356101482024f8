import type { SiteRow } from '../../catalog/site-row.ts';
import { finding } from '../../catalog/findings.ts';
import type { StepName, StepRecord } from '../../model/checklist.ts';
import type { Verdict } from '../../model/report.ts';
import type { DataPlan } from '../data/data-plan.ts';
import { environmentTokens } from '../grant/environment-grant.ts';
import { obtainGrant } from '../grant/obtain-grant.ts';
import { requireClient } from '../run/client.ts';
import type { Run } from '../run/run.ts';
import { sitesInUse } from '../run/sites-in-use.ts';
import type { KeptState } from './keep-state.ts';
import type { SiteGrant, StepContext, StepOptions } from './step-context.ts';

/** What the steps of one run share. */
export interface Session extends StepContext {
  /** The authorization of this run is over. */
  setGrants(grants: readonly SiteGrant[]): void;
  /** A step is done or kept. */
  setResults(step: StepName, verdicts: readonly Verdict[]): void;
}

/**
 * The sites of the checklist: those that were said; else those of the earlier authorization, and every one
 * with a grant.
 */
export async function checklistSites(run: Run, state: KeptState): Promise<readonly SiteRow[]> {
  const inUse = await sitesInUse(run);
  const earlier = state.records.get('authorization')?.sites ?? [];
  if (run.settings.sites !== undefined || earlier.length === 0) return inUse;
  const keys = new Set(earlier);
  const granted = await sitesWithGrant(run, run.settings.siteTable.all);
  return run.settings.siteTable.all.filter(({ key }) => keys.has(key) || granted.has(key));
}

/** Which of some sites have a grant, stored or in the environment. Asks no site. */
export async function sitesWithGrant(
  run: Run,
  sites: readonly SiteRow[],
): Promise<ReadonlySet<string>> {
  const { grants } = await run.vault();
  const stored = (await grants.list(requireClient(run).clientId)).map(({ site }) => site);
  const keys = new Set([...stored, ...environmentTokens(run).keys()]);
  return new Set(sites.map(({ key }) => key).filter((key) => keys.has(key)));
}

/** The sites whose grant step 8 has revoked since they were authorized. */
export function revokedOnPurpose(
  uninstall: Pick<StepRecord, 'at' | 'verdicts'> | undefined,
  authorization: Pick<StepRecord, 'at'> | undefined,
): readonly string[] {
  if (uninstall === undefined) return [];
  if (authorization !== undefined && authorization.at > uninstall.at) return [];
  return uninstall.verdicts
    .filter((verdict) => verdict.finding.code === 'grant.revocation-proved')
    .flatMap(({ subject }) => subject.site ?? []);
}

/** Opens what the steps share. */
export function openSession(
  run: Run,
  sites: readonly SiteRow[],
  state: KeptState,
  given: {
    readonly options: StepOptions;
    readonly plan: DataPlan | undefined;
    /** Results of steps that this run does not come to, if they still count. */
    readonly earlier: (step: StepName) => readonly Verdict[] | undefined;
  },
): Session {
  const results = new Map<StepName, readonly Verdict[]>();
  let grants: Promise<readonly SiteGrant[]> | undefined;
  return {
    run,
    sites,
    options: given.options,
    plan: given.plan,
    grants: () => (grants ??= storedGrants(run, sites, state)),
    covered: async () => {
      const revoked = revokedOnPurpose(
        state.records.get('uninstall'),
        state.records.get('authorization'),
      );
      const now = (await grants)?.flatMap(({ site, grant }) => (grant ? [site.key] : [])) ?? [];
      return new Set([
        ...(await sitesWithGrant(run, sites)),
        ...sites.map(({ key }) => key).filter((key) => revoked.includes(key)),
        ...now,
      ]);
    },
    before: (step) => results.get(step) ?? given.earlier(step),
    isHere: (step) => results.has(step),
    setGrants: (of) => {
      grants = Promise.resolve(of);
    },
    setResults: (step, verdicts) => void results.set(step, verdicts),
  };
}

/**
 * The grants of an authorization that was kept. One that is gone or refused is said where it is missed,
 * and the next run authorizes again.
 */
async function storedGrants(
  run: Run,
  sites: readonly SiteRow[],
  state: KeptState,
): Promise<readonly SiteGrant[]> {
  const found: SiteGrant[] = [];
  for (const site of sites) {
    const { grant, judgement } = await obtainGrant(run, site);
    const missing = judgement.finding.code === 'grant.missing';
    // The one that was revoked on purpose is not missed: its steps were done before.
    found.push({
      site,
      grant,
      ...(grant === undefined && !missing ? { judgement } : {}),
    });
    if (grant === undefined && judgement.grade === 'failed' && !missing) {
      await state.forget('authorization');
    }
  }
  return found;
}

/** A step that could not be done to its end. */
export function stoppedJudgement(reason: string, hint: string | undefined) {
  return {
    grade: 'inconclusive' as const,
    finding: finding('checklist.step-stopped', { reason, hint }),
  };
}
