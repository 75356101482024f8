import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { crossCheck } from '../../checks/scope-cross-check.ts';
import type { ScopeSubject } from '../../checks/scope-read.ts';
import { startCheck } from '../../checks/verdict.ts';
import type { Grant } from '../../model/grant.ts';
import type { Verdict } from '../../model/report.ts';
import { obtainGrant } from '../grant/obtain-grant.ts';
import type { Run } from '../run/run.ts';

/** How scopes are checked with one access token, verdicts in the order of the rows. */
export type CheckRows = (rows: readonly ScopeSubject[], grant: Grant) => Promise<Verdict[]>;

/**
 * Checks scopes, and where the access token died on the way asks for a new one: a refresh tells a
 * token that ended (its scopes are checked again with the new one) from a grant that was revoked.
 * What the refresh came to stands before the scopes.
 */
export async function checkWithRenewal(
  run: Run,
  site: SiteRow,
  grant: Grant,
  rows: readonly ScopeSubject[],
  check: CheckRows,
): Promise<Verdict[]> {
  const verdicts = await check(rows, grant);
  const dead = verdicts.flatMap((verdict, index) =>
    verdict.finding.code === 'scope.token-dead' ? [index] : [],
  );
  if (dead.length === 0) return verdicts;
  const names = { check: 'grant.renewed', title: 'Grant', subject: { site: site.key } };
  const close = startCheck(run.host.clock, { id: 'grant.renewed', ...names });
  const { grant: renewed, judgement } = await obtainGrant(run, site, {
    refresh: true,
    onlyStored: true,
  });
  if (renewed === undefined) {
    const revoked = judgement.finding.code === 'grant.revoked';
    return [
      close(judgement),
      ...verdicts.map((verdict, index) =>
        revoked && dead.includes(index) ? withRevocation(verdict) : verdict,
      ),
    ];
  }
  const args = { site: site.key, scopes: dead.map((index) => scopeOf(rows, index)) };
  const ended = close({ ...judgement, grade: 'warning', finding: finding('grant.renewed', args) });
  const again = await check(
    dead.flatMap((index) => rows[index] ?? []),
    renewed,
  );
  const merged = verdicts.map((verdict, index) => again[dead.indexOf(index)] ?? verdict);
  return [ended, ...crossCheck(rows, merged, renewed.scopes)];
}

function withRevocation(verdict: Verdict): Verdict {
  const { args } = verdict.finding;
  return { ...verdict, finding: finding('scope.grant-revoked', args) };
}

function scopeOf(rows: readonly ScopeSubject[], index: number): string {
  return rows[index]?.scope ?? '';
}
