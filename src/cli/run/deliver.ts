import { EXIT, type ExitCode } from '../../catalog/exit-codes.ts';
import { emit, type Emission } from '../../flows/emit/emit.ts';
import { keepFailedReport } from '../../flows/run/failed-reports.ts';
import type { Run } from '../../flows/run/run.ts';
import type { Report } from '../../model/report.ts';
import type { Redactor } from '../../redact.ts';
import type { Github } from '../github/open-github.ts';
import { maskReport } from '../output/mask-report.ts';

/** Who hears of a report, beside standard output and files. */
export interface Hearers {
  readonly github: Github | undefined;
  /** To remember what failed; several profiles have no run in common. */
  readonly keeper: Run | undefined;
  readonly emission: Emission | undefined;
  /** What emits; a run that is closed can. */
  readonly sender: Run | undefined;
}

/** Tells them, each whatever becomes of the others. @returns the exit code of the process */
export async function deliver(
  report: Report,
  redactor: Redactor,
  { github, keeper, emission, sender }: Hearers,
): Promise<ExitCode> {
  const code = report.exitCode as ExitCode;
  const told = await Promise.allSettled([github?.tell(report, redactor)]);
  if (keeper !== undefined) await keepFailedReport(keeper, report);
  const problem =
    emission === undefined || sender === undefined
      ? undefined
      : await emit(
          sender,
          maskReport(report, (text) => redactor.mask(text)),
          emission,
        );
  if (problem !== undefined) sender?.ui.notice(`Not emitted to Datadog: ${problem}`);
  for (const end of told) if (end.status === 'rejected') throw end.reason;
  const silent = emission !== undefined && (problem !== undefined || sender === undefined);
  return emission?.required === true && silent && code === EXIT.passed ? EXIT.unreachable : code;
}
