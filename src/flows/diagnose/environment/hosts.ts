import { finding } from '../../../catalog/findings.ts';
import type { SiteHost, SiteRow } from '../../../catalog/site-row.ts';
import { judgeCertificate } from '../../../checks/region/judge-certificate.ts';
import type { Judgement } from '../../../checks/verdict.ts';
import type { ClockSample } from '../../../datadog/clock-offset.ts';
import { ToolError } from '../../../errors.ts';
import type { Verdict } from '../../../model/report.ts';
import { contact, judgeNoAnswer } from '../../region/contact.ts';
import { openRegionContext, type RegionContext } from '../../region/region-context.ts';
import type { Run } from '../../run/run.ts';
import type { LivePlan } from '../live-plan.ts';
import { startEnvironmentCheck } from './environment-check.ts';

/** What was seen of the hosts of the client's sites. */
export interface HostsLook {
  readonly verdicts: readonly Verdict[];
  /** Keys of the sites whose hosts both answered. */
  readonly reached: ReadonlySet<string>;
  readonly clockSamples: readonly ClockSample[];
}

/**
 * Goes to web app and API host of each site: the name, a TLS handshake, and one request without
 * credentials, whose answer tells the time.
 */
export async function lookAtHosts(
  run: Run,
  sites: readonly SiteRow[],
  plan: LivePlan,
): Promise<HostsLook> {
  const places = sites.flatMap((site) =>
    (['app', 'api'] as const).map((part) => ({ site, part, host: site[part] })),
  );
  const checkOf = ({ site, part, host }: (typeof places)[number]) =>
    startEnvironmentCheck(run.host.clock, `host.${site.key}.${part}`, 'Host reachable', {
      site: site.key,
      host: new URL(host.url).host,
    });
  if (plan.offline) {
    const verdicts = places.map((place) =>
      checkOf(place)({ grade: 'skipped', finding: finding('environment.offline') }),
    );
    return { verdicts, reached: new Set(), clockSamples: [] };
  }
  const nothing = { columns: new Set<never>(), destinations: [], atOnce: run.concurrency };
  const ctx = await openRegionContext(run, nothing);
  const verdicts = await Promise.all(
    places.map(async (place) => checkOf(place)(await judgeHost(ctx, place.site, place.host))),
  );
  const unreached = new Set(
    verdicts.flatMap(({ grade, subject: { site } }) =>
      grade === 'passed' || grade === 'warning' ? [] : [site],
    ),
  );
  const reached = new Set(sites.map(({ key }) => key).filter((key) => !unreached.has(key)));
  return { verdicts, reached, clockSamples: ctx.clockSamples };
}

async function judgeHost(ctx: RegionContext, site: SiteRow, host: SiteHost): Promise<Judgement> {
  try {
    return await goToHost(ctx, site, host);
  } catch (error) {
    // A proxy variable that names no proxy; it has a verdict of its own, too.
    if (!(error instanceof ToolError) || error.code !== 'usage.environment') throw error;
    const reason = ctx.run.redactor.redact(error.message);
    return {
      grade: 'inconclusive',
      finding: finding('environment.network-unopened', { reason }),
    };
  }
}

async function goToHost(ctx: RegionContext, site: SiteRow, host: SiteHost): Promise<Judgement> {
  const reached = await contact(ctx, site, host, { handshake: true });
  if (reached.blocked !== undefined) return reached.blocked;
  const url = new URL('/', host.url).href;
  const request = { method: 'GET', url, headers: { accept: 'text/html' } } as const;
  const sent = await ctx.run.send(request, { retry: true });
  if (sent.response === undefined) return judgeNoAnswer(ctx, reached, sent);
  const shown = reached.tls?.shown;
  const certificate =
    shown === undefined
      ? undefined
      : judgeCertificate(reached.place, shown, ctx.run.host.clock.now());
  if (certificate !== undefined && certificate.grade !== 'passed') return certificate;
  const { status } = sent.response;
  const args = { site: site.key, host: reached.place.host, status, proxy: reached.place.proxy };
  return {
    grade: 'passed',
    proof: 'reachable',
    finding: finding('environment.host-answers', args),
    exchanges: [sent.exchange],
  };
}
