import { SCOPES } from '../catalog/scopes.ts';
import type { ScopeRow } from '../catalog/scope-row.ts';
import type { SiteRow } from '../catalog/site-row.ts';
import { compareSites } from '../checks/scope-across-sites.ts';
import { checkScopes } from '../checks/scope-checks.ts';
import type { Grant } from '../model/grant.ts';
import type { Verdict } from '../model/report.ts';
import { parseScopes } from '../settings/parse-scopes.ts';
import { checkWithRenewal } from './scope/check-again.ts';
import { leftEarlier } from './scope/clean-up.ts';
import { grantCheck } from './grant/grant-check.ts';
import { requireClient } from './run/client.ts';
import { probeUngranted } from './scope/least-privilege.ts';
import { openRoundTrips, type RoundTrips } from './scope/round-trips.ts';
import type { Run } from './run/run.ts';
import { scopeContext } from './scope/scope-context.ts';
import { sitesInUse } from './run/sites-in-use.ts';

/** How `check-scopes` is wanted. */
export interface CheckScopesOptions {
  /** Which scopes; `undefined` means those of the profile, else those of the grant. */
  readonly scopes: readonly string[] | 'all' | undefined;
  /** Create things, read them back and delete them again. */
  readonly allowWrites?: boolean;
  /** Ask routes of scopes that were not granted, too. */
  readonly probeUngranted?: boolean;
}

/** `check-scopes`: every wanted scope on every site in use. */
export async function runCheckScopes(run: Run, options: CheckScopesOptions): Promise<Verdict[]> {
  const sites = await sitesInUse(run);
  const earlier = await leftEarlier(run);
  const perSite = await withRoundTrips(run, options.allowWrites === true, (roundTrips) =>
    Promise.all(
      sites.map(grantChecks(run)).map(async (checked) => {
        const { site, verdict, grant } = await checked;
        if (grant === undefined) return [verdict];
        const proved = await proveScopes(run, site, grant, { scopes: options.scopes, roundTrips });
        const closed =
          options.probeUngranted === true ? await probeUngranted(run, site, grant) : [];
        return [verdict, ...proved, ...closed];
      }),
    ),
  );
  run.ui.progress(undefined);
  return [...earlier, ...compareSites(perSite.flat())];
}

type GrantChecked = { readonly site: SiteRow } & Awaited<ReturnType<typeof grantCheck>>;

/**
 * Checks the grants of sites side by side, so that a site slow to refresh holds up no other. In a
 * simulator of this process each is authorized, at the one redirect URI, so there it is in turn.
 */
function grantChecks(run: Run): (site: SiteRow) => Promise<GrantChecked> {
  const inTurn = run.simulation?.ownProcess === true;
  let before: Promise<unknown> = Promise.resolve();
  return (site) => {
    const check = async (): Promise<GrantChecked> => ({ site, ...(await grantCheck(run, site)) });
    const checked = inTurn ? before.then(check) : check();
    before = checked;
    return checked;
  };
}

/**
 * Lets work write where that is allowed, and ends only when what was created is deleted again, after
 * an interrupt too.
 */
export async function withRoundTrips<T>(
  run: Run,
  allowed: boolean,
  work: (roundTrips: RoundTrips | undefined) => Promise<T>,
): Promise<T> {
  if (!allowed) return work(undefined);
  const roundTrips = await openRoundTrips(run);
  try {
    return await work(roundTrips);
  } finally {
    await roundTrips.settle();
  }
}

/** The scopes of one grant, in catalog order; before them a token that died on the way. */
export async function proveScopes(
  run: Run,
  site: SiteRow,
  grant: Grant,
  options: Pick<CheckScopesOptions, 'scopes'> & { readonly roundTrips?: RoundTrips | undefined },
): Promise<Verdict[]> {
  const rows = rowsFor(scopesOf(run, grant, options));
  return checkWithRenewal(run, site, grant, rows, (some, current) =>
    checkScopes(some, scopeContext(run, site, current, options.roundTrips), {
      concurrency: run.concurrency,
      signal: run.signal,
      onProgress: (done, total) =>
        run.ui.progress(`${site.key}: ${String(done)} of ${String(total)} scopes`),
    }),
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

function scopesOf(
  run: Run,
  grant: Grant,
  options: Pick<CheckScopesOptions, 'scopes'>,
): readonly string[] {
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
