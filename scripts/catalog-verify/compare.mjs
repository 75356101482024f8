/** Sets the disagreements against those that are explained. */

/**
 * `table` holds `{ kind, reason, operations }`. Gives each disagreement its explanation, where there
 * is one, and the explanations that explain nothing any more.
 */
export function compare(disagreements, table) {
  const key = (kind, operation) => `${kind} ${operation}`;
  const reasons = new Map(
    table.flatMap(({ kind, reason, operations }) =>
      operations.map((operation) => [key(kind, operation), reason]),
    ),
  );
  const used = new Set();
  const judged = disagreements.map((one) => {
    const name = key(one.kind, one.operation);
    if (reasons.has(name)) used.add(name);
    return { ...one, explained: reasons.get(name) };
  });
  return { judged, stale: [...reasons.keys()].filter((name) => !used.has(name)) };
}

/** One line for a disagreement: scope, request, reason, and the explanation or its absence. */
export function lineOf({ scope, what, operation, kind, reason, explained }) {
  const end = explained === undefined ? 'UNEXPLAINED' : `explained: ${explained}`;
  return `${scope}: ${what}: ${operation}: ${kind}: ${reason} (${end})`;
}
