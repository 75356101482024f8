import { ToolError } from '../../errors.ts';
import type { Host } from '../../host/host.ts';
import type { Redactor } from '../../redact.ts';
import type { Cli } from '../cli.ts';
import { githubOf } from '../github/github-of.ts';
import type { Github } from '../github/open-github.ts';
import { rejudgeWith, type Expect } from '../options/expectations.ts';
import type { GlobalOptions } from '../options/global-options.ts';
import { reportFilesOf, type ReportFile } from '../output/report-files.ts';
import { redactorOf } from './saved-reports.ts';

/** What work on saved reports has, whatever it makes of them. */
export interface SavedWork {
  readonly github: Github | undefined;
  /** Of its streams no text is taken for a command of GitHub's runner. */
  readonly host: Host;
  /** The documents to write, each of which can be written. */
  readonly files: readonly ReportFile[];
  /** Judges a report anew, where `--expect` or `--fail-on` ask for it. */
  readonly rejudge: Expect;
  readonly redactor: Redactor;
}

/**
 * Settles the flags of a command on saved reports, before any of them is read.
 * @throws ToolError `usage.flag`, `usage.file`
 */
export async function openSaved(cli: Cli, globals: GlobalOptions): Promise<SavedWork> {
  const github = await githubOf(cli.host, globals);
  const host = github?.host ?? cli.host;
  refuseTraffic(globals);
  const files = await reportFilesOf(host, globals);
  const rejudge = await rejudgeWith(host, globals);
  return { github, host, files, rejudge, redactor: redactorOf(host) };
}

/** Traffic and tokens of a run cannot be asked for: there is no run. */
function refuseTraffic({ har, refreshTokenOut, emitToDatadog }: GlobalOptions): void {
  if (har === undefined && refreshTokenOut === undefined && emitToDatadog !== true) return;
  throw new ToolError(
    'usage.flag',
    'report sends nothing: leave out --har, --refresh-token-out and --emit-to-datadog.',
  );
}
