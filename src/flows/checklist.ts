import { finding } from '../catalog/findings.ts';
import type { SiteRow } from '../catalog/site-row.ts';
import { compareSites } from '../checks/scope-across-sites.ts';
import { startCheck, type Judgement } from '../checks/verdict.ts';
import type { Grant } from '../model/grant.ts';
import type { Verdict } from '../model/report.ts';
import type { AuthorizeRequest } from './authorization/authorize-request.ts';
import { authorizeSite } from './authorization/authorize-site.ts';
import { runCheckRegions } from './check-regions.ts';
import { proveScopes, withRoundTrips } from './check-scopes.ts';
import { prepareData } from './data/data-plan.ts';
import { requireClient } from './run/client.ts';
import { proveKey, type CreateKeyOptions } from './create-key.ts';
import { obtainGrant } from './grant/obtain-grant.ts';
import type { RoundTrips } from './scope/round-trips.ts';
import type { Run } from './run/run.ts';
import { sitesInUse } from './run/sites-in-use.ts';

/** How the checklist is wanted. */
export interface ChecklistOptions {
  readonly authorize: Omit<AuthorizeRequest, 'site'>;
  readonly key: CreateKeyOptions;
  /** Prove scopes by creating and deleting things. */
  readonly allowWrites: boolean;
}

/** One site of the checklist: its grant, when there is one. */
interface SiteGrant {
  readonly site: SiteRow;
  readonly grant: Grant | undefined;
}

/** The scope whose proof is the key itself. */
const KEY_SCOPE = 'api_keys_write';

/**
 * `checklist`: Datadog's six steps for testing a client, in the order of its page, as one report.
 * @see https://docs.datadoghq.com/extend/integrations/api_integration/
 */
export async function runChecklist(run: Run, options: ChecklistOptions): Promise<Verdict[]> {
  const sites = await sitesInUse(run);
  const { plan, verdicts } = prepareData(run, options.key.data, sites);
  if (plan === undefined) return [...verdicts];
  const step = (number: number, title: string): void => {
    run.ui.notice(`Step ${String(number)} of 6: ${title}`);
  };
  step(1, 'authorization works');
  const first = await authorizeAll(run, sites, options);
  step(2, 'an API key can be created');
  const second = await keyStep(run, first.granted, { ...options.key, plan });
  step(3, 'several sites');
  const third = severalSites(run, first.granted);
  step(4, 'every region is compatible');
  const fourth = await runCheckRegions(wholeTable(run));
  step(5, 'data flows for every scope');
  const fifth = await withRoundTrips(run, options.allowWrites, (roundTrips) =>
    scopesStep(run, first.granted, second, roundTrips),
  );
  step(6, 'submit');
  const before = [...first.verdicts, ...second, third, ...fourth, ...fifth];
  return [...before, submitStep(run, before)];
}

async function authorizeAll(
  run: Run,
  sites: readonly SiteRow[],
  options: ChecklistOptions,
): Promise<{ verdicts: Verdict[]; granted: SiteGrant[] }> {
  const verdicts: Verdict[] = [];
  const granted: SiteGrant[] = [];
  for (const site of sites) {
    const check = startStep(run, 'authorize.reused', 'Stored grant', site);
    const stored = await obtainGrant(run, site, { refresh: true, onlyStored: true });
    if (stored.grant !== undefined) {
      verdicts.push(check(stored.judgement));
      granted.push({ site, grant: stored.grant });
      continue;
    }
    if (run.unattended && run.simulation === undefined) {
      verdicts.push(check(stored.judgement));
      granted.push({ site, grant: undefined });
      continue;
    }
    const authorized = await authorizeSite(run, { ...options.authorize, site });
    verdicts.push(...authorized.verdicts);
    granted.push({ site, grant: authorized.grant });
  }
  return { verdicts, granted };
}

