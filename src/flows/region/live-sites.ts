import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { compareSiteLists, readSiteList } from '../../checks/region/live-sites.ts';
import { startCheck, type Judgement } from '../../checks/verdict.ts';
import type { Verdict } from '../../model/report.ts';
import { siteEndpoints } from '../../sites/endpoints.ts';
import { contact } from './contact.ts';
import type { RegionContext } from './region-context.ts';

/**
 * `--live-sites`: asks each site which sites there are, and holds the table of this program against
 * what they say together. The endpoint is a preview; a site without it says nothing.
 * @see https://docs.datadoghq.com/api/latest/oauth2-client-public/
 */
export async function liveSites(ctx: RegionContext, sites: readonly SiteRow[]): Promise<Verdict> {
  const check = startCheck(ctx.run.host.clock, {
    id: 'region.live-sites',
    check: 'region.live-sites',
    title: 'Table of sites',
    subject: {},
  });
  const answers = await Promise.all(
    sites.map(async (site) => {
      const { blocked } = await contact(ctx, site, site.api, { handshake: false });
      if (blocked !== undefined) return { site, exchanges: [], list: undefined };
      const url = siteEndpoints(site).knownSitesUrl;
      const headers = { accept: 'application/vnd.api+json, application/json' };
      const sent = await ctx.run.send({ method: 'GET', url, headers }, { retry: true });
      const list = sent.response === undefined ? undefined : readSiteList(sent.response);
      return { site, exchanges: [sent.exchange], list };
    }),
  );
  const exchanges = answers.flatMap((answer) => answer.exchanges);
  const listing = answers.filter(({ list }) => list?.kind === 'hosts');
  const hosts = answers.flatMap(({ list }) => (list?.kind === 'hosts' ? list.hosts : []));
  if (listing.length > 0) {
    const asked = listing.map(({ site }) => site);
    const unique = [...new Set(hosts)];
    return check({
      ...compareSiteLists(unique, asked, ctx.run.settings.siteTable),
      exchanges,
    });
  }
  return check({ ...judgeSilence(answers.map(({ list }) => list)), exchanges });
}

function judgeSilence(lists: readonly (ReturnType<typeof readSiteList> | undefined)[]): Judgement {
  const answered = lists.filter((list) => list !== undefined);
  if (answered.length > 0 && answered.every(({ kind }) => kind === 'absent')) {
    return { grade: 'skipped', finding: finding('region.live-absent') };
  }
  const statuses = answered.flatMap((list) =>
    list.kind === 'unreadable' ? [String(list.status)] : [],
  );
  return {
    grade: 'inconclusive',
    finding: finding('region.live-unreadable', { statuses: [...new Set(statuses)] }),
  };
}
