import { startCheck } from '../../checks/verdict.ts';
import { readLintFile } from '../../lint/lint-file.ts';
import { lint, type Found } from '../../lint/lint.ts';
import { lintVerdicts } from '../../lint/verdicts.ts';
import type { Verdict } from '../../model/report.ts';
import type { ConfigProfile } from '../../settings/config-schema.ts';
import { judgeStage, type StageMistake } from '../../settings/stage.ts';
import { lintSet, readManifestsOf } from '../lint/lint-files.ts';
import type { Run } from '../run/run.ts';
import { clientIdOf, otherProfiles, profileOf, siteKeys, type ConfigFile } from './config-file.ts';
import { changedConfig, newConfig } from './edit-config.ts';

/** A member of a profile. */
export type Field = keyof ConfigProfile;

/** What is wrong with an answer. */
export interface Complaint {
  readonly severity: 'error' | 'warning' | 'hint';
  /** Nobody may insist on it: the file would be no config. */
  readonly fatal: boolean;
  /** `undefined`: the profile as a whole. */
  readonly field: Field | undefined;
  readonly verdict: Verdict;
}

/** Rules whose findings make the file unusable. */
const FATAL_RULES: readonly string[] = ['config-schema', 'secret-in-file', 'site-unknown'];

/**
 * What lint and the stage say of a profile as it would stand in the config. One that is not complete
 * yet is judged as far as it goes.
 */
export function judgeProfile(
  run: Run,
  file: ConfigFile,
  name: string,
  content: ConfigProfile,
): readonly Complaint[] {
  return [
    ...lintComplaints(run, file, name, content),
    ...stageComplaints(run, file, name, content),
  ];
}

function lintComplaints(
  run: Run,
  file: ConfigFile,
  name: string,
  content: ConfigProfile,
): Complaint[] {
  const change = { profile: name, content, defaultProfile: undefined };
  const text = file.text === undefined ? newConfig(change) : changedConfig(file.text, change);
  const read = readLintFile(text, file);
  if ('reason' in read) return [];
  const set = lintSet([read, ...readManifestsOf([read], run.host.cwd, name)]);
  return lint(set).flatMap((found) => {
    const [top, profile, field] = found.at.path;
    if (found.file !== read || top !== 'profiles' || profile !== name) return [];
    // The stage says the same, and with it what to do.
    if (found.rule.id === 'client-id-shared') return [];
    const verdict = lintVerdicts(set, [found], [read]).find(({ check }) => check !== 'lint.file');
    return verdict === undefined ? [] : [complaintOf(found, field, verdict)];
  });
}

function complaintOf(
  found: Found,
  field: string | number | undefined,
  verdict: Verdict,
): Complaint {
  return {
    severity: found.severity,
    fatal: FATAL_RULES.includes(found.rule.id),
    field: isField(field) ? field : undefined,
    verdict,
  };
}

const FIELDS: readonly string[] = [
  'kind',
  'stage',
  'clientId',
  'name',
  'redirectUris',
  'onboardingUrl',
  'scopes',
  'sites',
  'manifest',
] satisfies Field[];

function isField(value: string | number | undefined): value is Field {
  return typeof value === 'string' && FIELDS.includes(value);
}

const STAGE_FIELDS: Readonly<Record<string, Field>> = {
  'stage.same-id': 'clientId',
  'stage.wrong-client': 'stage',
  'stage.foreign-sites': 'sites',
};

function stageComplaints(
  run: Run,
  file: ConfigFile,
  name: string,
  content: ConfigProfile,
): Complaint[] {
  // What is not said anew stays as it is.
  const { kind, stage, ...rest } = { ...profileOf(file, name), ...content };
  const clientId = clientIdOf(file, rest);
  const sites = siteKeys(file, rest.sites);
  // Whoever makes a profile for a public client knows what it is.
  if (kind === undefined || kind === 'public' || clientId === undefined) return [];
  const client = { kind, clientId, stage };
  return judgeStage({ client, sites, others: otherProfiles(file, name) }).map((mistake) => ({
    severity: mistake.grade === 'failed' ? 'error' : 'warning',
    fatal: false,
    field: STAGE_FIELDS[mistake.finding.code],
    verdict: stageVerdict(run, mistake),
  }));
}

/** A mistake about the stage as a verdict. */
export function stageVerdict(run: Run, { grade, finding: found }: StageMistake): Verdict {
  const check = startCheck(run.host.clock, {
    id: `init.${found.code}`,
    check: 'init.stage',
    title: 'Client and stage',
    subject: {},
  });
  return check({ grade, finding: found });
}

/** A complaint on which somebody insisted is a warning; hints are left to `lint`. */
export function insistedOn(complaints: readonly Complaint[]): Verdict[] {
  return complaints
    .filter(({ severity }) => severity !== 'hint')
    .map(({ verdict }) => ({ ...verdict, grade: 'warning' as const }));
}

/** A complaint in words, for a line at the terminal or in an error. */
export function wordsOfComplaint(run: Run, { verdict }: Complaint): string {
  const { message, remedy } = run.ui.explain(verdict.finding);
  return remedy === undefined ? message : `${message} ${remedy}`;
}