async function keyStep(
  run: Run,
  granted: readonly SiteGrant[],
  options: Parameters<typeof proveKey>[3],
): Promise<Verdict[]> {
  const { scopes } = requireClient(run);
  if (scopes.length > 0 && !scopes.includes(KEY_SCOPE)) {
    const check = startStep(run, 'key.create', 'API key');
    return [check({ grade: 'skipped', finding: finding('checklist.key-not-requested') })];
  }
  const verdicts: Verdict[] = [];
  for (const { site, grant } of granted) {
    if (grant === undefined) {
      verdicts.push(startStep(run, 'key.create', 'API key', site)(blocked(site)));
    } else {
      verdicts.push(...(await proveKey(run, site, grant, options)));
    }
  }
  return verdicts;
}

function severalSites(run: Run, granted: readonly SiteGrant[]): Verdict {
  const check = startStep(run, 'checklist.several-sites', 'Several sites');
  const { kind } = requireClient(run);
  const good = granted.filter(({ grant }) => grant !== undefined).map(({ site }) => site.key);
  const args = { sites: good, count: good.length, kind };
  if (kind === 'test') {
    return check({ grade: 'skipped', finding: finding('checklist.sites-after-approval', args) });
  }
  if (good.length < granted.length) {
    const missing = granted.flatMap(({ site, grant }) => (grant === undefined ? [site.key] : []));
    return check({
      grade: 'failed',
      finding: finding('checklist.sites-incomplete', { ...args, missing }),
    });
  }
  return good.length > 1
    ? check({ grade: 'passed', finding: finding('checklist.several-sites', args) })
    : check({ grade: 'review', finding: finding('checklist.one-site', args) });
}

async function scopesStep(
  run: Run,
  granted: readonly SiteGrant[],
  keyVerdicts: readonly Verdict[],
  roundTrips: RoundTrips | undefined,
): Promise<Verdict[]> {
  const perSite = await Promise.all(
    granted.map(async ({ site, grant }) => {
      if (grant === undefined)
        return [startStep(run, 'scope.blocked', 'Scopes', site)(blocked(site))];
      const verdicts = await proveScopes(run, site, grant, { scopes: undefined, roundTrips });
      return verdicts.map((verdict) => provedByKey(verdict, keyVerdicts) ?? verdict);
    }),
  );
  run.ui.progress(undefined);
  return compareSites(perSite.flat());
}

/** `api_keys_write` has no probe; the key that was created with it is its proof. */
function provedByKey(verdict: Verdict, keyVerdicts: readonly Verdict[]): Verdict | undefined {
  if (verdict.subject.scope !== KEY_SCOPE || verdict.grade !== 'skipped') return undefined;
  const created = keyVerdicts.find(
    ({ id, subject, grade }) =>
      id === 'key.create' && subject.site === verdict.subject.site && grade === 'passed',
  );
  if (created?.finding.code !== 'key.created') return undefined;
  return {
    ...verdict,
    grade: 'passed',
    proof: 'authorized',
    finding: finding('checklist.scope-by-key', { scope: KEY_SCOPE, site: verdict.subject.site }),
  };
}

function submitStep(run: Run, before: readonly Verdict[]): Verdict {
  const check = startStep(run, 'checklist.submit', 'Submit');
  const open = [
    ...new Set(
      before
        .filter(({ grade }) => grade === 'failed' || grade === 'inconclusive')
        .map(({ id }) => id),
    ),
  ];
  const { kind } = requireClient(run);
  return open.length > 0
    ? check({
        grade: 'skipped',
        finding: finding('checklist.not-ready', { open, count: open.length }),
      })
    : check({ grade: 'review', finding: finding('checklist.submit', { kind }) });
}

function blocked(site: SiteRow): Judgement {
  return { grade: 'skipped', finding: finding('checklist.step-blocked', { site: site.key }) };
}

/** Regions are checked over the whole table, whichever sites the client was authorized on. */
function wholeTable(run: Run): Run {
  return { ...run, settings: { ...run.settings, sites: undefined } };
}

function startStep(
  run: Run,
  id: string,
  title: string,
  site?: SiteRow,
): (judgement: Judgement) => Verdict {
  const subject = site === undefined ? {} : { site: site.key };
  return startCheck(run.host.clock, { id, check: id, title, subject });
}
