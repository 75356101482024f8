import type { SiteRow } from '../../catalog/site-row.ts';
import type { LiveQuestion } from '../../model/diagnosis.ts';
import type { Verdict } from '../../model/report.ts';
import type { Run } from '../run/run.ts';
import { sitesInUse } from '../run/sites-in-use.ts';
import { askLive } from './ask-live.ts';
import { lookForBrowser } from './environment/browser.ts';
import { judgeCertificateVariables } from './environment/certificates.ts';
import { judgeClock } from './environment/clock.ts';
import { judgeConfig } from './environment/config.ts';
import { judgeDataFolder } from './environment/data-folder.ts';
import { lookAtHosts } from './environment/hosts.ts';
import { lastFailedReport } from './environment/last-report.ts';
import { judgeNode } from './environment/node.ts';
import { judgeProxyVariables } from './environment/proxy.ts';
import { judgeStores } from './environment/stores.ts';
import { judgeSystem } from './environment/system.ts';
import { caseWithoutInput } from './live-case.ts';
import type { LivePlan } from './live-plan.ts';

/** What is asked about the client when there is no input that says what to ask. */
const ABOUT_CLIENT: readonly LiveQuestion[] = [
  'client-known-here',
  'client-secret-accepted',
  'redirect-uri-accepted',
  'access-token-alive',
  'api-key-valid-here',
];

/**
 * Looks at this machine, one verdict for each thing that commands depend on, then at the client, then at
 * what failed last. With `--offline` nothing is sent.
 */
export async function diagnoseEnvironment(run: Run, plan: LivePlan): Promise<Verdict[]> {
  const { host } = run;
  const sites = await sitesOfClient(run);
  const local = [
    judgeNode(host),
    await judgeSystem(host),
    judgeConfig(run),
    judgeProxyVariables(run, sites),
    await judgeCertificateVariables(host),
    ...(await judgeStores(run)),
    await judgeDataFolder(run),
    await lookForBrowser(host),
  ];
  const hosts = await lookAtHosts(run, sites, plan);
  const clock = judgeClock(run, hosts.clockSamples, plan);
  return [
    ...local,
    clock,
    ...hosts.verdicts,
    ...(await clientVerdicts(run, sites, plan, hosts.reached)),
    ...(await lastFailedReport(run)),
  ];
}

async function sitesOfClient(run: Run): Promise<readonly SiteRow[]> {
  const { client, sites, siteTable } = run.settings;
  if (sites !== undefined) return sites;
  if (client === null) return siteTable.all.slice(0, 1);
  try {
    return await sitesInUse(run);
  } catch {
    // A store that cannot be read has a verdict of its own.
    return siteTable.all.slice(0, 1);
  }
}

/** The client on the first of its sites, if that is there at all. */
async function clientVerdicts(
  run: Run,
  [site]: readonly SiteRow[],
  plan: LivePlan,
  reached: ReadonlySet<string>,
): Promise<readonly Verdict[]> {
  if (!plan.asks || site === undefined || !reached.has(site.key)) return [];
  const about = caseWithoutInput(run, site);
  // Where nobody said that the client works there, it may well live elsewhere.
  const no = run.settings.sites === undefined ? 'warning' : 'failed';
  return (await askLive(run, about, ABOUT_CLIENT, { check: 'diagnose.client', no })).verdicts;
}
