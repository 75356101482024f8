import type { Report, Result } from '../../model/report.ts';
import { dataFolder } from '../../storage/data-folder.ts';
import { openFailedReports, type FailedReports } from '../../storage/failed-reports.ts';
import type { Run } from './run.ts';

/** Commands that check a client; what others say is not worth keeping. */
const KEPT: readonly string[] = [
  'authorize',
  'create-key',
  'check-scopes',
  'check-regions',
  'checklist',
  'grants refresh',
  'grants token',
  'keys validate',
];

/** Failures of one report, and exchanges of one failure, that are kept. */
const MOST_RESULTS = 100;
const MOST_EXCHANGES = 2;
/** How long keeping it may take, in milliseconds: the report is printed already. */
const KEEP_MS = 2_000;

/**
 * Keeps what failed in a run for a later `diagnose`, redacted. A run never fails for it: where the disk
 * does not take it, nothing is kept. Results that pass now take away what is kept of them.
 */
export async function keepFailedReport(run: Run, report: Report): Promise<void> {
  if (!KEPT.includes(report.command) || report.client === null || !restsOnDisk(run)) return;
  const stop = new AbortController();
  const late = run.host.clock.sleep(KEEP_MS, stop.signal).catch(() => undefined);
  await Promise.race([keep(run, report).catch(() => undefined), late]);
  stop.abort();
}

async function keep(run: Run, report: Report): Promise<void> {
  const folder = openFolder(run);
  const failures = report.results.filter(isFailure);
  // Where nothing was asked, nothing failed: a look at what is missing.
  const asked = report.results.some(
    ({ grade, exchanges }) => grade === 'failed' || exchanges.length > 0,
  );
  if (failures.length > 0 && !asked) return;
  if (failures.length > 0) {
    await folder.keep({ ...report, results: failures.slice(0, MOST_RESULTS).map(shortened) });
    return;
  }
  const before = (await folder.list()).find((kept) => isSame(kept, report));
  if (before === undefined) return;
  const passed = new Set(report.results.map(({ id, subject }) => keyOf(id, subject)));
  const left = before.results.filter(({ id, subject }) => !passed.has(keyOf(id, subject)));
  await folder.keep({ ...before, results: left });
}

/** Reports with failures of the client in use, or of any where there is none, the last first. */
export async function readFailedReports(run: Run): Promise<readonly { readonly report: Report }[]> {
  if (!restsOnDisk(run)) return [];
  const target = run.simulation === undefined ? 'datadog' : 'simulator';
  const { clientId } = run.settings.client ?? {};
  try {
    const kept = await openFolder(run).list();
    return kept
      .filter((report) => report.target === target)
      .filter(({ client }) => clientId === undefined || client?.clientId === clientId)
      .map((report) => ({ report }));
  } catch {
    // A folder that cannot be read has a verdict of its own.
    return [];
  }
}

function isFailure({ grade }: Result): boolean {
  return grade === 'failed' || grade === 'inconclusive';
}

function isSame(a: Report, b: Report): boolean {
  return (
    a.target === b.target && a.command === b.command && a.client?.clientId === b.client?.clientId
  );
}

function keyOf(id: string, { site = '' }: Result['subject']): string {
  return `${id} ${site}`;
}

function shortened(result: Result): Result {
  return { ...result, exchanges: result.exchanges.slice(-MOST_EXCHANGES) };
}

/** Grants of a simulator of this process live in memory, and so does what failed there. */
function restsOnDisk({ simulation, host }: Run): boolean {
  return simulation?.ownProcess !== true && host.env['DDOAUTH_STORE'] !== 'memory';
}

function openFolder({ host, redactor }: Run): FailedReports {
  const { env, random, platform } = host;
  return openFailedReports({
    folder: dataFolder({ env, os: platform.os, homeFolder: platform.homeFolder }),
    random,
    pid: platform.pid,
    hostname: platform.hostname,
    onNotice: () => undefined,
    mask: (text) => redactor.mask(text),
  });
}
