import { SCOPES } from '../../catalog/scopes.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { startCheck, type Judgement } from '../../checks/verdict.ts';
import { ToolError } from '../../errors.ts';
import type { Verdict } from '../../model/report.ts';
import { requireClient } from '../run/client.ts';
import type { Run } from '../run/run.ts';
import type { AuthorizeRequest } from './authorize-request.ts';
import { usesBuiltInBrowser } from './authorize-wait.ts';
import { bisectInBrowser } from './bisect-guided.ts';
import { bisectWithoutLogin } from './bisect-preflight.ts';
import { bisectVerdicts, inCatalogOrder, type TimedBisection } from './bisect-verdicts.ts';

/** How to ask: `auto` tries without a login first, `guided` goes through the browser at once. */
type BisectHow = 'auto' | 'guided';

/**
 * `authorize --bisect-scopes`: which of the requested scopes each site refuses. Sites that tell it
 * without a login are asked side by side; for the others a person is needed. Nothing is stored.
 */
export async function bisectSites(
  run: Run,
  request: Omit<AuthorizeRequest, 'site'>,
  how: BisectHow,
): Promise<Verdict[]> {
  const scopes = scopesToAsk(run);
  const sites = run.settings.sites ?? run.settings.siteTable.all.slice(0, 1);
  const canBeAsked = run.interactive || usesBuiltInBrowser(run);
  if (how === 'guided' && !canBeAsked) {
    throw new ToolError(
      'usage.flag',
      '--bisect-scopes guided asks through the browser and needs a person at a terminal.',
      { hint: 'Without "guided" a site is asked without a login, where it allows that' },
    );
  }
  const started = sites.map((site) => ({ site, check: startBisectCheck(run, site) }));
  const before = await Promise.all(
    started.map(async ({ site, check }) =>
      how === 'guided'
        ? { site, check, wantsLogin: true, how: 'guided' as const, asked: [] }
        : { ...(await bisectWithoutLogin(run, site, scopes)), check },
    ),
  );
  run.ui.progress(undefined);
  const results: TimedBisection[] = [];
  for (const result of before) {
    const { site, check } = result;
    if (!result.wantsLogin || !canBeAsked) results.push(result);
    else results.push({ ...(await bisectInBrowser(run, request, site, scopes)), check });
  }
  return bisectVerdicts(run, results);
}

function startBisectCheck(run: Run, site: SiteRow): (judgement: Judgement) => Verdict {
  return startCheck(run.host.clock, {
    id: 'authorize.bisect',
    check: 'authorize.bisect',
    title: 'Scopes of the request',
    subject: { site: site.key },
  });
}

/** Those of `--scope`, where `all` means the catalog, else those of the profile, in catalog order. */
function scopesToAsk(run: Run): readonly string[] {
  const wanted = run.settings.requestedScopes ?? requireClient(run).scopes;
  if (wanted.length === 0) {
    throw new ToolError('usage.flag', '--bisect-scopes: there are no scopes to ask for.', {
      hint: 'Name them with --scope, or put them into the profile',
    });
  }
  return wanted.includes('all')
    ? SCOPES.map(({ scope }) => scope)
    : inCatalogOrder([...new Set(wanted)]);
}
