import { isDeepStrictEqual } from 'node:util';
import { finding } from '../../catalog/findings.ts';
import { startCheck, type Judgement } from '../../checks/verdict.ts';
import { ToolError } from '../../errors.ts';
import type { Verdict } from '../../model/report.ts';
import type { ConfigProfile } from '../../settings/config-schema.ts';
import type { Run } from '../run/run.ts';
import { configIn, profileOf, type ConfigFile } from './config-file.ts';
import { changedConfig, newConfig } from './edit-config.ts';
import { insistedOn, judgeProfile, type Field } from './judge-answers.ts';
import { assertConfigWritable, saveConfig } from './save.ts';
import { storeSecret, type SecretPlan } from './secret.ts';

/** What is to be written. */
export interface Writing {
  readonly profile: string;
  /** Members to put in; others of the profile stay. */
  readonly content: ConfigProfile;
  readonly clientId: string;
  readonly plan: SecretPlan;
  /** Yes to the question whether to replace. */
  readonly yes: boolean;
  /** Verdicts that go before. */
  readonly before: readonly Verdict[];
}

/** Asks about what would be overwritten, then stores and writes. */
export async function writeProfile(
  run: Run,
  file: ConfigFile,
  writing: Writing,
): Promise<Verdict[]> {
  const { profile, content, clientId, plan, before } = writing;
  const check = startCheck(run.host.clock, {
    id: 'init.profile',
    check: 'init.profile',
    title: 'Profile',
    subject: { file: file.shown },
  });
  const current = profileOf(file, profile);
  const changes = changesOf(current, content);
  const defaultProfile = newDefault(file, profile);
  const change = { profile, content: inOrder(content), defaultProfile };
  const text = file.text === undefined ? newConfig(change) : changedConfig(file.text, change);
  const after = configIn(text, file.shown);
  const args = {
    file: file.shown,
    profile,
    clientId,
    ...nextOf(run, after.defaultProfile, profile),
  };
  const replaced = [
    ...(current === undefined ? [] : changes),
    ...(plan.kind === 'store' && plan.replaces ? ['the stored client secret'] : []),
  ];
  if (replaced.length > 0 && !(await mayReplace(run, file, writing, replaced))) {
    return [...before, check({ grade: 'skipped', finding: finding('init.kept', args) })];
  }
  const target = text === file.text ? undefined : await assertConfigWritable(file);
  const stored = await storeSecret(run, clientId, plan, file.shown);
  if (target !== undefined) await saveConfig(run, file, target, text);
  const code =
    file.text === undefined
      ? 'init.created'
      : text === file.text
        ? 'init.unchanged'
        : current === undefined
          ? 'init.added'
          : 'init.changed';
  const written: Judgement = {
    grade: 'passed',
    finding: finding(code, { ...args, changes, defaultProfile }),
  };
  const complaints = judgeProfile(run, { ...file, text, content: after }, profile, {
    ...profileOf({ ...file, content: after }, profile),
  });
  return [
    ...before,
    check(written),
    ...(stored === undefined ? [] : [secretCheck(run)(stored)]),
    ...insistedOn(complaints),
  ];
}

/** Members in the order in which the documentation has them. */
const ORDER: readonly Field[] = [
  'kind',
  'stage',
  'manifest',
  'clientId',
  'name',
  'redirectUris',
  'onboardingUrl',
  'scopes',
  'sites',
];

function inOrder(content: ConfigProfile): ConfigProfile {
  const entries: [string, unknown][] = Object.entries(content);
  const rank = (key: string): number => ORDER.findIndex((field) => field === key);
  return Object.fromEntries(entries.sort(([one], [other]) => rank(one) - rank(other)));
}

function secretCheck(run: Run): (judgement: Judgement) => Verdict {
  return startCheck(run.host.clock, {
    id: 'init.secret',
    check: 'init.secret',
    title: 'Client secret',
    subject: {},
  });
}

/** Members that would be other than they are. */
function changesOf(current: ConfigProfile | undefined, content: ConfigProfile): string[] {
  const now = new Map<string, unknown>(Object.entries(current ?? {}));
  return Object.entries(content).flatMap(([key, value]) =>
    isDeepStrictEqual(now.get(key), value) ? [] : [key],
  );
}

/**
 * What `defaultProfile` becomes where there is none: the first profile. A config whose only profile
 * needed no name until now would no longer do without.
 */
function newDefault(file: ConfigFile, profile: string): string | undefined {
  if (file.content.defaultProfile !== undefined) return undefined;
  const names = Object.keys(file.content.profiles ?? {});
  if (names.length === 0) return profile;
  return names.length === 1 && names[0] !== profile ? names[0] : undefined;
}

/**
 * Asks before something is replaced.
 * @throws ToolError `usage.confirmation` when nobody can be asked
 */
export async function mayReplace(
  run: Run,
  file: ConfigFile,
  { profile, yes }: Pick<Writing, 'profile' | 'yes'>,
  replaced: readonly string[],
): Promise<boolean> {
  if (yes) return true;
  const what = `Profile "${profile}" of ${file.shown} is there already; this would replace: ${replaced.join(', ')}.`;
  if (run.interactive) {
    run.ui.notice(what);
    return run.host.prompter.confirm('Replace it?', run.signal);
  }
  throw new ToolError('usage.confirmation', `init: ${what}`, {
    hint: 'Nothing was written; --yes replaces it, another --profile adds one',
  });
}

/** What the next command needs so that it is about this profile. */
function nextOf(
  run: Run,
  defaultProfile: string | undefined,
  profile: string,
): { readonly named?: boolean; readonly simulator?: string } {
  const { simulation } = run;
  return {
    ...(defaultProfile === profile ? {} : { named: true }),
    ...(simulation === undefined ? {} : { simulator: simulation.origin }),
  };
}
