import { finding } from '../../catalog/findings.ts';
import type { Verdict } from '../../model/report.ts';
import { proveKey } from '../create-key.ts';
import { requireClient } from '../run/client.ts';
import { blocked, startStepCheck, type StepContext } from './step-context.ts';

/** The scope whose proof is the key itself. */
export const KEY_SCOPE = 'api_keys_write';

/** Step 2: the API key of each org, and data sent with it. */
export async function keyStep(ctx: StepContext): Promise<Verdict[]> {
  const { run, options, plan } = ctx;
  const { scopes } = requireClient(run);
  if (scopes.length > 0 && !scopes.includes(KEY_SCOPE)) {
    const check = startStepCheck(run, 'key.create', 'API key');
    return [check({ grade: 'skipped', finding: finding('checklist.key-not-requested') })];
  }
  if (plan === undefined) return [];
  const verdicts: Verdict[] = [];
  for (const granted of await ctx.grants()) {
    const { site, grant } = granted;
    if (grant === undefined) {
      verdicts.push(startStepCheck(run, 'key.create', 'API key', site)(blocked(granted)));
    } else {
      verdicts.push(...(await proveKey(run, site, grant, { ...options.key, plan })));
    }
  }
  return verdicts;
}
