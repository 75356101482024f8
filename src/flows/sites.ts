import { finding } from '../catalog/findings.ts';
import { startCheck } from '../checks/verdict.ts';
import type { Verdict } from '../model/report.ts';
import type { Run } from './run/run.ts';

/** `sites`: the table, with how each row was learnt. Sends nothing. */
export function runSites(run: Run): Verdict[] {
  const sites = run.settings.sites ?? run.settings.siteTable.all;
  return sites.map((site) => {
    const check = startCheck(run.host.clock, {
      id: `site.${site.key}`,
      check: 'site.listed',
      title: site.name,
      subject: { site: site.key },
    });
    const listed = finding('site.listed', {
      domain: site.domain,
      app: site.app.url,
      api: site.api.url,
      environment: site.environment,
      intakes: Object.entries(site.intake).map(
        ([name, host]) => `${name} ${host.url} (${host.status})`,
      ),
      source: [...new Set([site.app.source, site.api.source])],
    });
    return check({ grade: 'passed', finding: listed });
  });
}
