import { finding } from '../../../catalog/findings.ts';
import type { Verdict } from '../../../model/report.ts';
import type { Run } from '../../run/run.ts';
import { startEnvironmentCheck } from './environment-check.ts';

/** Which config was found where, and which client it or a flag gives. */
export function judgeConfig(run: Run): Verdict {
  const check = startEnvironmentCheck(run.host.clock, 'config', 'Config');
  const { configFile, profileName, client, provenance } = run.settings;
  const where = provenance.find(({ name }) => name === 'config')?.where;
  const args = {
    path: configFile,
    where,
    profile: profileName ?? undefined,
    clientId: client?.clientId,
    kind: client?.kind,
    redirectUris: client?.redirectUris.length,
  };
  if (client === null) {
    return check({ grade: 'review', finding: finding('environment.no-client', args) });
  }
  return check({ grade: 'passed', finding: finding('environment.client', args) });
}
