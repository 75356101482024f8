import type { SiteRow } from '../../catalog/site-row.ts';
import { messageOf } from '../../errors.ts';
import type { Grant } from '../../model/grant.ts';
import { environmentTokens } from './environment-grant.ts';
import { writeTokenOut } from './refresh-token-out.ts';
import type { Run } from '../run/run.ts';

/** What a refreshed grant is kept with. */
export interface KeepOptions {
  readonly site: SiteRow;
  /** The server gave another refresh token than the one that was sent. */
  readonly rotated: boolean;
  /** The grant descends from a refresh token of the environment. */
  readonly fromEnvironment: boolean;
}

/**
 * Saves a refreshed grant in the store and, when its refresh token was rotated, in the file of
 * `--refresh-token-out`; one failing does not keep the other from being tried. A rotated token that is
 * not where it was wanted is shown, once, as the last resort.
 * @returns why the rotated refresh token could not be kept; `undefined` when all is well
 * @see design §6, state at rest
 */
export async function keepGrant(
  run: Run,
  grant: Grant,
  options: KeepOptions,
): Promise<string | undefined> {
  const { grants, store } = await run.vault();
  const reasons: string[] = [];
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      reasons.push(messageOf(error));
    }
  };
  await attempt(() => grants.save(grant));
  const { refreshToken } = grant;
  if (options.rotated && refreshToken !== undefined) {
    const out = run.refreshTokenOut;
    if (out !== undefined) {
      await attempt(async () => {
        const severalSites = await hasSeveralSites(run);
        const write = () => writeTokenOut(out, options.site, refreshToken, { severalSites });
        await store.withLock(`refresh-token-out/${out}`, write);
      });
    } else if (options.fromEnvironment && store.kind === 'memory') {
      reasons.push('the store is memory only and --refresh-token-out is not given');
    }
    if (reasons.length > 0) {
      run.ui.lastResort(`Refresh token of ${grant.site}, which could not be saved`, refreshToken);
    }
  }
  return reasons.length === 0 ? undefined : reasons.join('; ');
}

/** Whether more than one site of the run may have a refresh token. */
async function hasSeveralSites(run: Run): Promise<boolean> {
  if (run.settings.sites !== undefined) return run.settings.sites.length > 1;
  const { grants } = await run.vault();
  const stored = await grants.list(run.settings.client?.clientId);
  return new Set([...environmentTokens(run).keys(), ...stored.map(({ site }) => site)]).size > 1;
}
