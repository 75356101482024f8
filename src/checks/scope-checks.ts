import type { Verdict } from '../model/report.ts';
import { askTogether } from './ask-together.ts';
import { runBounded } from './runner.ts';
import type { ScopeContext } from './scope-context.ts';
import { crossCheck } from './scope-cross-check.ts';
import { checkScope, type ScopeSubject } from './scope-read.ts';

/** How all scopes are checked. */
export interface ScopesOptions {
  /** Scopes checked at a time. */
  readonly concurrency: number;
  /** Called after each scope, in order of completion, with the number of scopes done so far. */
  readonly onProgress?: (done: number, total: number, verdict: Verdict) => void;
  readonly signal?: AbortSignal;
}

/**
 * Checks scopes side by side and gives the verdicts in the order of `rows`. Whether the token lives
 * is asked once, and again where an answer of now is wanted. Rejects with the signal's reason at an interruption.
 */
export async function checkScopes(
  rows: readonly ScopeSubject[],
  ctx: ScopeContext,
  { concurrency, onProgress, signal }: ScopesOptions,
): Promise<Verdict[]> {
  const tokenAlive = askTogether(() => ctx.tokenAlive(true));
  let done = 0;
  const onDone = (verdict: Verdict): void => onProgress?.((done += 1), rows.length, verdict);
  const verdicts = await runBounded(
    rows,
    concurrency,
    (row) => checkScope(row, { ...ctx, tokenAlive }),
    {
      onDone,
      ...(signal === undefined ? {} : { signal }),
    },
  );
  return crossCheck(rows, verdicts, ctx.grant.scopes);
}
