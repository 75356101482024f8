import type { FindingCode } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import type { Exchange } from '../../model/http.ts';
import type { FindingArg, Grade } from '../../model/report.ts';
import type { Bisection, ScopeAnswer } from '../../oauth/bisect-scopes.ts';
import { readOAuthError } from '../../oauth/oauth-error.ts';
import type { Run } from '../run/run.ts';

/** Why a question has no answer, and with it all further ones. */
export interface Trouble {
  readonly grade: Grade;
  readonly code: FindingCode;
  readonly args: Readonly<Record<string, FindingArg | undefined>>;
  /** Words of the server, for the diagnosis. Not redacted. */
  readonly text?: string;
}

/** What one question came to. */
export interface Asked {
  readonly answer: ScopeAnswer;
  /** Set when the answer is `unknown`. */
  readonly trouble?: Trouble;
  readonly exchange?: Exchange;
  /** The server's words for a refusal of the scopes, or of access. */
  readonly said?: string | undefined;
  /** How a person's consent page ended: with a code that nobody uses, or with Deny. */
  readonly ended?: 'code' | 'denied';
}

/** What asking one site came to. */
export interface SiteBisection {
  readonly site: SiteRow;
  readonly how: 'preflight' | 'guided';
  /** Absent when no question about the scopes was asked. */
  readonly found?: Bisection;
  readonly trouble?: Trouble;
  /** Every question in order. */
  readonly asked: readonly (Asked & { readonly scopes: readonly string[] })[];
}

/** `1 scope`, `5 scopes`. */
export function countScopes(scopes: readonly string[]): string {
  return `${String(scopes.length)} scope${scopes.length === 1 ? '' : 's'}`;
}

/** The web app host of a site, which is the only one that is asked. */
export function hostOfSite(site: SiteRow): string {
  return new URL(site.app.url).host;
}

/** Trouble with a site, whose key and web app host go into the finding. */
export function troubleWith(
  site: SiteRow,
  grade: Grade,
  code: FindingCode,
  args: Trouble['args'] = {},
  text?: string,
): Trouble {
  return {
    grade,
    code,
    args: { site: site.key, host: hostOfSite(site), ...args },
    ...(text === undefined ? {} : { text }),
  };
}

/** Another error than `invalid_scope`, in a redirect that may be believed. */
export function otherError(site: SiteRow, error: string, description?: string): Trouble {
  const isForTheMoment = error === 'server_error' || error === 'temporarily_unavailable';
  return troubleWith(
    site,
    isForTheMoment ? 'inconclusive' : 'failed',
    'bisect.other-error',
    { error, description },
    `${error} - ${description ?? ''}`,
  );
}

/** An error page about the client or the redirect URI. */
export function errorPage(run: Run, site: SiteRow, status: number, text: string): Trouble {
  const { error, description } = readOAuthError(status, text);
  const said = run.redactor.redact(text).replace(/\s+/g, ' ').trim().slice(0, 300);
  const isAboutClient = error !== undefined && /client[_ ]?id/i.test(description ?? '');
  const args = { text: said, ...(isAboutClient ? { clientUnknown: true } : {}) };
  return troubleWith(site, 'failed', 'bisect.error-page', args, text);
}
