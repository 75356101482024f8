import { finding, type FindingCode } from '../catalog/findings.ts';
import type { ScopeRow } from '../catalog/scope-row.ts';
import type { FindingArg, Grade, Proof, Verdict } from '../model/report.ts';
import { quote } from './scope-answer.ts';
import { authorizationAttempt, readAttempt, type Attempt } from './scope-attempts.ts';
import type { ScopeContext } from './scope-context.ts';
import { routeOf } from './scope-request.ts';
import { startCheck, type Judgement } from './verdict.ts';

/** A scope that was not granted, with a request that should be refused for that. */
export interface UngrantedScope {
  readonly row: ScopeRow;
  readonly attempt: Attempt;
}

/**
 * Scopes that were not granted and that have a request which none of the granted ones opens. None
 * when it is not known what was granted.
 */
export function ungrantedScopes(
  rows: readonly ScopeRow[],
  granted: readonly string[] | null,
): readonly UngrantedScope[] {
  if (granted === null) return [];
  return rows
    .filter(({ scope }) => !granted.includes(scope))
    .flatMap((row) => {
      const { probes, authorizationProbe } = row;
      const attempts = [
        ...probes.map(readAttempt),
        ...(authorizationProbe === undefined ? [] : [authorizationAttempt(authorizationProbe)]),
      ];
      const attempt = attempts.find(({ probe }) => isClosed(probe, granted));
      return attempt === undefined ? [] : [{ row, attempt }];
    });
}

/** Least privilege: expects a route to refuse a token that lacks its scope. */
export async function checkUngranted(
  { row, attempt }: UngrantedScope,
  ctx: ScopeContext,
): Promise<Verdict> {
  const { scope } = row;
  const close = startCheck(ctx.clock, {
    id: `ungranted.${scope}`,
    check: 'scope.ungranted',
    title: `Scope ${scope}, not granted`,
    subject: { site: ctx.site, scope },
  });
  const sent = await attempt.ask(ctx);
  const outcome = attempt.judge(sent, { scope, access: row.access, granted: [] });
  const base = { scope, site: ctx.site, route: routeOf(attempt.probe) };
  const say = (
    grade: Grade,
    code: FindingCode,
    args: Record<string, FindingArg> = {},
    proof?: Proof,
  ): Judgement => ({
    grade,
    ...(proof === undefined ? {} : { proof }),
    finding: finding(code, { ...base, ...args }),
    exchanges: [sent.exchange],
  });
  switch (outcome.kind) {
    case 'denied': {
      const { status } = outcome;
      // A dead token is refused everywhere, which would say nothing of scopes.
      const alive = await ctx.tokenAlive(status === 401);
      if (alive === false) return close(say('failed', 'scope.token-dead'));
      if (alive === 'unknown' && status === 401) {
        const reason = 'whether the token lives is not known';
        return close(say('inconclusive', 'scope.ungranted-untold', { reason }));
      }
      return close(say('passed', 'scope.refused-as-expected', { status }, 'authenticated'));
    }
    case 'granted': {
      const status = sent.response?.status ?? 0;
      const grade = outcome.weak === undefined ? 'warning' : 'review';
      return close(say(grade, 'scope.open-without-grant', { status }, outcome.proof));
    }
    case 'absent': {
      const said = quote(outcome.texts);
      const reason = `status ${String(outcome.status)}${said === '' ? '' : `: ${said}`}`;
      return close(say('skipped', 'scope.ungranted-untold', { reason }));
    }
    case 'undecided':
      return close(say('inconclusive', outcome.code, outcome.args));
  }
}

/** Scopes that were granted and that the profile does not name: candidates to drop. */
export function unusedScopes(
  granted: readonly string[] | null,
  named: readonly string[],
): readonly string[] {
  return named.length === 0 ? [] : (granted ?? []).filter((scope) => !named.includes(scope));
}

/** The verdict on a scope that was granted and that nothing names. */
export function judgeUnused(scope: string, ctx: Pick<ScopeContext, 'site' | 'clock'>): Verdict {
  const close = startCheck(ctx.clock, {
    id: `unused.${scope}`,
    check: 'scope.unused',
    title: `Scope ${scope}, unused`,
    subject: { site: ctx.site, scope },
  });
  return close({ grade: 'review', finding: finding('scope.unused', { scope, site: ctx.site }) });
}

function isClosed({ opens }: Attempt['probe'], granted: readonly string[]): boolean {
  return opens.length > 0 && opens.every((set) => set.some((scope) => !granted.includes(scope)));
}
