import { ToolError } from '../../errors.ts';
import type { ApiKey } from '../../model/grant.ts';
import type { KeyNote } from '../../model/key-intent.ts';
import type { Run } from '../run/run.ts';
import { rescueKeys } from './key-notes.ts';

/** What is known of the keys that are meant. */
export interface SelectedKeys {
  readonly keys: readonly ApiKey[];
  /**
   * Requests of which nobody knows the outcome; those that a stored key answers, and those of a process
   * that is at work, are left out.
   */
  readonly open: readonly KeyNote[];
}

/** Whether `--site` was typed, rather than a site taken from the environment or the profile. */
export function sitesWereNamed(run: Run): boolean {
  return run.settings.provenance.some(({ name, source }) => name === 'site' && source === 'flag');
}

/**
 * The stored keys that are meant: of the client in use (of every client when there is no profile), of
 * the sites that were said, and, where last characters are given, with those.
 * @param last4 the last characters of each key that is meant; none means all
 * @throws ToolError `usage.flag` when nothing ends so
 */
export async function selectKeys(run: Run, last4: readonly string[]): Promise<SelectedKeys> {
  const { apiKeys, keyIntents } = await run.vault();
  const { client, sites } = run.settings;
  const isMeant = ({ site }: { readonly site: string }): boolean =>
    sites === undefined || sites.some(({ key }) => key === site);
  const notes = await keyIntents.list(client?.clientId);
  await rescueKeys(run, notes);
  const stored = (await apiKeys.list(client?.clientId)).filter(isMeant);
  for (const { value } of stored) run.redactor.add(value);
  for (const end of last4) {
    if (!stored.some((key) => key.last4.toLowerCase() === end.toLowerCase())) {
      // Somebody may have given the whole value: it must not come back.
      const shown = /^\w{1,6}$/.test(end) ? `"${end}"` : 'that';
      throw new ToolError('usage.flag', `No stored key that is meant ends in ${shown}.`, {
        hint: 'ddoauth keys list shows the last four characters of each',
      });
    }
  }
  const wanted = last4.map((end) => end.toLowerCase());
  const keys = stored.filter(
    (key) => wanted.length === 0 || wanted.includes(key.last4.toLowerCase()),
  );
  const left = wanted.length > 0 ? [] : await keyIntents.list(client?.clientId);
  const open = left.filter(
    ({ intent, atWork }) =>
      !atWork && isMeant(intent) && !stored.some(({ runId }) => runId === intent.runId),
  );
  return { keys, open };
}
