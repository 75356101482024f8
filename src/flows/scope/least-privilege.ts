import { SCOPES } from '../../catalog/scopes.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { askTogether } from '../../checks/ask-together.ts';
import { runBounded } from '../../checks/runner.ts';
import {
  checkUngranted,
  judgeUnused,
  ungrantedScopes,
  unusedScopes,
} from '../../checks/scope-ungranted.ts';
import type { Grant } from '../../model/grant.ts';
import type { Verdict } from '../../model/report.ts';
import { requireClient } from '../run/client.ts';
import type { Run } from '../run/run.ts';
import { scopeContext } from './scope-context.ts';

/**
 * `--probe-ungranted`: one request for each scope that was not granted, which has to be refused, and
 * the granted scopes that the profile does not name. In catalog order.
 */
export async function probeUngranted(run: Run, site: SiteRow, grant: Grant): Promise<Verdict[]> {
  const context = scopeContext(run, site, grant, undefined);
  const ctx = { ...context, tokenAlive: askTogether(() => context.tokenAlive(true)) };
  const closed = ungrantedScopes(SCOPES, grant.scopes);
  let done = 0;
  const verdicts = await runBounded(closed, run.concurrency, (one) => checkUngranted(one, ctx), {
    signal: run.signal,
    onDone: () =>
      run.ui.progress(
        `${site.key}: ${String((done += 1))} of ${String(closed.length)} scopes that were not granted`,
      ),
  });
  const unused = unusedScopes(grant.scopes, requireClient(run).scopes);
  return [...verdicts, ...unused.map((scope) => judgeUnused(scope, ctx))];
}
