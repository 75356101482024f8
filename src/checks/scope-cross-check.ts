import { finding } from '../catalog/findings.ts';
import type { FindingArg, Verdict } from '../model/report.ts';
import type { ScopeSubject } from './scope-read.ts';

/**
 * Tells refusals apart that their own answers leave open, by what else the run has seen of the same
 * token (oauth-facts §11):
 * - a bare 403 and another scope of the same product works: the product is enabled, so the user
 *   lacks the permission;
 * - a bare 403 and no other scope of that product refused alike: most likely the permission, since
 *   Datadog documents "Forbidden" for it and other words were seen where a product is not enabled; not
 *   when the answer has words of its own that are not understood;
 * - a bare 401 for a scope that the token answer lists, of a token that opens other scopes' routes:
 *   the route takes no OAuth token, since a missing permission or product is answered with 403.
 * Verdicts whose other probes got no usable answer stay as they are.
 */
export function crossCheck(
  rows: readonly ScopeSubject[],
  verdicts: readonly Verdict[],
  granted: readonly string[] | null,
): Verdict[] {
  const works = new Map<string, string>();
  for (const [index, row] of rows.entries()) {
    if (!('product' in row) || works.has(row.product)) continue;
    if (isProved(verdicts[index])) works.set(row.product, row.scope);
  }
  const undecided = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const { code, args } = verdicts[index]?.finding ?? { code: '', args: {} };
    if (!('product' in row) || code !== 'scope.denied-unclear') continue;
    if (!isOpen(args, ['permission', 'product'])) continue;
    undecided.set(row.product, (undecided.get(row.product) ?? 0) + 1);
  }
  return verdicts.map((verdict, index) => {
    const { code, args } = verdict.finding;
    if (code !== 'scope.denied-unclear') return verdict;
    const statuses = verdict.exchanges.map(({ status }) => status);
    const row = rows[index];
    const other = row !== undefined && 'product' in row ? works.get(row.product) : undefined;
    const listed = granted !== null && row !== undefined && granted.includes(row.scope);
    if (isOpen(args, ['permission', 'product'])) {
      const alone =
        args['unread'] !== true &&
        row !== undefined &&
        'product' in row &&
        undecided.get(row.product) === 1;
      if (other === undefined && !alone) return verdict;
      const more = other === undefined ? { likely: true } : { other };
      return { ...verdict, finding: finding('scope.permission-missing', { ...args, ...more }) };
    }
    const all401 = statuses.length > 0 && statuses.every((status) => status === 401);
    const alive = works.size > 0 && all401 && listed;
    return alive && isOpen(args, ['scope', 'route'])
      ? { ...verdict, grade: 'review', finding: finding('scope.route-no-oauth', args) }
      : verdict;
  });
}

/** Whether the scope was shown to let calls in. */
export function isProved(verdict: Verdict | undefined): boolean {
  return (
    verdict?.grade === 'passed' && (verdict.proof === 'authorized' || verdict.proof === 'observed')
  );
}

/** Whether exactly these causes were left open. */
function isOpen(args: Readonly<Record<string, FindingArg>>, causes: readonly string[]): boolean {
  const { candidates } = args;
  return (
    typeof candidates === 'object' &&
    candidates.length === causes.length &&
    causes.every((cause) => candidates.includes(cause))
  );
}
