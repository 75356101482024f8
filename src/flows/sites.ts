import { DESTINATIONS } from '../catalog/destinations.ts';
import { finding } from '../catalog/findings.ts';
import type { IntakeName, SiteHost, SiteRow } from '../catalog/site-row.ts';
import { startCheck } from '../checks/verdict.ts';
import type { Verdict } from '../model/report.ts';
import type { Run } from './run/run.ts';

/** `sites`: every host of the table, with how it was learnt. Sends nothing. */
export function runSites(run: Run): Verdict[] {
  const sites = run.settings.sites ?? run.settings.siteTable.all;
  return sites.flatMap((site) =>
    hostsOf(site).map(({ name, title, host }) => {
      const check = startCheck(run.host.clock, {
        id: `site.${name}`,
        check: 'site.listed',
        title,
        subject: { site: site.key, host: new URL(host.url).host },
      });
      const listed = finding('site.listed', {
        site: site.key,
        name: site.name,
        domain: site.domain,
        environment: site.environment,
        kind: name,
        url: host.url,
        status: host.status,
        source: host.source,
      });
      return check({ grade: 'passed', finding: listed });
    }),
  );
}

/** Web app and API first, then where data goes, in the order of the table. */
function hostsOf(
  site: SiteRow,
): { readonly name: string; readonly title: string; readonly host: SiteHost }[] {
  const intakes = Object.entries(site.intake) as [IntakeName, SiteHost][];
  return [
    { name: 'web', title: 'Web app and authorize page', host: site.app },
    { name: 'api', title: 'API, token endpoint, metrics, v1 events', host: site.api },
    ...intakes.map(([name, host]) => ({ name, title: DESTINATIONS[name].title, host })),
  ];
}
