import { finding } from '../catalog/findings.ts';
import type { SiteRow } from '../catalog/site-row.ts';
import { startCheck, type Judgement } from '../checks/verdict.ts';
import { ToolError } from '../errors.ts';
import type { Grant } from '../model/grant.ts';
import type { Verdict } from '../model/report.ts';
import { revocationRequest } from '../oauth/token-request.ts';
import { siteEndpoints } from '../sites/endpoints.ts';
import { requireClient } from './run/client.ts';
import { grantCheck } from './grant/grant-check.ts';
import { obtainGrant } from './grant/obtain-grant.ts';
import { refreshGrant } from './grant/refresh-grant.ts';
import type { Run } from './run/run.ts';
import { sitesInUse } from './run/sites-in-use.ts';

/** `grants list`: what is stored for this client (for every client when there is no profile). */
export async function runGrantsList(run: Run): Promise<Verdict[]> {
  const { grants, store } = await run.vault();
  const stored = (await grants.list(run.settings.client?.clientId)).filter((grant) =>
    wantedSite(run, grant.site),
  );
  if (stored.length === 0) {
    const none = finding('grant.none', { where: store.where });
    return [grantVerdict(run, 'list', {}, { grade: 'passed', finding: none })];
  }
  return stored.map((grant) =>
    grantVerdict(
      run,
      'list',
      { site: grant.site },
      { grade: 'passed', finding: listed(grant, store.where) },
    ),
  );
}

function listed(grant: Grant, where: string): Judgement['finding'] {
  return finding('grant.listed', {
    clientId: grant.clientId,
    site: grant.site,
    org: grant.org.name ?? grant.org.id ?? '',
    scopes: grant.scopes ?? [],
    expiresAt: grant.expiresAt ?? '',
    refreshable: grant.refreshToken !== undefined,
    where,
  });
}

/** `grants refresh`: refreshes now, whether it is due or not. */
export async function runGrantsRefresh(run: Run): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const site of await sitesInUse(run)) {
    const check = startGrantCheck(run, 'refresh', site);
    const { judgement } = await obtainGrant(run, site, { refresh: true });
    verdicts.push(check(judgement));
  }
  return verdicts;
}

/** `grants token`: an access token that works for a while yet, of one site. */
export async function runGrantsToken(
  run: Run,
): Promise<{ readonly verdicts: Verdict[]; readonly accessToken?: string }> {
  const sites = await sitesInUse(run);
  const [site] = sites;
  if (site === undefined || sites.length > 1) {
    throw new ToolError('usage.site', 'grants token prints one token: name one site with --site.');
  }
  const { grant, verdict } = await grantCheck(run, site);
  if (grant === undefined) return { verdicts: [verdict] };
  return { verdicts: [verdict], accessToken: grant.accessToken };
}

/** `grants revoke`: revokes at Datadog, proves it by a refresh that fails, and forgets the grant. */
export async function runGrantsRevoke(run: Run): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const { site, grant } of await storedGrants(run)) {
    verdicts.push(startGrantCheck(run, 'revoke', site)(await revokeGrant(run, site, grant)));
  }
  return verdicts;
}

/** Revokes one grant at Datadog, proves it by a refresh that fails, and forgets it. */
export async function revokeGrant(run: Run, site: SiteRow, grant: Grant): Promise<Judgement> {
  const credentials = await run.credentials();
  run.redactor.add(grant.accessToken, grant.refreshToken);
  const { revokeUrl } = siteEndpoints(site);
  const refreshToken = grant.refreshToken;
  const sent = await run.send(
    revocationRequest(
      revokeUrl,
      credentials,
      refreshToken ?? grant.accessToken,
      refreshToken === undefined ? 'access_token' : 'refresh_token',
    ),
    { retry: true },
  );
  const args = { site: site.key };
  const exchanges = [sent.exchange];
  const status = sent.response?.status;
  if (status === undefined || status >= 500) {
    const reason = sent.failure?.message ?? `status ${String(status)}`;
    return {
      grade: 'inconclusive',
      finding: finding('token.unreachable', { ...args, host: new URL(revokeUrl).host, reason }),
      exchanges,
    };
  }
  if (status >= 300) {
    return {
      grade: 'failed',
      finding: finding('grant.revocation-refused', { ...args, status }),
      exchanges,
    };
  }
  const proof = await proveRevoked(run, site, grant);
  if (proof.finding.code !== 'grant.revocation-ineffective') {
    await (await run.vault()).grants.remove(grant);
  }
  return { ...proof, exchanges: [...exchanges, ...(proof.exchanges ?? [])] };
}

/** A 200 of the revocation endpoint proves nothing (RFC 7009 §2.2): a refresh has to fail. */
async function proveRevoked(run: Run, site: SiteRow, grant: Grant): Promise<Judgement> {
  const args = { site: site.key };
  if (grant.refreshToken === undefined) {
    return { grade: 'review', finding: finding('grant.revocation-unproved', args) };
  }
  const { grant: renewed, judgement } = await refreshGrant(run, site, grant, { force: true });
  const exchanges = judgement.exchanges ?? [];
  if (renewed !== undefined) {
    return { grade: 'failed', finding: finding('grant.revocation-ineffective', args), exchanges };
  }
  return judgement.finding.code === 'grant.revoked'
    ? { grade: 'passed', finding: finding('grant.revocation-proved', args), exchanges }
    : { grade: 'review', finding: finding('grant.revocation-unproved', args), exchanges };
}

/** `grants forget`: removes from the store only; at Datadog the grant lives on. */
export async function runGrantsForget(run: Run): Promise<Verdict[]> {
  const { grants, store } = await run.vault();
  const verdicts: Verdict[] = [];
  for (const { site, grant } of await storedGrants(run)) {
    await grants.remove(grant);
    const gone = finding('grant.forgotten', { site: site.key, where: store.where });
    verdicts.push(startGrantCheck(run, 'forget', site)({ grade: 'passed', finding: gone }));
  }
  return verdicts;
}

/** The stored grants that are meant; none is an error, because there is nothing to do. */
async function storedGrants(run: Run): Promise<{ site: SiteRow; grant: Grant }[]> {
  const { clientId } = requireClient(run);
  const { grants } = await run.vault();
  const found = (await grants.list(clientId)).flatMap((grant) => {
    const site = run.settings.siteTable.find(grant.site);
    return site !== undefined && wantedSite(run, grant.site) ? [{ site, grant }] : [];
  });
  if (found.length === 0) {
    throw new ToolError('grant.missing', `No grant of client ${clientId} is stored.`, {
      hint: 'ddoauth grants list shows what is stored',
    });
  }
  return found;
}

function wantedSite(run: Run, key: string): boolean {
  return run.settings.sites === undefined || run.settings.sites.some((site) => site.key === key);
}

function startGrantCheck(run: Run, name: string, site: SiteRow): (judgement: Judgement) => Verdict {
  return startCheck(run.host.clock, {
    id: `grant.${name}`,
    check: `grant.${name}`,
    title: 'Grant',
    subject: { site: site.key },
  });
}

function grantVerdict(
  run: Run,
  name: string,
  subject: Verdict['subject'],
  judgement: Judgement,
): Verdict {
  const id = `grant.${name}`;
  return startCheck(run.host.clock, { id, check: id, title: 'Grant', subject })(judgement);
}
