import type { SiteRow } from '../../catalog/site-row.ts';
import { diagnose } from '../../diagnosis/diagnose.ts';
import { bisectScopes, mostQuestions, type Bisection } from '../../oauth/bisect-scopes.ts';
import { readOAuthError } from '../../oauth/oauth-error.ts';
import type { PreflightAnswer } from '../../oauth/preflight-answer.ts';
import { requireRedirectUri } from '../run/client.ts';
import { diagnosisContext } from '../run/diagnosis-context.ts';
import type { Run } from '../run/run.ts';
import { askWithoutLogin } from './ask-without-login.ts';
import {
  countScopes,
  errorPage,
  otherError,
  troubleWith,
  type Asked,
  type SiteBisection,
} from './bisect-question.ts';

/** What asking a site without a login came to. */
export interface PreflightResult extends SiteBisection {
  /** The site answers a scope that cannot exist as it would any other: it wants a login first. */
  readonly wantsLogin: boolean;
}

/**
 * Asks a site without a login which scopes it refuses. A name that cannot exist is asked for first:
 * only a site that refuses it can be believed when it does not refuse another; and once more at the
 * end, since a gateway may have begun to answer in its place.
 */
export async function bisectWithoutLogin(
  run: Run,
  site: SiteRow,
  scopes: readonly string[],
): Promise<PreflightResult> {
  const asked: (Asked & { readonly scopes: readonly string[] })[] = [];
  const put = async (group: readonly string[]): Promise<Asked> => {
    run.ui.progress(`${site.key}: question ${String(asked.length + 1)}, ${countScopes(group)}`);
    const one = await ask(run, site, group);
    asked.push({ ...one, scopes: group });
    return one;
  };
  const result = (rest: Partial<PreflightResult>): PreflightResult => ({
    site,
    how: 'preflight',
    asked,
    wantsLogin: false,
    ...rest,
  });
  const first = await put([madeUpScope(run)]);
  if (first.trouble !== undefined) {
    return result({ trouble: first.trouble, wantsLogin: first.trouble.code === 'bisect.unclear' });
  }
  if (first.answer.verdict === 'accepted') {
    const trouble = troubleWith(site, 'inconclusive', 'bisect.needs-person');
    return result({ trouble, wantsLogin: true });
  }
  const found = await bisectScopes(scopes, async (group) => (await put(group)).answer, {
    maxQuestions: mostQuestions(scopes.length),
  });
  const { trouble } = asked.at(-1) ?? {};
  if (trouble !== undefined) return result({ found, trouble });
  if (found.accepted.length === 0) return result({ found });
  const last = await put([madeUpScope(run)]);
  if (last.answer.verdict === 'refused') return result({ found });
  return result({
    found: withoutAccepted(scopes, found),
    trouble: last.trouble ?? troubleWith(site, 'inconclusive', 'bisect.answers-changed'),
  });
}

/** A scope no server has. */
function madeUpScope(run: Run): string {
  return `ddoauth_none_${Buffer.from(run.host.random.bytes(8)).toString('hex')}`;
}

/** What is left of a result when "not refused" may not be read as "accepted". */
function withoutAccepted(scopes: readonly string[], found: Bisection): Bisection {
  const open = scopes.filter((scope) => !found.refused.includes(scope));
  return { ...found, end: 'unknown', accepted: [], together: [], open };
}

/** One question; what the site says to it without a login. */
async function ask(run: Run, site: SiteRow, scopes: readonly string[]): Promise<Asked> {
  const redirectUri = requireRedirectUri(run);
  const { answer, failure, exchange } = await askWithoutLogin(run, site, { redirectUri, scopes });
  if (answer !== undefined) return { ...askedOf(run, site, answer), exchange };
  const args = { code: failure.code, reason: failure.message };
  const trouble = troubleWith(site, 'inconclusive', 'bisect.unreachable', args);
  return { answer: { verdict: 'unknown' }, trouble, exchange };
}

function askedOf(run: Run, site: SiteRow, answer: PreflightAnswer): Asked {
  const unknown = (trouble: Asked['trouble']): Asked => ({
    answer: { verdict: 'unknown' },
    ...(trouble === undefined ? {} : { trouble }),
  });
  switch (answer.kind) {
    case 'refused':
      return { answer: { verdict: 'refused', named: answer.named }, said: answer.description };
    case 'not-refused':
      return { answer: { verdict: 'accepted' } };
    case 'other-error':
      return unknown(otherError(site, answer.error, answer.description));
    case 'error-page':
      return unknown(
        isExplained(run, site, answer)
          ? errorPage(run, site, answer.status, answer.text)
          : unclear(site, { status: answer.status, why: 'status' }),
      );
    case 'unavailable': {
      const { status } = answer;
      return unknown(troubleWith(site, 'inconclusive', 'bisect.unavailable', { status }));
    }
    case 'unclear':
      return unknown(unclear(site, answer));
  }
}

function unclear(
  site: SiteRow,
  { status, why, host }: { readonly status: number; readonly why: string; readonly host?: string },
): Asked['trouble'] {
  return troubleWith(site, 'inconclusive', 'bisect.unclear', { status, why, leadsTo: host });
}

/** Whether an error page speaks of this request rather than of a gateway on the way. */
function isExplained(
  run: Run,
  site: SiteRow,
  { status, text }: { readonly status: number; readonly text: string },
): boolean {
  if (readOAuthError(status, text).error !== undefined) return true;
  return diagnose(text, diagnosisContext(run, site)).recognised.some(
    ({ sure }) => sure === 'certain',
  );
}
