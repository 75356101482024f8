import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { requireClient } from '../run/client.ts';
import { bareGrant, descendantOf, environmentToken } from './environment-grant.ts';
import { refreshGrant, type GrantOutcome } from './refresh-grant.ts';
import type { Run } from '../run/run.ts';

/** How a grant is wanted. */
export interface ObtainOptions {
  /** Refresh even when the access token is fresh, to prove that it can be done. */
  readonly refresh?: boolean;
  /** Do not authorize in a simulator of this process. */
  readonly onlyStored?: boolean;
}

/**
 * A grant of this client on a site that can be used now: from the environment's refresh token or what
 * the store knows it has become since, or from the store alone (refreshed when it is about to end), or,
 * in a simulator of this process, by authorizing there. Never prompts, never opens a browser.
 */
export async function obtainGrant(
  run: Run,
  site: SiteRow,
  options: ObtainOptions = {},
): Promise<GrantOutcome> {
  const client = requireClient(run);
  const { grants } = await run.vault();
  const token = environmentToken(run, site);
  if (token !== undefined) {
    const place = { clientId: client.clientId, site: site.key };
    const descendant = await descendantOf(grants, place, token);
    return refreshGrant(run, site, descendant ?? bareGrant(client.clientId, site, token), {
      force: options.refresh === true || descendant === undefined,
      environmentToken: token,
    });
  }
  const stored = await grants.find({ clientId: client.clientId, site: site.key });
  if (stored !== undefined) {
    const force = options.refresh === true && stored.refreshToken !== undefined;
    return refreshGrant(run, site, stored, { force });
  }
  if (options.onlyStored !== true && run.simulation?.ownProcess === true) {
    return authorizeInSimulator(run, site);
  }
  return { judgement: await missing(run, site) };
}

async function authorizeInSimulator(run: Run, site: SiteRow): Promise<GrantOutcome> {
  const { authorizeSite } = await import('../authorization/authorize-site.ts');
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
