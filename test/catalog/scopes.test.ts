import { describe, expect, test } from 'vitest';
import { ANY_TOKEN_ROUTES } from '../../src/catalog/any-token-routes.ts';
import type { ReadProbe } from '../../src/catalog/scope-row.ts';
import { SCOPES } from '../../src/catalog/scopes.ts';
import { fillJson, fillText } from '../../src/checks/placeholders.ts';
import type { JsonValue } from '../../src/model/json.ts';
import names from '../fixtures/scope-names.json' with { type: 'json' };

const clock = { now: () => 1_790_000_000_123, monotonic: () => 0, sleep: async () => {} };
const probes: readonly (readonly [string, ReadProbe])[] = SCOPES.flatMap(({ scope, probes: own }) =>
  own.map((probe): [string, ReadProbe] => [`${scope}: ${probe.method} ${probe.path}`, probe]),
);

/** Every text of a body. */
function textsIn(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

describe('the catalog of scopes', () => {
  test('names every known scope once, in alphabetical order', () => {
    expect(SCOPES.map(({ scope }) => scope)).toEqual(names);
    expect(names).toHaveLength(147);
    expect([...new Set(names)].sort()).toEqual(names);
  });

  test.each(SCOPES.map((row) => [row.scope, row] as const))(
    '%s has a proof, or a reason and what to do by hand',
    (_, row) => {
      const proofs = [row.probes[0], row.roundTrip, row.authorizationProbe].filter(Boolean);
      expect(row.product).toMatch(/^[A-Z][A-Za-z -]+$/);
      expect(proofs.length > 0).toBe(row.unprovable === undefined);
      expect(row.promises === undefined).toBe(row.unprovable !== undefined);
      expect(row.probes.length).toBeLessThanOrEqual(3);
      const weak = row.authorizationProbe !== undefined && proofs.length === 1;
      expect(row.byHand !== undefined).toBe(weak);
      const texts = [row.unprovable?.reason, row.unprovable?.byHand, row.byHand];
      for (const text of texts.filter((one) => one !== undefined)) {
        expect(text).toMatch(/^[A-Z].{20,}\.$/);
        expect(text).not.toMatch(/undefined|null|\[object/);
      }
    },
  );

  test('promises no more than its proofs can give', () => {
    for (const row of SCOPES) {
      if (row.roundTrip) expect(row.promises).toBe('observed');
      else if (row.promises === 'observed') {
        expect([row.scope, row.access, row.probes.length > 0]).toEqual([row.scope, 'read', true]);
      } else if (row.promises) expect(row.promises).toBe('authorized');
    }
  });

  test.each(SCOPES.map((row) => [row.scope, row] as const))(
    '%s is named by all of its probes, the ones it opens alone first',
    (scope, row) => {
      const alone = row.probes.map(({ opens }) => opens.every((set) => set.includes(scope)));
      for (const probe of row.probes) {
        expect(probe.opens.some((set) => set.includes(scope))).toBe(true);
      }
      expect(alone).toEqual([...alone].sort((a, b) => Number(b) - Number(a)));
    },
  );

  test.each(probes)('%s is a whole request', (_, probe) => {
    expect(probe.path).toMatch(/^\/api\/v[12]\/[a-z0-9/_.-]+$/);
    expect(probe.body !== undefined).toBe(probe.method === 'POST');
    expect(probe.dataAt).toMatch(/^(?:[a-z_]+(?:\.[a-z_]+)*)?$/);
    expect(probe.operationId).toMatch(/^[A-Z][A-Za-z0-9]+$/);
    const texts = [...Object.values(probe.query ?? {}), ...textsIn(probe.body)];
    for (const text of texts) {
      // `{*}` is a metric query's "everywhere"; any other brace left over is an unknown placeholder.
      expect(fillText(text, clock).replace('{*}', '')).not.toMatch(/[{}]/);
    }
    expect(textsIn(fillJson(probe.body ?? {}, clock)).join()).not.toMatch(/[{}]/);
  });

  test('reads with POST only where the path is a search, a query or a summary', () => {
    const posts = probes.map(([, probe]) => probe).filter(({ method }) => method === 'POST');
    expect(posts.length).toBeGreaterThan(5);
    for (const { path } of posts) {
      expect(path).toMatch(/\/(?:search|aggregate|summary|list|dora\/(?:failures|deployments))$/);
    }
  });

  test('knows scopes of neighbours that open the same route', () => {
    const rowOf = (scope: string) => SCOPES.find((row) => row.scope === scope);
    expect(rowOf('monitors_write')?.probes[0]?.opens).toEqual([
      ['org_management'],
      ['monitors_write'],
    ]);
    expect(rowOf('billing_read')?.probes[0]?.opens).toEqual([['billing_read', 'usage_read']]);
    expect(rowOf('timeseries_query')?.probes[0]?.dataAt).toBe('series');
    expect(rowOf('api_keys_write')?.unprovable?.byHand).toContain('ddoauth create-key');
  });

  test('lists routes for any token that no scope is tried on', () => {
    const tried = new Set(probes.map(([, { path }]) => path));
    expect(ANY_TOKEN_ROUTES.length).toBeGreaterThanOrEqual(2);
    for (const route of ANY_TOKEN_ROUTES) expect(tried.has(route.split('?')[0] ?? '')).toBe(false);
  });
});
