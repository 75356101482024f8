import type { SiteRow } from '../../catalog/site-row.ts';
import type { Grant } from '../../model/grant.ts';
import type { Verdict } from '../../model/report.ts';

/** Certificate and key in PEM. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

/** How one authorization is wanted. */
export interface AuthorizeRequest {
  /** Where to begin; without it at US1, where the user may pick a region. */
  readonly site: SiteRow | undefined;
  /** `tile`: Datadog sends the browser to the onboarding URL first. */
  readonly from: 'platform' | 'tile';
  /** Sent as `scope` when given. */
  readonly scopes?: readonly string[];
  /** Name or UUID of the org that must consent. */
  readonly expectOrg?: string;
  /** Take an unknown site below a Datadog domain without asking. */
  readonly trustSite?: boolean;
  /** Listen here instead of at the redirect URI's own host and port. */
  readonly listen?: { readonly host: string; readonly port: number };
  /** For https redirect URIs on loopback; a throw-away certificate without it. */
  readonly tls?: TlsFiles;
  /** Browser to open; `false` opens none. */
  readonly browser?: string | false;
  /** How long to wait for the callback, in milliseconds. Default ten minutes. */
  readonly waitMs?: number;
  /** Read the final URL from standard input. */
  readonly pasteFromStdin?: boolean;
}

/** What an authorization came to. */
export interface Authorized {
  readonly verdicts: readonly Verdict[];
  /** Set when the grant is stored and usable. */
  readonly grant?: Grant;
}
