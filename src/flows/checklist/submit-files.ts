import { resolve } from 'node:path';
import { finding } from '../../catalog/findings.ts';
import { ToolError } from '../../errors.ts';
import type { Found } from '../../lint/lint.ts';
import { lint } from '../../lint/lint.ts';
import { lintVerdicts } from '../../lint/verdicts.ts';
import type { Verdict } from '../../model/report.ts';
import {
  lintSet,
  namedFile,
  readManifestsOf,
  readNamed,
  shownPath,
  type Named,
} from '../lint/lint-files.ts';
import { requireClient } from '../run/client.ts';
import type { Run } from '../run/run.ts';
import { startStepCheck } from './step-context.ts';

/**
 * What lint says of the files this client is described in: errors and warnings, not what it would like a
 * person to look at. Of a config only what is said of this profile and of the file as a whole.
 */
export function fileVerdicts(run: Run): Verdict[] {
  const named = describedIn(run);
  if (named === undefined) return [];
  const { cwd } = run.host;
  const { profileName } = run.settings;
  try {
    const given = readNamed([named]);
    const beside = readManifestsOf(given, cwd, profileName ?? undefined);
    const set = lintSet([...given, ...beside]);
    const found = lint(set).filter((each) => isOurs(each, profileName));
    return lintVerdicts(set, found, set.files)
      .filter(({ grade }) => grade !== 'review')
      .map((verdict) => inSimulator(run, verdict));
  } catch (error) {
    // A pipe can be read once, and the settings have read it.
    if (!(error instanceof ToolError) || !error.code.startsWith('usage.')) throw error;
    const check = startStepCheck(run, 'submit.files', 'Files');
    const reason = run.redactor.redact(error.message);
    const unread = finding('checklist.files-unread', { reason });
    return [check({ grade: 'inconclusive', finding: unread })];
  }
}

/** The config, when the client is a profile of it; else the manifest. */
function describedIn(run: Run): Named | undefined {
  const { cwd } = run.host;
  const { configFile, profileName } = run.settings;
  if (profileName !== null && configFile !== undefined) {
    return { shown: shownPath(configFile, cwd), path: configFile };
  }
  const { manifest } = requireClient(run);
  return manifest === undefined ? undefined : namedFile(manifest, resolve(cwd));
}

function isOurs({ file, at }: Found, profileName: string | null): boolean {
  if (file.kind === 'manifest') return true;
  const [top, name] = at.path;
  return top !== 'profiles' || name === undefined || name === profileName;
}

/** Nothing is submitted to a simulator of this process: there what is wrong for customers is a warning. */
function inSimulator(run: Run, verdict: Verdict): Verdict {
  const rehearsed = run.simulation?.ownProcess === true && verdict.grade === 'failed';
  return rehearsed ? { ...verdict, grade: 'warning' } : verdict;
}
