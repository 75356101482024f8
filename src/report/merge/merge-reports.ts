import { createHash } from 'node:crypto';
import type { Grade, MergedRun, Report, Result } from '../../model/report.ts';
import { judgeReport } from '../judge-report.ts';
import type { InfoOf } from '../outcome.ts';
import { keysOf } from '../result-key.ts';
import { labelsOf } from './labels.ts';

/** A report and what its file is called. */
export interface Source {
  readonly name: string;
  readonly report: Report;
}

/** A result that gave way to that of a later run. */
export interface Replaced {
  readonly id: string;
  readonly site: string | undefined;
  /** Name of the file it was in, and of the one whose result counts. */
  readonly from: string;
  readonly by: string;
}

/** What several reports are together. */
export interface Merged {
  readonly report: Report;
  readonly replaced: readonly Replaced[];
}

interface Placed {
  readonly source: Source;
  readonly result: Result;
}

/**
 * Makes one report of several: the results of the first, then what the others have beside them. Of one
 * id and subject that of the run that began later counts; of equal times that of the later file. Runs
 * of different clients keep their results apart by `subject.profile`. The worst outcome is the outcome.
 * @param sources at least one, all of the same target
 */
export function mergeReports(
  sources: readonly Source[],
  options: {
    readonly tool: Report['tool'];
    readonly failOn?: readonly Grade[];
    readonly infoOf: InfoOf;
  },
): Merged {
  const labels = labelsOf(sources.map(({ report }) => report));
  const placed = new Map<string, Placed>();
  const replaced: Replaced[] = [];
  const lost = new Map<string, number>();
  for (const [index, source] of sources.entries()) {
    const results = source.report.results.map((result) => named(result, source, labels[index]));
    const keys = keysOf(results);
    for (const [place, result] of results.entries()) {
      const key = keys[place] ?? '';
      const next = { source, result };
      const before = placed.get(key);
      const [wins, gone] =
        before === undefined || startOf(next) >= startOf(before) ? [next, before] : [before, next];
      // A key that is there already keeps its place.
      placed.set(key, wins);
      if (gone === undefined || gone.result.run === wins.result.run) continue;
      replaced.push({
        id: result.id,
        site: result.subject.site,
        from: gone.source.name,
        by: wins.source.name,
      });
      const run = gone.result.run ?? '';
      lost.set(run, (lost.get(run) ?? 0) + 1);
    }
  }
  const results = [...placed.values()].map(({ result }) => result);
  const runs = runsOf(sources, lost);
  const { failOn = [], infoOf } = options;
  const judged = judgeReport({ runs, results }, { failOn, infoOf });
  return { report: { ...headOf(sources, options.tool), ...judged, results, runs }, replaced };
}

/** Of a run that was merged before, when that run began. */
function startOf({ source: { report }, result }: Placed): number {
  const run = report.runs?.find(({ runId }) => runId === result.run);
  return Date.parse((run ?? report).startedAt);
}

function named(result: Result, { report }: Source, label: string | undefined): Result {
  const { subject } = result;
  return {
    ...result,
    subject:
      label === undefined || subject.profile !== undefined
        ? subject
        : { profile: label, ...subject },
    run: result.run ?? report.runId,
  };
}

function runsOf(sources: readonly Source[], lost: ReadonlyMap<string, number>): MergedRun[] {
  const runs = new Map<string, MergedRun>();
  for (const { report } of sources) {
    for (const run of report.runs ?? [headOfRun(report)]) {
      runs.set(run.runId, { ...run, replaced: run.replaced + (lost.get(run.runId) ?? 0) });
    }
  }
  return [...runs.values()];
}

function headOfRun(report: Report): MergedRun {
  const { tool, command, runId, startedAt, durationMs, profile, client, outcome, exitCode } =
    report;
  return {
    tool,
    command,
    runId,
    startedAt,
    durationMs,
    profile,
    client,
    outcome,
    exitCode,
    replaced: 0,
  };
}

/** What the reports have in common, and from the first beginning to the last end. */
function headOf(
  sources: readonly Source[],
  tool: Report['tool'],
): Omit<Report, 'outcome' | 'exitCode' | 'results' | 'summary' | 'runs'> {
  const reports = sources.map(({ report }) => report);
  const starts = reports.map(({ startedAt }) => Date.parse(startedAt));
  const ends = reports.map(({ durationMs }, index) => (starts[index] ?? 0) + durationMs);
  const begin = Math.min(...starts);
  const ids = reports.map(({ runId }) => runId);
  return {
    schemaVersion: 1,
    tool,
    command: common(reports.map(({ command }) => command)) ?? 'report merge',
    // The same reports make the same report.
    runId: createHash('sha256').update(JSON.stringify(ids)).digest('hex').slice(0, 10),
    target: reports[0]?.target ?? 'datadog',
    startedAt: new Date(begin).toISOString(),
    durationMs: Math.max(...ends) - begin,
    profile: common(reports.map(({ profile }) => profile)) ?? null,
    client: common(reports.map(({ client }) => client)) ?? null,
  };
}

/** The value, where all are the same. */
function common<T>(values: readonly T[]): T | undefined {
  const [first] = values;
  const text = JSON.stringify(first);
  return values.every((value) => JSON.stringify(value) === text) ? first : undefined;
}
