import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { startCheck } from '../../checks/verdict.ts';
import type { ApiKey } from '../../model/grant.ts';
import type { Verdict } from '../../model/report.ts';
import type { Run } from '../run/run.ts';
import { settleNotes } from './key-notes.ts';
import { recoveryArgs } from './key-place.ts';

/**
 * What earlier runs that asked for a key have left open, now that the site has said whether it knows
 * the stored one. A client has one key in an org, so one that works is the one they asked for.
 */
export async function judgeLeftIntents(
  run: Run,
  site: SiteRow,
  key: ApiKey,
  valid: Verdict,
): Promise<Verdict[]> {
  const { keyIntents } = await run.vault();
  const { clientId, org } = key;
  const place = { clientId, site: site.key, ...(org.id === undefined ? {} : { orgId: org.id }) };
  const open = await keyIntents.find(place);
  if (valid.grade === 'passed') {
    await settleNotes(run, open);
    return [];
  }
  const [first] = open;
  if (first === undefined || valid.grade !== 'failed') return [];
  const check = startCheck(run.host.clock, {
    id: 'key.intent',
    check: 'key.intent',
    title: 'Earlier request',
    subject: { site: site.key },
  });
  const { runId, askedAt } = first.intent;
  const args = { ...recoveryArgs(run, site, org), runId, askedAt, stored: true };
  return [check({ grade: 'review', finding: finding('key.intent-open', args) })];
}
