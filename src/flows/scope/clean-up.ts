import { finding, type FindingCode } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { leftArgs } from '../../checks/left-behind.ts';
import { runBounded } from '../../checks/runner.ts';
import { PATIENT_MS, takeTripBack, type TakenBack } from '../../checks/take-back.ts';
import { startCheck, type Judgement } from '../../checks/verdict.ts';
import { messageOf, ToolError } from '../../errors.ts';
import type { Grant } from '../../model/grant.ts';
import type { Grade, Verdict } from '../../model/report.ts';
import type { JournalRecord } from '../../model/journal.ts';
import { grantCheck } from '../grant/grant-check.ts';
import { journalTarget, openRunJournal } from './journal.ts';
import type { Run } from '../run/run.ts';

/** How `check-scopes --clean-up` is wanted. */
export interface CleanUpOptions {
  /** Do not ask before deleting. */
  readonly yes: boolean;
}

/** Says what earlier runs left on the sites in use. A journal that cannot be read is a notice only. */
export async function leftEarlier(run: Run): Promise<Verdict[]> {
  try {
    return [...bySite(await recordsLeft(run))].map(([site, records]) =>
      start(
        run,
        'clean-up.left',
        site,
      )({ grade: 'warning', finding: about('left', site, records) }),
    );
  } catch (error) {
    run.ui.notice(`What earlier runs left is not known: ${messageOf(error)}`);
    return [];
  }
}

/**
 * `check-scopes --clean-up`: deletes what earlier runs created and could not delete, by id, or by
 * name where the id was never known, and proves that it is gone.
 * @throws ToolError `usage.confirmation` when nobody can be asked
 */
export async function runCleanUp(run: Run, options: CleanUpOptions): Promise<Verdict[]> {
  const records = await recordsLeft(run);
  if (records.length === 0) {
    const nothing = finding('clean-up.nothing');
    return [start(run, 'clean-up.nothing')({ grade: 'passed', finding: nothing })];
  }
  const sites = [...bySite(records)];
  if (!(await confirmed(run, sites, options))) {
    return sites.map(([site, left]) =>
      start(
        run,
        'clean-up.declined',
        site,
      )({
        grade: 'skipped',
        finding: about('declined', site, left),
      }),
    );
  }
  const verdicts: Verdict[] = [];
  for (const [key, left] of sites) verdicts.push(...(await cleanSite(run, key, left)));
  run.ui.progress(undefined);
  return verdicts;
}

async function cleanSite(
  run: Run,
  key: string,
  records: readonly JournalRecord[],
): Promise<Verdict[]> {
  const site = run.settings.siteTable.find(key);
  const { verdict, grant } = site === undefined ? {} : await grantCheck(run, site);
  const before = verdict === undefined ? [] : [verdict];
  const ours = records.filter(({ entry }) => grant !== undefined && isOf(entry, grant));
  const others = records.filter((record) => !ours.includes(record));
  const blocked = others.map((record) =>
    start(run, idOf(record), key)({ grade: 'warning', finding: about('blocked', key, [record]) }),
  );
  if (site === undefined || grant === undefined) return [...before, ...blocked];
  let done = 0;
  const cleaned = await runBounded(
    [...byTrip(ours).values()],
    run.concurrency,
    async (trip) => {
      const verdicts = await cleanTrip(run, site, grant, trip);
      done += trip.length;
      run.ui.progress(`${key}: ${String(done)} of ${String(ours.length)} cleaned up`);
      return verdicts;
    },
    { signal: run.signal },
  );
  return [...before, ...cleaned.flat(), ...blocked];
}

const CODES: Readonly<Record<TakenBack['end'], readonly [Grade, FindingCode]>> = {
  gone: ['passed', 'clean-up.done'],
  absent: ['passed', 'clean-up.done'],
  unproved: ['warning', 'clean-up.unproved'],
  refused: ['warning', 'clean-up.refused'],
  'not-found': ['warning', 'clean-up.not-found'],
};

async function cleanTrip(
  run: Run,
  site: SiteRow,
  { accessToken }: Grant,
  trip: readonly JournalRecord[],
): Promise<Verdict[]> {
  const checks = new Map(trip.map((record) => [record, start(run, idOf(record), site.key)]));
  const ends = await takeTripBack(trip, {
    apiUrl: site.api.url,
    accessToken,
    send: run.send,
    clock: run.host.clock,
    pausesMs: () => PATIENT_MS,
  });
  return ends.flatMap(({ record, taken }) => {
    const { end, status, exchanges } = taken;
    const [grade, code] = CODES[end];
    const args = { ...leftArgs([{ entry: record.entry, status }]), file: record.path };
    const judgement = { grade, finding: finding(code, { site: site.key, ...args }), exchanges };
    return checks.get(record)?.(judgement) ?? [];
  });
}

async function confirmed(
  run: Run,
  sites: readonly (readonly [string, readonly JournalRecord[]])[],
  { yes }: CleanUpOptions,
): Promise<boolean> {
  if (yes) return true;
  const what = sites.map(([site, records]) => `${String(records.length)} on ${site}`).join(', ');
  if (!run.interactive) {
    throw new ToolError(
      'usage.confirmation',
      `check-scopes --clean-up deletes what earlier runs created (${what}).`,
      { hint: 'Without a terminal give --yes' },
    );
  }
  run.ui.notice(`Earlier runs left: ${what}.`);
  for (const [site, records] of sites) {
    const { names } = leftArgs(records.map(({ entry }) => ({ entry, status: 0 })));
    if (typeof names === 'object') for (const one of names) run.ui.notice(`  ${site}: ${one}`);
  }
  return run.host.prompter.confirm('Delete them now?', run.signal);
}

async function recordsLeft(run: Run): Promise<readonly JournalRecord[]> {
  const records = await openRunJournal(run).leftBehind(journalTarget(run));
  const { sites } = run.settings;
  return records.filter(
    ({ entry }) => sites === undefined || sites.some(({ key }) => key === entry.site),
  );
}

/** Any grant of the organization may do; where that is not known, one of the same client. */
function isOf({ orgId, clientId }: JournalRecord['entry'], grant: Grant): boolean {
  const org = grant.org.id ?? '';
  return orgId !== '' && org !== '' ? orgId === org : clientId === grant.clientId;
}

function about(
  end: 'left' | 'declined' | 'blocked',
  site: string,
  records: readonly JournalRecord[],
): Judgement['finding'] {
  const args = leftArgs(records.map(({ entry }) => ({ entry, status: 0 })));
  return finding(`clean-up.${end}`, { site, ...args });
}

function bySite(records: readonly JournalRecord[]): ReadonlyMap<string, readonly JournalRecord[]> {
  return groupBy(records, ({ entry }) => entry.site);
}

function byTrip(records: readonly JournalRecord[]): ReadonlyMap<string, readonly JournalRecord[]> {
  return groupBy(records, ({ entry }) => `${entry.runId} ${entry.scope}`);
}

function groupBy(
  records: readonly JournalRecord[],
  keyOf: (record: JournalRecord) => string,
): ReadonlyMap<string, readonly JournalRecord[]> {
  const groups = new Map<string, JournalRecord[]>();
  for (const record of records) {
    groups.set(keyOf(record), [...(groups.get(keyOf(record)) ?? []), record]);
  }
  return groups;
}

function idOf({ entry }: JournalRecord): string {
  return `clean-up.${entry.name}.${entry.step}`;
}

function start(run: Run, id: string, site?: string): (judgement: Judgement) => Verdict {
  const subject = site === undefined ? {} : { site };
  return startCheck(run.host.clock, { id, check: 'clean-up', title: 'Clean-up', subject });
}
