import { finding } from '../catalog/findings.ts';
import type { ReadProbe, ScopeRow } from '../catalog/scope-row.ts';
import type { Exchange } from '../model/http.ts';
import type { Verdict } from '../model/report.ts';
import type { ScopeContext } from './scope-context.ts';
import { judgeProbe } from './scope-judge.ts';
import type { ProbeOutcome } from './scope-outcome.ts';
import { probeRequest } from './scope-request.ts';
import { summarizeProbes, type Tried } from './scope-summary.ts';
import { startCheck, type Judgement } from './verdict.ts';

/** A scope of the catalog, or the name of one that the catalog doesn't know. */
export type ScopeSubject = ScopeRow | { readonly scope: string };

/**
 * Proves one scope by reading: asks its probes, strongest first, until one answers for it alone.
 * Never throws for network trouble; rejects only when `send` does, at an interruption.
 */
export async function checkScope(subject: ScopeSubject, ctx: ScopeContext): Promise<Verdict> {
  const { scope } = subject;
  const close = startCheck(ctx.clock, {
    id: `scope.${scope}`,
    check: 'scope.read',
    title: `Scope ${scope}`,
    subject: { site: ctx.site, scope },
  });
  const base = { scope, site: ctx.site };
  const granted = ctx.grant.scopes;
  if (granted !== null && !granted.includes(scope)) {
    return close({ grade: 'failed', finding: finding('scope.not-granted', base) });
  }
  const row = 'probes' in subject ? subject : undefined;
  const probes = [...(row?.probes ?? []), ...probesAdded(ctx, scope)];
  if (probes.length === 0) return close(withoutProbes(row, base));
  const usable = probes.filter((probe) => companionsOf(probe, scope, granted).length === 0);
  if (usable.length === 0) {
    const missing = probes.map((probe) => companionsOf(probe, scope, granted));
    const companions = [...new Set(missing.flat())].sort();
    const args = { ...base, companions };
    return close({ grade: 'warning', finding: finding('scope.companion-missing', args) });
  }
  const access = row?.access ?? accessByName(scope);
  const tried = await tryProbes(usable, ctx, { scope, access, granted });
  return close(
    await summarizeProbes(
      tried.probes,
      { ...base, access, granted },
      ctx.tokenAlive,
      tried.exchanges,
    ),
  );
}

async function tryProbes(
  probes: readonly ReadProbe[],
  ctx: ScopeContext,
  about: Parameters<typeof judgeProbe>[2],
): Promise<{ readonly probes: readonly Tried[]; readonly exchanges: readonly Exchange[] }> {
  const tried: Tried[] = [];
  const exchanges: Exchange[] = [];
  const target = { apiUrl: ctx.apiUrl, accessToken: ctx.grant.accessToken, clock: ctx.clock };
  for (const probe of probes) {
    const sent = await ctx.send(probeRequest(probe, target), { retry: true });
    const outcome = judgeProbe(probe, sent, about);
    exchanges.push(sent.exchange);
    tried.push({ probe, outcome });
    if (endsSearch(outcome)) break;
  }
  return { probes: tried, exchanges };
}

function endsSearch(outcome: ProbeOutcome): boolean {
  if (outcome.kind === 'granted') return outcome.sharedWith.length === 0;
  return outcome.kind === 'undecided' && outcome.noAnswer;
}

/** Further scopes a probe needs beside this one and that the grant lacks. */
function companionsOf(
  probe: ReadProbe,
  scope: string,
  granted: readonly string[] | null,
): readonly string[] {
  const own = probe.opens.filter((set) => set.includes(scope));
  if (granted === null || own.length === 0) return [];
  const missing = own.map((set) => set.filter((name) => !granted.includes(name)));
  return missing.reduce((fewest, names) => (names.length < fewest.length ? names : fewest));
}

function probesAdded(ctx: ScopeContext, scope: string): readonly ReadProbe[] {
  const added = ctx.extraProbes ?? {};
  return (Object.hasOwn(added, scope) ? added[scope] : undefined) ?? [];
}

function withoutProbes(
  row: ScopeRow | undefined,
  base: { readonly scope: string; readonly site: string },
): Judgement {
  if (row === undefined) return { grade: 'warning', finding: finding('scope.unknown', base) };
  return { grade: 'skipped', finding: finding('scope.unprovable', { ...base, ...row.unprovable }) };
}

/** A scope we don't know counts as a write scope unless its name says that it reads. */
function accessByName(scope: string): ScopeRow['access'] {
  return /_(?:read|query)(?:_|$)/.test(scope) ? 'read' : 'write';
}
