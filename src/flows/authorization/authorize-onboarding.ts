import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { startCheck } from '../../checks/verdict.ts';
import type { Verdict } from '../../model/report.ts';
import { judgeDomain, judgeSiteParameter, sameEnvironment } from '../../sites/judge-domain.ts';
import type { Run } from '../run/run.ts';

/** What the tile's redirect to the onboarding URL said. */
export interface Onboarding {
  readonly verdict: Verdict;
  /** Set when both parameters are believable. */
  readonly site?: SiteRow;
  /** As received; it may carry a customer subdomain, which is right in the authorize request only. */
  readonly siteParameter?: string;
}

/**
 * Judges `site` and `domain` of Datadog's redirect to the onboarding URL. `wanted` is the site of
 * `--site`: the redirect may name another, but not one of the other environment.
 * @see https://docs.datadoghq.com/extend/authorization/oauth2_in_datadog/
 */
export function judgeOnboarding(run: Run, query: string, wanted: SiteRow | undefined): Onboarding {
  const check = startCheck(run.host.clock, {
    id: 'authorize.onboarding',
    check: 'authorize.onboarding',
    title: 'Onboarding parameters',
    subject: {},
  });
  const params = new URLSearchParams(query);
  const siteParameter = only(params, 'site');
  const domain = only(params, 'domain');
  const table = run.settings.siteTable;
  const fromSite =
    siteParameter === undefined ? undefined : judgeSiteParameter(siteParameter, table);
  const fromDomain = domain === undefined ? undefined : judgeDomain(domain, table);
  const site = fromDomain?.kind === 'known' ? fromDomain.site : undefined;
  const believable = fromSite?.kind === 'known' && (domain === undefined || site !== undefined);
  const refused = (why: string): Onboarding => ({
    verdict: check({
      grade: 'failed',
      finding: finding('authorize.onboarding-refused', {
        site: siteParameter ?? '',
        domain: domain ?? '',
        why,
      }),
    }),
  });
  if (siteParameter === undefined) return refused('the parameter site is missing or doubled');
  if (!believable) return refused('a parameter names no Datadog site');
  const chosen = site ?? fromSite.site;
  if (!sameEnvironment(chosen, fromSite.site)) {
    return refused('site and domain are in different environments (commercial and gov)');
  }
  if (wanted !== undefined && !sameEnvironment(wanted, chosen)) {
    return refused(`--site ${wanted.key} is in another environment (commercial and gov)`);
  }
  return {
    site: chosen,
    siteParameter,
    verdict: check({
      grade: 'passed',
      finding: finding('authorize.onboarding-received', {
        site: siteParameter,
        domain: domain ?? '',
        key: chosen.key,
      }),
    }),
  };
}

/** A parameter that is there exactly once. */
function only(params: URLSearchParams, name: string): string | undefined {
  const values = params.getAll(name);
  return values.length === 1 && values[0] !== '' ? values[0] : undefined;
}
