import { finding } from '../../../catalog/findings.ts';
import { messageOf } from '../../../errors.ts';
import { dataFolder } from '../../../storage/data-folder.ts';
import { proveFolderWritable } from '../../../storage/prove-folder.ts';
import type { Verdict } from '../../../model/report.ts';
import type { Run } from '../../run/run.ts';
import { startEnvironmentCheck } from './environment-check.ts';

/** Whether the data folder takes a file: store, locks and journals rest there. */
export async function judgeDataFolder(run: Run): Promise<Verdict> {
  const { env, clock, random, platform } = run.host;
  const check = startEnvironmentCheck(clock, 'data-folder', 'Data folder');
  if (run.simulation?.ownProcess === true || env['DDOAUTH_STORE'] === 'memory') {
    return check({ grade: 'skipped', finding: finding('environment.data-folder-unused') });
  }
  let folder = '';
  try {
    folder = dataFolder({ env, os: platform.os, homeFolder: platform.homeFolder });
    await proveFolderWritable(folder, {
      random,
      pid: platform.pid,
      hostname: platform.hostname,
      onNotice: (line) => run.ui.notice(line),
    });
    return check({
      grade: 'passed',
      finding: finding('environment.data-folder-writable', { folder }),
    });
  } catch (error) {
    const reason = run.redactor.redact(messageOf(error));
    return check({
      grade: 'failed',
      finding: finding('environment.data-folder-unusable', { folder, reason }),
    });
  }
}
