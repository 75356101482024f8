import type { Verdict } from '../model/report.ts';
import type { ConfigProfile } from '../settings/config-schema.ts';
import { judgeStage } from '../settings/stage.ts';
import { askKind, askProfile, askProfileName } from './init/ask-profile.ts';
import { openConfigFile, otherProfiles, profileOf, type ConfigFile } from './init/config-file.ts';
import { known, type Known } from './init/flag-answers.ts';
import type { InitOptions, Kind } from './init/init-options.ts';
import { tell } from './init/ask.ts';
import { judgeProfile, stageVerdict } from './init/judge-answers.ts';
import { assertComplete, assertGood } from './init/missing.ts';
import { runRegistration } from './init/registration.ts';
import {
  givenSecret,
  planSecret,
  profileWithSecret,
  storedSecret,
  type SecretPlan,
} from './init/secret.ts';
import { writeProfile } from './init/write-profile.ts';
import type { Run } from './run/run.ts';

/**
 * `init`: writes a profile into the config and puts the client secret into the store. Everything is
 * asked and judged before the first thing is written; the secret comes first, so that no config names
 * a client whose secret was lost.
 */
export async function runInit(run: Run, options: InitOptions): Promise<Verdict[]> {
  const file = openConfigFile(run.host, options.config);
  if (options.register !== undefined) return runRegistration(run, file, options);
  const secret = await givenSecret(run, options);
  const { profile, content, clientId, kind } = run.interactive
    ? await askEverything(run, file, options)
    : await takeFlags(run, file, options, secret !== undefined);
  const planned: SecretPlan =
    kind === 'public' ? { kind: 'none' } : await planSecret(run, clientId, secret, options);
  const wanted = { profile, content, clientId, kind };
  const { plan, verdicts } = await judgeSecret(run, file, wanted, planned, options.yes);
  return writeProfile(run, file, { ...wanted, plan, yes: options.yes, before: verdicts });
}

/** A profile as it is to be written. */
interface Wanted {
  readonly profile: string;
  /** Members to put in. */
  readonly content: ConfigProfile;
  readonly clientId: string;
  readonly kind: Kind;
}

async function askEverything(run: Run, file: ConfigFile, options: InitOptions): Promise<Wanted> {
  const first = known(run.host, file, options.profile, options);
  const kind = first.kind ?? (await askKind(run));
  const profile = options.profile ?? (await askProfileName(run, kind));
  const found = known(run.host, file, profile, { ...options, kind: options.kind ?? first.kind });
  const doubtful = withoutMistakes(run, file, profile, found);
  const asked = await askProfile(run, file, profile, { ...doubtful, kind });
  const content = { ...asked, ...kindMember(file, profile, kind, options) };
  return { profile, content, kind, clientId: idOf(found, content) };
}

/** What flags say and has mistakes is asked for again, as if it had been typed. */
function withoutMistakes(run: Run, file: ConfigFile, profile: string, found: Known): Known {
  const complaints = judgeProfile(run, file, profile, found.given).filter(
    ({ field, severity }) =>
      severity === 'error' && field !== undefined && found.given[field] !== undefined,
  );
  tell(run, complaints);
  assertGood(
    run,
    complaints.filter(({ fatal }) => fatal),
    true,
  );
  const doubtful = new Set<string>(complaints.map(({ field }) => field ?? ''));
  const split = (isDoubtful: boolean): ConfigProfile =>
    Object.fromEntries(
      Object.entries(found.given).filter(([field]) => doubtful.has(field) === isDoubtful),
    );
  return { ...found, given: split(false), current: { ...found.current, ...split(true) } };
}

async function takeFlags(
  run: Run,
  file: ConfigFile,
  options: InitOptions,
  hasSecret: boolean,
): Promise<Wanted> {
  const first = known(run.host, file, options.profile, options);
  const profile = options.profile ?? first.kind ?? '';
  const found = known(run.host, file, profile, options);
  const { kind = 'test' } = found;
  const clientId = idOf(found, {});
  const secretIsKnown =
    hasSecret ||
    options.withoutSecret ||
    (clientId !== '' && kind !== 'public' && (await storedSecret(run, clientId)) !== undefined);
  assertComplete(found, secretIsKnown);
  const content = { ...found.given, ...kindMember(file, profile, kind, options) };
  assertGood(run, judgeProfile(run, file, profile, content), options.yes);
  return { profile, content, clientId, kind };
}

/** A profile that goes without `kind`, as one with a manifest may, is left without. */
function kindMember(
  file: ConfigFile,
  profile: string,
  kind: Kind,
  options: InitOptions,
): ConfigProfile {
  const current = profileOf(file, profile);
  const isImplied = options.kind === undefined && current !== undefined && current.kind !== kind;
  return isImplied ? {} : { kind };
}

function idOf({ given, current, fromManifest }: Known, content: ConfigProfile): string {
  return content.clientId ?? given.clientId ?? current.clientId ?? fromManifest.clientId ?? '';
}

/**
 * The secret of another client in place of this one's: only the store can tell.
 * @throws ToolError `usage.flag` when nobody can be asked whether it is meant
 */
async function judgeSecret(
  run: Run,
  file: ConfigFile,
  { profile, kind, clientId, content }: Wanted,
  plan: SecretPlan,
  yes: boolean,
): Promise<{ readonly plan: SecretPlan; readonly verdicts: readonly Verdict[] }> {
  if (plan.kind !== 'store') return { plan, verdicts: [] };
  const others = otherProfiles(file, profile).filter((other) => other.clientId !== clientId);
  const sameSecretAs = await profileWithSecret(run, plan.secret, others);
  const stage = content.stage ?? profileOf(file, profile)?.stage;
  const [mistake] = judgeStage({ client: { kind, clientId, stage }, others, sameSecretAs }).filter(
    ({ finding: { code } }) => code === 'stage.same-secret',
  );
  if (mistake === undefined) return { plan, verdicts: [] };
  const verdict = { ...stageVerdict(run, mistake), grade: 'warning' as const };
  const complaint = { severity: 'error', fatal: false, field: undefined, verdict } as const;
  if (!run.interactive) assertGood(run, [complaint], yes);
  else if (!yes) {
    tell(run, [complaint]);
    const isMeant = await run.host.prompter.confirm('Store it all the same?', run.signal);
    if (!isMeant) return { plan: { kind: 'left-out' }, verdicts: [] };
  }
  return { plan, verdicts: [verdict] };
}
