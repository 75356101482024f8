import { finding } from '../../../catalog/findings.ts';
import type { SiteRow } from '../../../catalog/site-row.ts';
import { URL_ASPECTS, type UrlAspect } from '../../../checks/region/authorize-url.ts';
import { runBounded } from '../../../checks/runner.ts';
import type { Judgement } from '../../../checks/verdict.ts';
import type { Verdict } from '../../../model/report.ts';
import { requireClient } from '../../run/client.ts';
import { startRegionCheck, type RegionContext } from '../region-context.ts';
import { isNamed } from '../unknown-client.ts';
import { walk, type Walk, type WalkEnd } from './walk.ts';

/** Walks under way at once: the server at the other end is a partner's. */
const WALKS_AT_ONCE = 6;

/** A customer subdomain that Datadog may send; nobody needs to have it. */
const SUBDOMAIN = 'example-org';

/** One visit: a site, as its web host or as a customer's own. */
interface Visit {
  readonly site: SiteRow;
  readonly column: 'onboarding' | 'onboarding-subdomain';
  /** Datadog's `site` parameter. */
  readonly siteParameter: string;
}

interface VisitOutcome {
  readonly visit: Visit;
  readonly verdicts: readonly Verdict[];
  /** The authorize URL it ended at. */
  readonly url: URL | undefined;
}

/**
 * `--onboarding-url`: asks the partner's onboarding URL as the tile does, for each site with and without
 * customer subdomain, and judges the authorize URLs that come back. Verdicts by site key.
 * @see https://docs.datadoghq.com/extend/authorization/oauth2_in_datadog/
 */
export async function checkOnboarding(
  ctx: RegionContext,
  sites: readonly SiteRow[],
  onboardingUrl: URL,
): Promise<ReadonlyMap<string, readonly Verdict[]>> {
  const visits = sites.flatMap((site): Visit[] => [
    { site, column: 'onboarding', siteParameter: new URL(site.app.url).origin },
    ...(isNameBased(site)
      ? [
          {
            site,
            column: 'onboarding-subdomain' as const,
            siteParameter: `https://${SUBDOMAIN}.${site.domain}`,
          },
        ]
      : []),
  ]);
  const outcomes = await runBounded(
    visits,
    Math.min(WALKS_AT_ONCE, ctx.atOnce),
    (visit) => visitOnce(ctx, visit, onboardingUrl),
    { signal: ctx.run.signal },
  );
  const bySite = new Map<string, Verdict[]>();
  for (const { visit, verdicts } of withRepeats(outcomes)) {
    const row = bySite.get(visit.site.key) ?? [];
    bySite.set(visit.site.key, [
      ...row,
      ...verdicts.map((each) => softened(ctx, visit.site, each)),
    ]);
  }
  return bySite;
}

/** A config's site on an address has no subdomains. */
function isNameBased({ domain }: SiteRow): boolean {
  return /^[a-z0-9.-]*[a-z][a-z0-9.-]*$/.test(domain) && domain.includes('.');
}

async function visitOnce(
  ctx: RegionContext,
  visit: Visit,
  onboardingUrl: URL,
): Promise<VisitOutcome> {
  const { run } = ctx;
  const { site, column, siteParameter } = visit;
  const start = new URL(onboardingUrl);
  start.searchParams.set('site', siteParameter);
  start.searchParams.set('domain', site.domain);
  const walkCheck = startRegionCheck(run, site, `${column}.walk`, 'Onboarding URL', start.host);
  const walked = await walk(start, {
    send: run.send,
    table: run.settings.siteTable,
    clock: run.host.clock,
    suits: (host) => [siteParameter, site.app.url].some((url) => new URL(url).host === host),
  });
  const verdict = walkCheck(judgeWalk(site, siteParameter, walked));
  const { end } = walked;
  if (end.kind !== 'authorize') return { visit, verdicts: [verdict], url: undefined };
  const client = requireClient(run);
  const given = {
    url: end.url,
    site,
    sentHost: new URL(siteParameter).host,
    table: run.settings.siteTable,
    client,
    secret: ctx.secret,
  };
  const aspects = Object.entries(URL_ASPECTS).map(([aspect, judge]) => {
    const title = `Onboarding: ${aspect}`;
    return startRegionCheck(run, site, `${column}.${aspect}`, title, end.url.host)(judge(given));
  });
  return { visit, verdicts: [verdict, ...aspects], url: end.url };
}

