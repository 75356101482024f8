import { finding } from '../../catalog/findings.ts';
import type { Judgement } from '../../checks/verdict.ts';
import type { Grant } from '../../model/grant.ts';
import { refreshRequest } from '../../oauth/token-request.ts';
import { siteEndpoints } from '../../sites/endpoints.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import type { GrantStore } from '../../storage/grants.ts';
import { descendantOf, seedOf } from './environment-grant.ts';
import { grantLockName, isFresh, renewedGrant } from './grant-record.ts';
import { keepGrant } from './keep-grant.ts';
import { lockOptions } from './lock-options.ts';
import type { Run } from '../run/run.ts';
import { judgeTokenAnswer } from './token-judgement.ts';

/** A usable grant, or why there is none. */
export type GrantOutcome =
  | { readonly grant: Grant; readonly judgement: Judgement }
  | { readonly grant?: undefined; readonly judgement: Judgement };

/** How a grant is refreshed. */
export interface RefreshOptions {
  /** Refresh even when the access token is fresh. */
  readonly force: boolean;
  /** The environment's refresh token that the grant is, or descends from. */
  readonly environmentToken?: string | undefined;
}

/**
 * Refreshes a grant, once for all processes that want it: the store is read again under the lock, and
 * a grant somebody else has just refreshed is taken as it is. What the server rotated is saved before
 * anything uses the access token, after Ctrl-C too if the answer comes within a moment. One that was
 * fresh when it was read is good as it is, without a lock.
 */
export async function refreshGrant(
  run: Run,
  site: SiteRow,
  known: Grant,
  options: RefreshOptions,
): Promise<GrantOutcome> {
  if (!options.force && isGoodAsItIs(known, options.environmentToken, run.host.clock.now())) {
    run.redactor.add(known.accessToken, known.refreshToken);
    run.ui.hide(known.accessToken);
    return { grant: known, judgement: fresh(known) };
  }
  const { grants, store } = await run.vault();
  const lock = grantLockName(known.clientId, site.key, known.org.id);
  const work = async (): Promise<GrantOutcome> => {
    const current = await currentOf(grants, known, options.environmentToken);
    run.redactor.add(current.accessToken, current.refreshToken);
    run.ui.hide(current.accessToken);
    if (isFresh(current, run.host.clock.now()) && (!options.force || isNewer(current, known))) {
      return { grant: current, judgement: fresh(current) };
    }
    if (current.refreshToken === undefined) {
      return {
        judgement: {
          grade: 'failed',
          finding: finding('grant.no-refresh-token', { site: site.key }),
        },
      };
    }
    return send(run, site, current, current.refreshToken, options.environmentToken !== undefined);
  };
  return run.critical(() => store.withLock(lock, work, lockOptions(run)));
}

/** Fresh, and nothing is left to remember: see `currentOf`. */
function isGoodAsItIs(known: Grant, environmentToken: string | undefined, nowMs: number): boolean {
  const remembers = environmentToken === undefined || known.seed === seedOf(environmentToken);
  return remembers && isFresh(known, nowMs);
}

/**
 * The grant as it is now. One that the environment gave remembers by which token, so that the same
 * environment finds it after the server has rotated that token.
 */
async function currentOf(
  grants: GrantStore,
  known: Grant,
  environmentToken: string | undefined,
): Promise<Grant> {
  if (environmentToken === undefined) {
    const ofClient = await grants.list(known.clientId);
    // Of this very org, or the lock would be that of another grant.
    return (
      ofClient.find(({ site, org }) => site === known.site && org.id === known.org.id) ?? known
    );
  }
  const current = (await descendantOf(grants, known, environmentToken)) ?? known;
  const seed = seedOf(environmentToken);
  if (current.seed === seed) return current;
  const adopted = { ...current, seed };
  await grants.save(adopted);
  return adopted;
}

function isNewer(current: Grant, known: Grant): boolean {
  return Date.parse(current.obtainedAt) > Date.parse(known.obtainedAt);
}

function fresh(grant: Grant): Judgement {
  return {
    grade: 'passed',
    finding: finding('grant.fresh', { site: grant.site, expiresAt: grant.expiresAt ?? '' }),
  };
}

async function send(
  run: Run,
  site: SiteRow,
  grant: Grant,
  refreshToken: string,
  fromEnvironment: boolean,
): Promise<GrantOutcome> {
  const credentials = await run.credentials();
  run.redactor.add(refreshToken);
  const { tokenUrl } = siteEndpoints(site);
  const sent = await run
    .sendThrough(refreshRequest(tokenUrl, credentials, refreshToken), { secretAnswer: true })
    .catch((error: unknown) => {
      run.ui.notice(
        `Interrupted while ${site.key} was asked for new tokens: if it replaced the refresh token, the stored one is worth nothing. ddoauth grants refresh --site ${site.key} tells.`,
      );
      throw error;
    });
  const attempt = judgeTokenAnswer(sent, { site: site.key, host: new URL(tokenUrl).host });
  if (attempt.judgement !== undefined) {
    return { judgement: refusedRefresh(attempt.judgement, attempt.error, site.key) };
  }
  run.redactor.add(attempt.tokens.accessToken, attempt.tokens.refreshToken);
  run.ui.hide(attempt.tokens.accessToken, rotatedFrom(refreshToken, attempt.tokens.refreshToken));
  const renewed = renewedGrant(grant, attempt.tokens, run.host.clock.now());
  const rotated = renewed.refreshToken !== refreshToken;
  const reason = await keepGrant(run, renewed, { site, rotated, fromEnvironment });
  const exchanges = [attempt.exchange];
  if (reason !== undefined) {
    const unsaved = finding('grant.rotation-unsaved', { site: site.key, reason });
    return { judgement: { grade: 'failed', finding: unsaved, exchanges } };
  }
  return {
    grant: renewed,
    judgement: {
      grade: 'passed',
      proof: 'authenticated',
      finding: finding('grant.refreshed', { site: site.key, rotated }),
      exchanges,
    },
  };
}

/** The refresh token of an answer, where it is a new one: the log has been told of the one that was sent. */
function rotatedFrom(sent: string, answered: string | undefined): string | undefined {
  return answered === sent ? undefined : answered;
}

/** A refused refresh is about the grant, not about the code: `invalid_grant` means revoked. */
function refusedRefresh(judgement: Judgement, error: string | undefined, site: string): Judgement {
  if (judgement.finding.code !== 'token.refused') return judgement;
  const revoked = error === 'invalid_grant' || error === 'invalid_token';
  const { args } = judgement.finding;
  return {
    ...judgement,
    finding: finding(revoked ? 'grant.revoked' : 'grant.refresh-refused', { ...args, site }),
  };
}
