import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { judgeCertificate } from '../../checks/region/judge-certificate.ts';
import { judgeNames } from '../../checks/region/judge-names.ts';
import { judgeUnreached } from '../../checks/region/judge-unreached.ts';
import type { Judgement } from '../../checks/verdict.ts';
import { WORST_FIRST, type Verdict } from '../../model/report.ts';
import type { Contact } from './contact.ts';
import { startRegionCheck, type RegionContext } from './region-context.ts';

/** Whether the names of web app and API host have addresses. */
export async function regionDns(
  ctx: RegionContext,
  site: SiteRow,
  reaching: readonly Promise<Contact>[],
): Promise<Verdict> {
  const check = startRegionCheck(ctx.run, site, 'dns', 'DNS');
  const contacts = await Promise.all(reaching);
  const named = contacts.flatMap(({ place, addresses }) =>
    addresses === undefined ? [] : [{ place, addresses }],
  );
  const judgement =
    named.length > 0
      ? judgeNames(named, ctx.run.host.clock.now())
      : notLookedUp(ctx, site, contacts);
  const durationMs = Math.max(...contacts.map(({ lookUpMs }) => lookUpMs));
  return { ...check(judgement), durationMs };
}

/** What web app and API host show in the TLS handshake. */
export async function regionTls(
  ctx: RegionContext,
  site: SiteRow,
  reaching: readonly Promise<Contact>[],
): Promise<Verdict> {
  const check = startRegionCheck(ctx.run, site, 'tls', 'TLS');
  const contacts = await Promise.all(reaching);
  const judgements = contacts.flatMap((contact) => judgeHandshake(ctx, contact));
  const [worst] = judgements.sort(
    (a, b) => WORST_FIRST.indexOf(a.grade) - WORST_FIRST.indexOf(b.grade),
  );
  const durationMs = Math.max(...contacts.map(({ handshakeMs }) => handshakeMs));
  return { ...check(worst ?? notLookedUp(ctx, site, contacts)), durationMs };
}

/** Nothing where there was no handshake for want of a simulator's or a config's TLS. */
function judgeHandshake(
  ctx: RegionContext,
  { place, tls, blocked, addresses }: Contact,
): readonly Judgement[] {
  const nowMs = ctx.run.host.clock.now();
  if (tls?.shown !== undefined) return [judgeCertificate(place, tls.shown, nowMs)];
  if (tls?.failure !== undefined) {
    return [judgeUnreached({ place, failure: tls.failure, addresses, nowMs })];
  }
  return blocked === undefined ? [] : [blocked];
}

/** Why names and certificates were not looked at. */
function notLookedUp(ctx: RegionContext, site: SiteRow, contacts: readonly Contact[]): Judgement {
  const proxy = contacts.find(({ place }) => place.proxy !== undefined)?.place.proxy;
  const skipped = (judged: Judgement['finding']): Judgement => ({
    grade: 'skipped',
    finding: judged,
  });
  if (ctx.probe === undefined) {
    return skipped(finding('region.not-on-simulator', { site: site.key }));
  }
  return proxy === undefined
    ? skipped(finding('region.plain-http', { site: site.key }))
    : skipped(finding('region.names-by-proxy', { site: site.key, proxy }));
}