function judgeWalk(site: SiteRow, siteParameter: string, walked: Walk): Judgement {
  const { end, hops, exchanges } = walked;
  const args = { site: site.key, siteParameter, domain: site.domain, hops };
  const told = (
    grade: Judgement['grade'],
    code: Parameters<typeof finding>[0],
    more: Readonly<Record<string, string | number | undefined>> = {},
  ): Judgement => ({ grade, finding: finding(code, { ...args, ...more }), exchanges });
  switch (end.kind) {
    case 'authorize':
      return told('passed', end.inPage ? 'onboarding.in-page' : 'onboarding.reached', {
        host: end.url.host,
      });
    case 'page':
      return told('inconclusive', 'onboarding.page', placeOf(end));
    case 'refused':
      return told('failed', 'onboarding.refused', placeOf(end));
    case 'broken':
      return told('inconclusive', 'onboarding.broken', placeOf(end));
    case 'unreachable':
      return told('inconclusive', 'onboarding.unreachable', {
        ...placeOf(end),
        code: end.failure.code,
        reason: end.failure.message,
      });
    case 'insecure':
      return told('failed', 'onboarding.insecure', placeOf(end));
    case 'unusable':
      return told('failed', 'onboarding.redirect-unusable', placeOf(end));
    case 'too-many':
      return told('failed', 'onboarding.too-many-redirects', placeOf(end));
  }
}

function placeOf(end: Exclude<WalkEnd, { kind: 'authorize' }>): Record<string, string | number> {
  return { host: end.host, ...('status' in end ? { status: end.status } : {}) };
}

/** What has to be new in every authorization, and the finding when it is not. */
const NEW_EACH_TIME: readonly (readonly [UrlAspect, string, Parameters<typeof finding>[0]])[] = [
  ['state', 'state', 'onboarding.state-repeated'],
  ['pkce', 'code_challenge', 'onboarding.pkce-repeated'],
];

/** A state or challenge that came twice guards nothing, whatever else it looks like. */
function withRepeats(outcomes: readonly VisitOutcome[]): VisitOutcome[] {
  return outcomes.map((outcome) => ({
    ...outcome,
    verdicts: outcome.verdicts.map((verdict) => repeated(verdict, outcome, outcomes) ?? verdict),
  }));
}

function repeated(
  verdict: Verdict,
  { url, visit }: VisitOutcome,
  all: readonly VisitOutcome[],
): Verdict | undefined {
  if (verdict.grade === 'failed') return undefined;
  const row = NEW_EACH_TIME.find(([aspect]) => verdict.check.endsWith(`.${aspect}`));
  const value = row === undefined ? undefined : url?.searchParams.get(row[1]);
  if (row === undefined || value === null || value === undefined || value === '') return undefined;
  const others = all.filter(
    (each) => each.url !== url && each.url?.searchParams.get(row[1]) === value,
  );
  if (others.length === 0) return undefined;
  const sites = [...new Set(others.map((each) => each.visit.site.key))];
  return {
    ...verdict,
    grade: 'failed',
    finding: finding(row[2], { site: visit.site.key, others: sites }),
  };
}

/** Whether a partner's application has to know the gov sites is for the partner to say. */
function softened(ctx: RegionContext, site: SiteRow, verdict: Verdict): Verdict {
  return verdict.grade === 'failed' && site.environment === 'gov' && !isNamed(ctx, site)
    ? { ...verdict, grade: 'review' }
    : verdict;
}
