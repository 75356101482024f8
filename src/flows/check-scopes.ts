import { SCOPES } from '../catalog/scopes.ts';
import type { ScopeRow } from '../catalog/scope-row.ts';
import type { SiteRow } from '../catalog/site-row.ts';
import { checkScopes } from '../checks/scope-checks.ts';
import { probeTokenAlive } from '../checks/token-liveness.ts';
import type { Grant } from '../model/grant.ts';
import type { Verdict } from '../model/report.ts';
import { parseScopes } from '../settings/parse-scopes.ts';
import { grantCheck } from './grant-check.ts';
import { requireClient } from './client.ts';
import type { Run } from './run.ts';
import { sitesInUse } from './sites-in-use.ts';

/** Which scopes are wanted; `undefined` means those of the profile, else those of the grant. */
export interface CheckScopesOptions {
  readonly scopes: readonly string[] | 'all' | undefined;
}

/** `check-scopes`: every wanted scope on every site in use. */
export async function runCheckScopes(run: Run, options: CheckScopesOptions): Promise<Verdict[]> {
  const sites = await sitesInUse(run);
  const prepared = [];
  for (const site of sites) prepared.push({ site, ...(await grantCheck(run, site)) });
  const perSite = await Promise.all(
    prepared.map(async ({ site, verdict, grant }) =>
      grant === undefined
        ? [verdict]
        : [verdict, ...(await proveScopes(run, site, grant, options))],
    ),
  );
  run.ui.progress(undefined);
  return perSite.flat();
}

/** The scopes of one grant, in catalog order. */
export async function proveScopes(
  run: Run,
  site: SiteRow,
  grant: Grant,
  options: CheckScopesOptions,
): Promise<Verdict[]> {
  const rows = rowsFor(scopesOf(run, grant, options));
  const apiUrl = site.api.url;
  const { accessToken } = grant;
  return checkScopes(
    rows,
    {
      site: site.key,
      apiUrl,
      grant,
      send: run.send,
      clock: run.host.clock,
      tokenAlive: () => probeTokenAlive({ apiUrl, accessToken, send: run.send }),
      extraProbes: run.settings.extraProbes,
    },
    {
      concurrency: run.concurrency,
      signal: run.signal,
      onProgress: (done, total) =>
        run.ui.progress(`${site.key}: ${String(done)} of ${String(total)} scopes`),
    },
  );
}

/** Every scope of the catalog. */
export function everyScope(): readonly string[] {
  return SCOPES.map(({ scope }) => scope);
}

/** Reads the values of `--scope`: names, or the word `all`. */
export function wantedScopes(values: readonly string[] | undefined): CheckScopesOptions['scopes'] {
  if (values === undefined) return undefined;
  const scopes = parseScopes(values);
  return scopes.includes('all') ? 'all' : scopes;
}

function scopesOf(run: Run, grant: Grant, options: CheckScopesOptions): readonly string[] {
  if (options.scopes === 'all') return everyScope();
  if (options.scopes !== undefined) return options.scopes;
  const registered = requireClient(run).scopes;
  return registered.length > 0 ? registered : (grant.scopes ?? []);
}

/** Rows in catalog order; scopes the catalog does not know come last, in their own order. */
function rowsFor(wanted: readonly string[]): (ScopeRow | { readonly scope: string })[] {
  const names = new Set(wanted);
  const known = SCOPES.filter(({ scope }) => names.has(scope));
  const knownNames = new Set(known.map(({ scope }) => scope));
  const unknown = [...names].filter((scope) => !knownNames.has(scope));
  return [...known, ...unknown.map((scope) => ({ scope }))];
}
