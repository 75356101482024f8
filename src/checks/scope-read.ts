import { finding } from '../catalog/findings.ts';
import type { ReadProbe, RoundTrip, ScopeRow } from '../catalog/scope-row.ts';
import type { Verdict } from '../model/report.ts';
import { judgeRoundTrip } from './round-trip-judge.ts';
import { authorizationAttempt, readAttempt, tryAttempts, type Attempt } from './scope-attempts.ts';
import type { ScopeContext } from './scope-context.ts';
import type { ProbeCase } from './scope-judge.ts';
import { summarizeProbes } from './scope-summary.ts';
import { startCheck, type Judgement } from './verdict.ts';
import type { WriteContext } from './write-context.ts';

/** A scope of the catalog, or the name of one that the catalog doesn't know. */
export type ScopeSubject = ScopeRow | { readonly scope: string };

/**
 * Proves one scope: by a round trip where that is allowed, else by asking its probes, strongest
 * first, until one answers for it alone. Never throws for network trouble; rejects only when `send`
 * does, at an interruption.
 */
export async function checkScope(subject: ScopeSubject, ctx: ScopeContext): Promise<Verdict> {
  const { scope } = subject;
  const row = 'probes' in subject ? subject : undefined;
  const granted = ctx.grant.scopes;
  const trip = tripAllowed(row, ctx);
  const close = startCheck(ctx.clock, {
    id: `scope.${scope}`,
    check: trip === undefined ? 'scope.read' : 'scope.round-trip',
    title: `Scope ${scope}`,
    subject: { site: ctx.site, scope },
  });
  const base = { scope, site: ctx.site };
  if (granted !== null && !granted.includes(scope)) {
    return close({ grade: 'failed', finding: finding('scope.not-granted', base) });
  }
  const about: ProbeCase = {
    scope,
    access: row?.access ?? accessByName(scope),
    granted,
    ...(row?.promises === undefined ? {} : { promises: row.promises }),
    ...(row?.roundTrip !== undefined && ctx.writes === undefined ? { writesUnasked: true } : {}),
  };
  if (row !== undefined && trip !== undefined) {
    return close(await judgeRoundTrip(row, trip.roundTrip, ctx, trip.writes, about));
  }
  const attempts = attemptsOf(row, ctx, scope);
  if (attempts.length === 0) return close(withoutProbes(row, base, ctx));
  const usable = attempts.filter(({ probe }) => companionsOf(probe, scope, granted).length === 0);
  if (usable.length === 0) {
    const missing = attempts.map(({ probe }) => companionsOf(probe, scope, granted));
    const companions = [...new Set(missing.flat())].sort();
    const args = { ...base, companions };
    return close({ grade: 'warning', finding: finding('scope.companion-missing', args) });
  }
  const { tried, exchanges } = await tryAttempts(usable, ctx, about);
  return close(
    await summarizeProbes(tried, { ...about, site: ctx.site }, ctx.tokenAlive, exchanges),
  );
}

/** The row's round trip, when it may be made and the grant has all the scopes that it takes. */
function tripAllowed(
  row: ScopeRow | undefined,
  { writes, grant }: ScopeContext,
): { readonly roundTrip: RoundTrip; readonly writes: WriteContext } | undefined {
  if (row?.roundTrip === undefined || writes === undefined) return undefined;
  return missingFor(row.roundTrip, grant.scopes).length > 0
    ? undefined
    : { roundTrip: row.roundTrip, writes };
}

/** Scopes that a round trip takes and the grant lacks. */
function missingFor(trip: RoundTrip, granted: readonly string[] | null): readonly string[] {
  const requests = [...trip.needs, trip.subject].flatMap((one) => [one.create, one.delete]);
  return [...new Set(requests.flatMap(({ opens }) => fewestMissing(opens, granted)))].sort();
}

function attemptsOf(
  row: ScopeRow | undefined,
  ctx: ScopeContext,
  scope: string,
): readonly Attempt[] {
  const { authorizationProbe } = row ?? {};
  return [
    ...[...(row?.probes ?? []), ...probesAdded(ctx, scope)].map(readAttempt),
    ...(authorizationProbe === undefined ? [] : [authorizationAttempt(authorizationProbe)]),
  ];
}

/** Further scopes a probe needs beside this one and that the grant lacks. */
function companionsOf(
  probe: Attempt['probe'],
  scope: string,
  granted: readonly string[] | null,
): readonly string[] {
  return fewestMissing(
    probe.opens.filter((set) => set.includes(scope)),
    granted,
  );
}

/** Of alternatives, the missing scopes of the one that lacks least; none when any token will do. */
function fewestMissing(
  opens: readonly (readonly string[])[],
  granted: readonly string[] | null,
): readonly string[] {
  if (granted === null || opens.length === 0) return [];
  const missing = opens.map((set) => set.filter((name) => !granted.includes(name)));
  return missing.reduce((fewest, names) => (names.length < fewest.length ? names : fewest));
}

function probesAdded(ctx: ScopeContext, scope: string): readonly ReadProbe[] {
  const added = ctx.extraProbes ?? {};
  return (Object.hasOwn(added, scope) ? added[scope] : undefined) ?? [];
}

function withoutProbes(
  row: ScopeRow | undefined,
  base: { readonly scope: string; readonly site: string },
  { writes, grant }: ScopeContext,
): Judgement {
  if (row === undefined) return { grade: 'warning', finding: finding('scope.unknown', base) };
  if (row.roundTrip !== undefined) {
    if (writes === undefined) {
      return { grade: 'skipped', finding: finding('scope.needs-writes', base) };
    }
    const args = { ...base, companions: missingFor(row.roundTrip, grant.scopes) };
    return { grade: 'warning', finding: finding('scope.companion-missing', args) };
  }
  return { grade: 'skipped', finding: finding('scope.unprovable', { ...base, ...row.unprovable }) };
}

/** A scope we don't know counts as a write scope unless its name says that it reads. */
function accessByName(scope: string): ScopeRow['access'] {
  return /_(?:read|query)(?:_|$)/.test(scope) ? 'read' : 'write';
}
