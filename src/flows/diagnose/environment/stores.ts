import { finding } from '../../../catalog/findings.ts';
import { ToolError, messageOf } from '../../../errors.ts';
import { probeKeychain } from '../../../storage/keychain-probe.ts';
import type { Verdict } from '../../../model/report.ts';
import type { Run } from '../../run/run.ts';
import { startEnvironmentCheck } from './environment-check.ts';

/** Words by which keychains say that they are there and shut. */
const LOCKED = /lock|interaction is not allowed|prompt|dismissed|denied|cancel/i;

/** Whether the OS keychain works, and where secrets rest. */
export async function judgeStores(run: Run): Promise<Verdict[]> {
  return [await judgeKeychain(run), await judgeStore(run)];
}

async function judgeKeychain(run: Run): Promise<Verdict> {
  const { env, clock, random, keychain } = run.host;
  const check = startEnvironmentCheck(clock, 'keychain', 'OS keychain');
  const mode = env['DDOAUTH_STORE'] ?? '';
  if (run.simulation?.ownProcess === true || mode === 'file' || mode === 'memory') {
    const args = { mode: run.simulation?.ownProcess === true ? '--simulate' : mode };
    return check({ grade: 'skipped', finding: finding('environment.keychain-unused', args) });
  }
  const service = run.simulation === undefined ? 'ddoauth' : 'ddoauth (simulator)';
  const { reason } = await probeKeychain(keychain, { service, clock, random });
  if (reason === undefined) {
    return check({ grade: 'passed', finding: finding('environment.keychain-works') });
  }
  const state = LOCKED.test(reason) ? 'locked' : 'absent';
  return check({
    grade: mode === 'keychain' ? 'failed' : 'review',
    finding: finding('environment.keychain-unusable', {
      state,
      reason: run.redactor.redact(reason),
    }),
  });
}

async function judgeStore(run: Run): Promise<Verdict> {
  const check = startEnvironmentCheck(run.host.clock, 'store', 'Store in use');
  try {
    const { store } = await run.vault();
    const { clientId } = run.settings.client ?? {};
    const { grants, apiKeys } = await run.vault();
    const args = {
      kind: store.kind,
      where: store.where,
      grants: (await grants.list(clientId)).map(({ site }) => site),
      keys: (await apiKeys.list(clientId)).map(({ site }) => site),
    };
    return check({ grade: 'passed', finding: finding('environment.store', args) });
  } catch (error) {
    run.signal.throwIfAborted();
    const hint = error instanceof ToolError ? error.hint : undefined;
    const reason = run.redactor.redact(messageOf(error));
    return check({
      grade: 'failed',
      finding: finding('environment.store-unusable', { reason, hint }),
    });
  }
}
