import { finding } from '../catalog/findings.ts';
import type { SiteRow } from '../catalog/site-row.ts';
import type { Grant } from '../model/grant.ts';
import { refreshTokensFromEnvironment } from '../settings/secrets.ts';
import { authorizeSite } from './authorize-site.ts';
import { requireClient } from './client.ts';
import { refreshGrant, type GrantOutcome } from './refresh-grant.ts';
import type { Run } from './run.ts';

/** How a grant is wanted. */
export interface ObtainOptions {
  /** Refresh even when the access token is fresh, to prove that it can be done. */
  readonly refresh?: boolean;
  /** Do not authorize in a simulator of this process. */
  readonly onlyStored?: boolean;
}

/**
 * A grant of this client on a site that can be used now: from the environment's refresh token, or
 * from the store (refreshed when it is about to end), or, in a simulator of this process, by
 * authorizing there. Never prompts, never opens a browser.
 */
export async function obtainGrant(
  run: Run,
  site: SiteRow,
  options: ObtainOptions = {},
): Promise<GrantOutcome> {
  const client = requireClient(run);
  const fromEnvironment = environmentGrant(run, site, client.clientId);
  if (fromEnvironment !== undefined) {
    return refreshGrant(run, site, fromEnvironment, { force: true, fromEnvironment: true });
  }
  const { grants } = await run.vault();
  const stored = await grants.find({ clientId: client.clientId, site: site.key });
  if (stored !== undefined) {
    run.redactor.add(stored.accessToken, stored.refreshToken);
    const force = options.refresh === true && stored.refreshToken !== undefined;
    return refreshGrant(run, site, stored, { force, fromEnvironment: false });
  }
  if (options.onlyStored !== true && run.simulation?.ownProcess === true) {
    return authorizeInSimulator(run, site);
  }
  return { judgement: await missing(run, site) };
}

/** A grant that consists of a refresh token only; its access token is long over. */
function environmentGrant(run: Run, site: SiteRow, clientId: string): Grant | undefined {
  if (run.simulation?.ownProcess === true) return undefined;
  const refreshToken = refreshTokensFromEnvironment(
    run.host.env,
    run.settings.siteTable,
    run.settings.sites,
  ).get(site.key);
  if (refreshToken === undefined) return undefined;
  run.redactor.add(refreshToken);
  const past = new Date(0).toISOString();
  return {
    clientId,
    site: site.key,
    domain: site.domain,
    org: {},
    accessToken: '',
    refreshToken,
    scopes: null,
    obtainedAt: past,
    expiresAt: past,
  };
}

async function authorizeInSimulator(run: Run, site: SiteRow): Promise<GrantOutcome> {
  const { grant, verdicts } = await authorizeSite(run, { site, from: 'platform' });
  const failed = verdicts.find(({ grade }) => grade === 'failed' || grade === 'inconclusive');
  if (grant !== undefined) {
    return {
      grant,
      judgement: { grade: 'passed', finding: finding('grant.fresh', { site: grant.site }) },
    };
  }
  return {
    judgement: {
      grade: 'failed',
      finding: finding('grant.missing', { site: site.key, because: failed?.finding.code }),
      exchanges: failed?.exchanges ?? [],
    },
  };
}

async function missing(run: Run, site: SiteRow): Promise<GrantOutcome['judgement']> {
  const client = requireClient(run);
  const { grants } = await run.vault();
  const others = (await grants.list(client.clientId)).map((grant) => grant.site);
  return {
    grade: 'failed',
    finding:
      others.length === 0
        ? finding('grant.missing', { site: site.key })
        : finding('grant.other-site-only', { site: site.key, others: [...new Set(others)] }),
  };
}
