import { finding, type FindingCode } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { startCheck, type Judgement } from '../../checks/verdict.ts';
import type { Grant, Org } from '../../model/grant.ts';
import type { FindingArg, Verdict } from '../../model/report.ts';
import type { AuthorizationSecrets } from '../../oauth/pkce.ts';
import { authorizationCodeRequest, type ClientCredentials } from '../../oauth/token-request.ts';
import type { TokenSet } from '../../oauth/token-response.ts';
import { siteEndpoints } from '../../sites/endpoints.ts';
import type { Authorized, AuthorizeRequest } from './authorize-request.ts';
import { requireClient, requireRedirectUri } from '../run/client.ts';
import { newGrant } from '../grant/grant-record.ts';
import { keepGrant } from '../grant/keep-grant.ts';
import type { Run } from '../run/run.ts';
import { judgeTokenAnswer } from '../grant/token-judgement.ts';

/** A code that may be exchanged, and where. */
interface ExchangeInput {
  readonly code?: string | undefined;
  readonly site?: SiteRow | undefined;
  readonly org?: Org | undefined;
  readonly credentials: ClientCredentials;
  readonly secrets: AuthorizationSecrets;
}

/** Exchanges the code at the returned site, compares scopes and org, and stores the grant. */
export async function exchangeCode(
  run: Run,
  request: AuthorizeRequest,
  input: ExchangeInput,
): Promise<Authorized> {
  const { code, site, org = {} } = input;
  if (code === undefined || site === undefined) throw new Error('nothing to exchange');
  const { clientId } = requireClient(run);
  const { tokenUrl } = siteEndpoints(site);
  const at = (id: string, title: string): ((judgement: Judgement) => Verdict) =>
    startCheck(run.host.clock, { id, check: id, title, subject: { site: site.key } });

  const token = at('authorize.token', 'Token exchange');
  const sent = await run.sendThrough(
    authorizationCodeRequest(tokenUrl, input.credentials, {
      code,
      redirectUri: requireRedirectUri(run),
      codeVerifier: input.secrets.codeVerifier,
    }),
    { secretAnswer: true },
  );
  const host = new URL(tokenUrl).host;
  const attempt = judgeTokenAnswer(sent, { site: site.key, host });
  if (attempt.judgement !== undefined) return { verdicts: [token(attempt.judgement)] };
  const { tokens } = attempt;
  run.redactor.add(tokens.accessToken, tokens.refreshToken);
  run.ui.hide(tokens.accessToken, tokens.refreshToken);

  const grant = newGrant(clientId, site, org, tokens, run.host.clock.now());
  const verdicts = [
    token({
      grade: 'passed',
      proof: 'authenticated',
      finding: finding('token.exchanged', {
        site: site.key,
        host,
        expiresInSeconds: tokens.expiresInSeconds ?? undefined,
      }),
      exchanges: [attempt.exchange],
    }),
  ];
  if (tokens.refreshToken === undefined) {
    const missing = finding('token.no-refresh-token', { site: site.key });
    verdicts.push(
      at('authorize.refresh-token', 'Refresh token')({ grade: 'warning', finding: missing }),
    );
  }
  const orgJudgement = judgeOrg(org, request.expectOrg);
  verdicts.push(at('authorize.scopes', 'Scopes')(judgeScopes(run, request, tokens)));
  verdicts.push(at('authorize.org', 'Organization')(orgJudgement));
  if (orgJudgement.grade === 'failed') return { verdicts };
  const store = at('authorize.store', 'Grant stored');
  const stored = await storeGrant(run, site, grant);
  verdicts.push(store(stored));
  return stored.grade === 'failed' ? { verdicts } : { verdicts, grant };
}

async function storeGrant(run: Run, site: SiteRow, grant: Grant): Promise<Judgement> {
  const { store } = await run.vault();
  const reason = await keepGrant(run, grant, { site, rotated: true, fromEnvironment: false });
  if (reason !== undefined) {
    return {
      grade: 'failed',
      finding: finding('grant.rotation-unsaved', { site: grant.site, reason }),
    };
  }
  return {
    grade: 'passed',
    finding: finding('grant.stored', { site: grant.site, where: store.where, kind: store.kind }),
  };
}

/** Compares what was registered, asked for and granted as sets. */
function judgeScopes(run: Run, request: AuthorizeRequest, tokens: TokenSet): Judgement {
  const expected = [...(request.scopes ?? requireClient(run).scopes)].sort();
  const say = (
    grade: Judgement['grade'],
    code: FindingCode,
    args: Record<string, FindingArg>,
  ): Judgement => ({ grade, finding: finding(code, args) });
  const granted = tokens.scopes;
  if (granted === null) return say('review', 'authorize.scopes-unnamed', { expected });
  const missing = expected.filter((scope) => !granted.includes(scope));
  const extra = granted.filter((scope) => !expected.includes(scope));
  if (missing.length > 0) {
    return say('failed', 'authorize.scopes-missing', { missing, extra, granted });
  }
  if (extra.length > 0 && expected.length > 0) {
    return say('warning', 'authorize.scopes-extra', { extra, granted });
  }
  return say('passed', 'authorize.scopes-equal', { granted, count: granted.length });
}

function judgeOrg(org: Org, expected: string | undefined): Judgement {
  const args = { name: org.name ?? '', id: org.id ?? '' };
  const named = org.name !== undefined || org.id !== undefined;
  if (expected !== undefined && expected !== org.name && expected !== org.id) {
    return { grade: 'failed', finding: finding('authorize.org-unexpected', { ...args, expected }) };
  }
  return named
    ? { grade: 'passed', finding: finding('authorize.org', args) }
    : { grade: 'review', finding: finding('authorize.org-unnamed') };
}
