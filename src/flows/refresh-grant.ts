import { writeFile, rename, rm } from 'node:fs/promises';
import { finding } from '../catalog/findings.ts';
import type { Judgement } from '../checks/verdict.ts';
import { messageOf } from '../errors.ts';
import type { Exchange } from '../model/http.ts';
import type { Grant } from '../model/grant.ts';
import { refreshRequest } from '../oauth/token-request.ts';
import { siteEndpoints } from '../sites/endpoints.ts';
import type { SiteRow } from '../catalog/site-row.ts';
import { clientCredentials } from './client.ts';
import { grantLockName, isFresh, renewedGrant } from './grant-record.ts';
import type { Run } from './run.ts';
import { judgeTokenAnswer } from './token-judgement.ts';

/** A usable grant, or why there is none. */
export type GrantOutcome =
  | { readonly grant: Grant; readonly judgement: Judgement }
  | { readonly grant?: undefined; readonly judgement: Judgement };

/**
 * Refreshes a grant, once for all processes that want it: the store is read again under the lock, and
 * a grant somebody else has just refreshed is taken as it is. What the server rotated is saved before
 * anything uses the access token.
 * @param force refresh even when the access token is fresh
 */
export async function refreshGrant(
  run: Run,
  site: SiteRow,
  known: Grant,
  options: { readonly force: boolean; readonly fromEnvironment: boolean },
): Promise<GrantOutcome> {
  const { grants, store } = await run.vault();
  const lock = grantLockName(known.clientId, site.key, known.org.id);
  const work = async (): Promise<GrantOutcome> => {
    const current = options.fromEnvironment ? known : await newest(grants, known);
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
    return send(run, site, current, current.refreshToken, options.fromEnvironment);
  };
  return store.withLock(lock, work, { signal: run.signal });
}

async function newest(
  grants: { find(key: object): Promise<Grant | undefined> },
  known: Grant,
): Promise<Grant> {
  const { clientId, site, org } = known;
  const stored = await grants.find({ clientId, site, ...(org.id ? { orgId: org.id } : {}) });
  return stored ?? known;
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
  const credentials = await clientCredentials(run);
  run.redactor.add(refreshToken);
  const { tokenUrl } = siteEndpoints(site);
  const sent = await run.send(refreshRequest(tokenUrl, credentials, refreshToken), {
    secretAnswer: true,
  });
  const attempt = judgeTokenAnswer(sent, { site: site.key, host: new URL(tokenUrl).host });
  if (attempt.judgement !== undefined) {
    return { judgement: refusedRefresh(attempt.judgement, attempt.error, site.key) };
  }
  run.redactor.add(attempt.tokens.accessToken, attempt.tokens.refreshToken);
  const renewed = renewedGrant(grant, attempt.tokens, run.host.clock.now());
  const rotated = renewed.refreshToken !== refreshToken;
  const unsaved = await save(run, renewed, rotated, fromEnvironment, attempt.exchange);
  if (unsaved !== undefined) return { judgement: unsaved };
  return {
    grant: renewed,
    judgement: {
      grade: 'passed',
      proof: 'authenticated',
      finding: finding('grant.refreshed', { site: site.key, rotated }),
      exchanges: [attempt.exchange],
    },
  };
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

/** Saves a refreshed grant; a judgement means that a rotated refresh token could not be kept. */
async function save(
  run: Run,
  grant: Grant,
  rotated: boolean,
  fromEnvironment: boolean,
  exchange: Exchange,
): Promise<Judgement | undefined> {
  const { grants, store } = await run.vault();
  const out = run.refreshTokenOut;
  try {
    if (rotated && out !== undefined && grant.refreshToken !== undefined) {
      await replaceFile(out, `${grant.refreshToken}\n`);
    }
    await grants.save(grant);
  } catch (error) {
    if (rotated && grant.refreshToken !== undefined) {
      run.ui.lastResort(
        `Refresh token of ${grant.site}, which could not be saved`,
        grant.refreshToken,
      );
    }
    return unsavedRotation(grant, messageOf(error), exchange);
  }
  const kept = out !== undefined || store.kind !== 'memory' || run.simulation?.ownProcess === true;
  if (rotated && fromEnvironment && !kept) {
    return unsavedRotation(
      grant,
      'the store is memory only and --refresh-token-out is not given',
      exchange,
    );
  }
  return undefined;
}

function unsavedRotation(grant: Grant, reason: string, exchange: Exchange): Judgement {
  return {
    grade: 'failed',
    finding: finding('grant.rotation-unsaved', { site: grant.site, reason }),
    exchanges: [exchange],
  };
}

async function replaceFile(path: string, text: string): Promise<void> {
  const draft = `${path}.ddoauth-new`;
  try {
    await writeFile(draft, text, { mode: 0o600, flush: true });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
