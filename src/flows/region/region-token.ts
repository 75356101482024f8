import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import type { Judgement } from '../../checks/verdict.ts';
import type { Verdict } from '../../model/report.ts';
import { readTokenResponse } from '../../oauth/token-response.ts';
import { siteEndpoints } from '../../sites/endpoints.ts';
import { requireClient, requireRedirectUri } from '../run/client.ts';
import { judgeNoAnswer, type Contact } from './contact.ts';
import { judgeNoWord, judgeUnavailable } from './judge-status.ts';
import type { AuthorizeHostOutcome } from './region-authorize-host.ts';
import { startRegionCheck, type RegionContext } from './region-context.ts';
import { probeTokenEndpoint, type TokenFindings } from './token-probes.ts';
import { unknownClient } from './unknown-client.ts';

/** The cells `token` and `client`, which the same requests fill. */
export interface TokenCells {
  readonly token: Verdict;
  readonly client: Verdict;
}

/**
 * Asks the token endpoint with made-up codes: that it refuses shows what it is, and how it refuses
 * shows whether the site knows the client and its secret. Nothing is granted.
 */
export async function regionToken(
  ctx: RegionContext,
  site: SiteRow,
  reaching: Promise<Contact>,
  authorizing: Promise<AuthorizeHostOutcome> | undefined,
): Promise<TokenCells> {
  const { run } = ctx;
  const redirectUri = requireRedirectUri(run);
  const reached = await reaching;
  const { host } = reached.place;
  const checks = {
    token: startRegionCheck(run, site, 'token', 'Token endpoint', host),
    client: startRegionCheck(run, site, 'client', 'Client known', host),
  };
  const both = (judgement: Judgement): TokenCells => ({
    token: checks.token(judgement),
    client: checks.client(judgement),
  });
  if (reached.blocked !== undefined) return both(reached.blocked);
  const found = await probeTokenEndpoint(ctx, site, redirectUri);
  const { first } = found;
  if (first.response === undefined) return both(await judgeNoAnswer(ctx, reached, first));
  // A host without that path may say so with a page of its own.
  const judge = first.response.status === 404 ? judgeUnavailable : judgeNoWord;
  const unavailable = judge(reached.place, first);
  if (unavailable !== undefined) return both(unavailable);
  const { status } = first.response;
  const args = { site: site.key, host, status };
  const exchanges = [first.exchange];
  if (found.ours === undefined || found.standing === undefined) {
    const path = new URL(siteEndpoints(site).tokenUrl).pathname;
    const outcome = readTokenResponse(first.response);
    const reason = outcome.kind === 'malformed' ? outcome.reason : '';
    const missing = finding('region.endpoint-missing', { ...args, path, reason });
    return both({ grade: 'failed', proof: 'reachable', finding: missing, exchanges });
  }
  const { error, description } = found.ours;
  const worded = error !== undefined || description !== undefined;
  const token = checks.token({
    grade: worded ? 'passed' : 'review',
    proof: 'reachable',
    finding: worded
      ? finding('region.token-answers', { ...args, error })
      : finding('region.token-wordless', args),
    exchanges,
  });
  // Only where the endpoint itself leaves it open is it worth waiting for another page.
  const open = found.standing === 'unknown-or-secret-wrong';
  const refusesId = open && (await authorizing)?.refusesClientId === true;
  return { token, client: checks.client(judgeClient(ctx, site, host, found, refusesId)) };
}

/** What the comparison of refusals says of the client, with the answers as evidence. */
function judgeClient(
  ctx: RegionContext,
  site: SiteRow,
  host: string,
  found: TokenFindings,
  refusesId: boolean,
): Judgement {
  const { ours, nobodys, exchanges, standing } = found;
  const { kind } = requireClient(ctx.run);
  const args = {
    site: site.key,
    host,
    kind,
    status: ours?.status,
    error: ours?.error,
    description: ours?.description,
    otherStatus: nobodys?.status,
    otherError: nobodys?.error,
    otherDescription: nobodys?.description,
  };
  const unknown = (): Judgement => ({
    ...unknownClient(ctx, site, host, 'token', args),
    proof: 'reachable',
    exchanges,
  });
  switch (standing) {
    case 'known': {
      const known = finding('region.client-known', args);
      return { grade: 'passed', proof: 'authenticated', finding: known, exchanges };
    }
    case 'id-known': {
      const known = finding('region.client-id-known', args);
      return { grade: 'passed', proof: 'reachable', finding: known, exchanges };
    }
    case 'not-allowed':
    case 'secret-wrong': {
      const name = standing === 'not-allowed' ? 'client-not-allowed' : 'secret-refused';
      const refused = finding(`region.${name}`, args);
      return { grade: 'failed', proof: 'reachable', finding: refused, exchanges };
    }
    case 'unknown':
      return unknown();
    case 'unknown-or-secret-wrong': {
      if (refusesId) return unknown();
      const elsewhere = unknown();
      return elsewhere.grade === 'failed'
        ? { ...elsewhere, finding: finding('region.client-refused', args) }
        : elsewhere;
    }
    default:
      return {
        grade: 'review',
        proof: 'reachable',
        finding: finding('region.client-undecided', {
          ...args,
          secretShown: ctx.secret !== undefined,
        }),
        exchanges,
      };
  }
}
