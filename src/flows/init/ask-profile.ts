import type { SiteRow } from '../../catalog/site-row.ts';
import { STAGES, type Stage } from '../../catalog/stages.ts';
import { ToolError } from '../../errors.ts';
import type { ConfigProfile } from '../../settings/config-schema.ts';
import { PATTERNS } from '../../settings/config-patterns.ts';
import { parseScopes } from '../../settings/parse-scopes.ts';
import { stageOf } from '../../settings/stage.ts';
import type { Run } from '../run/run.ts';
import { ask } from './ask.ts';
import { profileOf, type ConfigFile } from './config-file.ts';
import type { Known } from './flag-answers.ts';
import type { Kind } from './init-options.ts';
import { judgeProfile, type Complaint, type Field } from './judge-answers.ts';

const KIND_CHOICES: readonly { readonly value: Kind; readonly name: string }[] = [
  { value: 'test', name: 'test: the private client of an integration that is being built' },
  { value: 'published', name: 'published: the client that submitting the integration made' },
  { value: 'public', name: 'public: registered through the API, without a secret' },
];

const STAGE_CHOICES: readonly { readonly value: Stage; readonly name: string }[] = [
  { value: 'published', name: 'yes: any org can authorize it' },
  { value: 'submitted', name: 'not yet: only the own sandbox can authorize it' },
];

/** Asks which kind of client it is. */
export async function askKind(run: Run): Promise<Kind> {
  const question = { message: 'Which kind of client is it?', choices: KIND_CHOICES };
  return run.host.prompter.select(question, run.signal);
}

/** Asks for the name of the profile; Enter takes the kind's. */
export async function askProfileName(run: Run, kind: Kind): Promise<string> {
  return ask(run, {
    message: 'Name of the profile',
    current: kind,
    read: (text) => {
      if (new RegExp(PATTERNS.profileName, 'u').test(text)) return text;
      throw new ToolError('usage.profile', 'A profile name is printable.');
    },
    judge: () => [],
  });
}

/**
 * Asks for everything that neither flags nor the manifest say; what the profile has already is what
 * Enter means. Each answer is judged at once.
 */
export async function askProfile(
  run: Run,
  file: ConfigFile,
  profile: string,
  found: Known & { readonly kind: Kind },
): Promise<ConfigProfile> {
  const { kind, current, given, fromManifest } = found;
  const isMissing = (field: Field): boolean =>
    given[field] === undefined &&
    (current[field] !== undefined || fromManifest[field] === undefined);
  const isNew = profileOf(file, profile) === undefined;
  let answers: ConfigProfile = { ...given, kind };
  const judgeField =
    <Value>(field: Field, member: (value: Value) => ConfigProfile) =>
    (value: Value): readonly Complaint[] =>
      judgeProfile(run, file, profile, { ...answers, ...member(value) }).filter(
        (complaint) => complaint.field === field,
      );
  const put = async <Value>(
    field: Field,
    question: { readonly message: string; readonly current?: string | undefined },
    read: (text: string) => Value,
    member: (value: Value) => ConfigProfile,
  ): Promise<void> => {
    if (!isMissing(field)) return;
    const value = await ask(run, { ...question, read, judge: judgeField(field, member) });
    answers = { ...answers, ...member(value) };
  };

  if (kind === 'published' && isMissing('stage')) {
    const stage = await askStage(run, stageOf({ kind, stage: current.stage }));
    // The stage of a published client is its default: it need not stand there.
    if (stage !== 'published' || current.stage !== undefined) answers = { ...answers, stage };
  }
  await put(
    'clientId',
    { message: 'Client id, as the Developer Platform shows it', current: current.clientId },
    needed('a client id'),
    (clientId) => ({ clientId }),
  );
  await put(
    'redirectUris',
    {
      message: 'Redirect URIs, exactly as registered, with spaces between',
      current: current.redirectUris?.join(' '),
    },
    (text) => words(needed('a redirect URI')(text)),
    (redirectUris) => ({ redirectUris }),
  );
  if (kind !== 'public') {
    await put(
      'onboardingUrl',
      { message: 'Onboarding URL (Enter: none)', current: current.onboardingUrl },
      (text) => text,
      (onboardingUrl) => (onboardingUrl === '' ? {} : { onboardingUrl }),
    );
  }
  await put(
    'scopes',
    { message: 'Scopes, with spaces or commas between', current: current.scopes?.join(' ') },
    (text) => [...parseScopes([needed('a scope')(text)])],
    (scopes) => ({ scopes }),
  );
  if (given.sites === undefined) {
    const stage = stageOf({ kind, stage: answers.stage ?? current.stage });
    const several = stage !== undefined && STAGES[stage].severalSites;
    const sites = await askSites(run, file, several, current.sites ?? (isNew ? ['us1'] : []));
    answers = { ...answers, sites: [...sites] };
  }
  return answers;
}

async function askStage(run: Run, initial: Stage | undefined): Promise<Stage> {
  const message = 'Has Datadog approved the integration?';
  return run.host.prompter.select({ message, choices: STAGE_CHOICES, initial }, run.signal);
}

async function askSites(
  run: Run,
  file: ConfigFile,
  several: boolean,
  current: readonly string[],
): Promise<readonly string[]> {
  const { prompter } = run.host;
  const choices = file.siteTable.all.map(({ key, domain }: SiteRow) => ({
    value: key,
    name: `${key} (${domain})`,
  }));
  const marked = choices.map(({ value }) => value).filter((key) => current.includes(key));
  if (several) {
    const message = 'Sites to test it on';
    return prompter.checkbox({ message, choices, marked }, run.signal);
  }
  const message = 'Site of its own org';
  return [await prompter.select({ message, choices, initial: marked[0] }, run.signal)];
}

function needed(what: string): (text: string) => string {
  return (text) => {
    if (text !== '') return text;
    throw new ToolError('usage.flag', `The profile needs ${what}.`);
  };
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
