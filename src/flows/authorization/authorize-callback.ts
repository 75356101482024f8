import { finding, type FindingCode } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { startCheck, type Judgement } from '../../checks/verdict.ts';
import type { Org } from '../../model/grant.ts';
import type { FindingArg, Verdict } from '../../model/report.ts';
import type { CallbackParams } from '../../oauth/callback-params.ts';
import {
  judgeDomain,
  judgeSiteParameter,
  sameEnvironment,
  siteForTrustedDomain,
} from '../../sites/judge-domain.ts';
import type { AuthorizeRequest } from './authorize-request.ts';
import { requireClient } from '../run/client.ts';
import type { Run } from '../run/run.ts';

/** A callback after judging: the code and where to exchange it are set only when all is right. */
export interface JudgedCallback {
  readonly verdicts: readonly Verdict[];
  readonly code?: string;
  readonly site?: SiteRow;
  readonly org?: Org;
}

/**
 * Judges a callback whose state is right: which site it names, and whether client secret, code and
 * verifier may go there. A commercial site never becomes a gov site or the reverse.
 */
export async function judgeCallback(
  run: Run,
  request: AuthorizeRequest,
  params: Exclude<CallbackParams, { kind: 'rejected' }>,
  began: SiteRow,
): Promise<JudgedCallback> {
  if (params.kind === 'error') return { verdicts: [] };
  run.redactor.add(params.code);
  const at = (id: string, title: string): ((judgement: Judgement) => Verdict) =>
    startCheck(run.host.clock, { id, check: id, title, subject: { site: began.key } });
  const state = at(
    'authorize.callback.state',
    'State',
  )({ grade: 'passed', finding: finding('authorize.state-verified') });
  const { clientId } = requireClient(run);
  if (params.clientId !== undefined && params.clientId !== clientId) {
    const other = finding('authorize.client-mismatch', {
      got: params.clientId,
      expected: clientId,
    });
    const mismatch = at('authorize.callback.client', 'Client')({ grade: 'failed', finding: other });
    return { verdicts: [state, mismatch] };
  }
  const site = at('authorize.site', 'Site');
  const placed = await placeCallback(run, request, params, began);
  const verdicts = [state, site(placed.judgement)];
  if (placed.site === undefined) return { verdicts };
  return { verdicts, code: params.code, site: placed.site, org: params.org };
}

interface Placed {
  readonly judgement: Judgement;
  /** Set when secrets may go there. */
  readonly site?: SiteRow;
}

/** The site a callback belongs to: `domain`, else `site`, else where the flow began. */
async function placeCallback(
  run: Run,
  request: AuthorizeRequest,
  params: { readonly domain?: string | undefined; readonly site?: string | undefined },
  began: SiteRow,
): Promise<Placed> {
  const table = run.settings.siteTable;
  const named = params.domain ?? params.site;
  const judged =
    params.domain !== undefined
      ? judgeDomain(params.domain, table)
      : params.site !== undefined
        ? judgeSiteParameter(params.site, table)
        : ({ kind: 'known', site: began } as const);
  const say = (
    grade: Judgement['grade'],
    code: FindingCode,
    args: Record<string, FindingArg>,
  ): Judgement => ({ grade, finding: finding(code, args) });
  if (judged.kind === 'foreign') {
    return { judgement: say('failed', 'authorize.site-foreign', { named: named ?? '' }) };
  }
  const site = judged.kind === 'known' ? judged.site : siteForTrustedDomain(judged.domain);
  if (!sameEnvironment(began, site)) {
    const args = { asked: began.key, given: site.key };
    return { judgement: say('failed', 'authorize.site-crossed', args) };
  }
  if (judged.kind !== 'known' && !(await trusted(run, request, judged.domain))) {
    return { judgement: say('failed', 'authorize.site-untrusted', { domain: judged.domain }) };
  }
  const args = {
    asked: began.key,
    given: site.key,
    host: new URL(site.api.url).host,
    chosen: request.site !== undefined,
  };
  const code = site.key === began.key ? 'authorize.site-as-asked' : 'authorize.site-picked';
  return { site, judgement: say('passed', code, args) };
}

async function trusted(run: Run, request: AuthorizeRequest, domain: string): Promise<boolean> {
  if (request.trustSite === true) return true;
  if (!run.interactive) return false;
  return run.host.prompter.confirm(
    `Datadog answered from ${domain}, a site this version does not know. Send the client secret to api.${domain}?`,
    run.signal,
  );
}
