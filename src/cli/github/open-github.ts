import type { Host } from '../../host/host.ts';
import type { Report } from '../../model/report.ts';
import type { Redactor } from '../../redact.ts';
import { workflowCommand } from '../../report/github/workflow-command.ts';
import { guardedIo } from './guarded-io.ts';
import { tellGithub } from './tell-github.ts';

/** What is different where a run's words go to a log of GitHub Actions. */
export interface Github {
  /** Of its streams no text is taken for a command. */
  readonly host: Host;
  /** Has the log mask a value from now on. */
  readonly maskInLog: (secret: string) => void;
  readonly tell: (report: Report, redactor: Redactor) => Promise<void>;
}

/** Commands go out on standard error, which the runner reads as it does standard output. */
export function openGithub(host: Host, json: boolean): Github {
  return {
    host: { ...host, io: guardedIo(host.io, json) },
    maskInLog: (secret) => host.io.stderr(`${workflowCommand('add-mask', secret)}\n`),
    tell: (report, redactor) => tellGithub(host, report, redactor),
  };
}
