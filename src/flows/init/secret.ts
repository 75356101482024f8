import { finding } from '../../catalog/findings.ts';
import type { Judgement } from '../../checks/verdict.ts';
import { ToolError } from '../../errors.ts';
import { readSecretFromEnvironment } from '../../settings/secrets.ts';
import type { OtherProfile } from '../../settings/stage.ts';
import type { Run } from '../run/run.ts';
import type { InitOptions } from './init-options.ts';

/** What is to happen with the client's secret. */
export type SecretPlan =
  /** A new one, or one that differs from the stored one. */
  | { readonly kind: 'store'; readonly secret: string; readonly replaces: boolean }
  /** The store has it already. */
  | { readonly kind: 'known' }
  | { readonly kind: 'left-out' }
  /** A public client has none. */
  | { readonly kind: 'none' };

/**
 * A secret that was given without a question: by the environment or on standard input.
 * @throws ToolError `usage.secret-missing` for one that is none
 */
export async function givenSecret(run: Run, options: InitOptions): Promise<string | undefined> {
  const { env, io } = run.host;
  if (options.withoutSecret) return undefined;
  const secret = options.secretFromStdin
    ? clean(await io.readStdin(), '--secret-stdin')
    : readSecretFromEnvironment(env);
  run.redactor.add(secret);
  return secret;
}

/** Whether the store has a secret of this client. */
export async function storedSecret(run: Run, clientId: string): Promise<string | undefined> {
  const secret = await (await run.vault()).clientSecrets.get(clientId);
  run.redactor.add(secret);
  return secret;
}

/** Compares a given secret with the stored one; asks for one where somebody can be asked. */
export async function planSecret(
  run: Run,
  clientId: string,
  given: string | undefined,
  options: InitOptions,
): Promise<SecretPlan> {
  if (options.withoutSecret) return { kind: 'left-out' };
  const stored = await storedSecret(run, clientId);
  if (given !== undefined) return compared(given, stored);
  if (!run.interactive) return stored === undefined ? { kind: 'left-out' } : { kind: 'known' };
  const { prompter } = run.host;
  if (stored !== undefined) {
    const again = await prompter.confirm(
      'A secret of this client is stored already. Give another one?',
      run.signal,
    );
    if (!again) return { kind: 'known' };
  }
  for (;;) {
    const typed = await prompter.password('Client secret (Enter: not now)', run.signal);
    if (typed.trim() === '') return stored === undefined ? { kind: 'left-out' } : { kind: 'known' };
    run.redactor.add(typed.trim());
    try {
      const secret = clean(typed, 'The secret');
      if (secret !== clientId) return compared(secret, stored);
      run.ui.notice('  error: That is the client id; the secret stands beside it, shown once.');
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      run.ui.notice(`  error: ${error.message}`);
    }
  }
}

function compared(secret: string, stored: string | undefined): SecretPlan {
  if (secret === stored) return { kind: 'known' };
  return { kind: 'store', secret, replaces: stored !== undefined };
}

/** Without the blanks that pasting adds; a secret has none inside (RFC 6749 A.2 allows them, Datadog makes none). */
function clean(text: string, where: string): string {
  const secret = text.trim();
  if (secret === '') throw new ToolError('usage.secret-missing', `${where}: no secret was given.`);
  if (/\s/.test(secret)) {
    throw new ToolError('usage.secret-missing', `${where}: a secret is one word, this is several.`);
  }
  return secret;
}

/** The profile of another client that has the same secret; secrets are compared here and go nowhere. */
export async function profileWithSecret(
  run: Run,
  secret: string,
  others: readonly OtherProfile[],
): Promise<string | undefined> {
  for (const { name, clientId, kind } of others) {
    if (kind !== 'public' && (await storedSecret(run, clientId)) === secret) return name;
  }
  return undefined;
}

/**
 * Stores the secret, before the config names its client.
 * @throws ToolError when the store fails: then nothing is written
 */
export async function storeSecret(
  run: Run,
  clientId: string,
  plan: SecretPlan,
  shown: string,
): Promise<Judgement | undefined> {
  if (plan.kind === 'none') return undefined;
  if (plan.kind === 'left-out') {
    return { grade: 'skipped', finding: finding('init.secret-left-out') };
  }
  const { clientSecrets, store } = await run.vault();
  const where = store.where;
  if (plan.kind === 'known') {
    return { grade: 'passed', finding: finding('init.secret-known', { where }) };
  }
  try {
    await run.critical(() => clientSecrets.set(clientId, plan.secret));
  } catch (error) {
    if (!(error instanceof ToolError) || error.code === 'interrupted') throw error;
    throw new ToolError(error.code, `${error.message}. ${shown} was not written`, {
      cause: error,
      hint: error.hint ?? 'Repair the store, or give --no-secret and DDOAUTH_CLIENT_SECRET',
    });
  }
  return { grade: 'passed', finding: finding('init.secret-stored', { where }) };
}
