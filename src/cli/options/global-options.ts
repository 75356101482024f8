import { Option, type Command } from 'commander';
import { ToolError } from '../../errors.ts';
import { GRADES, type Grade } from '../../model/report.ts';
import { parseDuration } from './duration.ts';
import { REPORT_FORMATS, type ReportFileOptions } from './report-formats.ts';

/** Options every command has, as commander gives them. */
export interface GlobalOptions extends ReportFileOptions {
  readonly profile?: string;
  readonly fromManifest?: string;
  readonly config?: string;
  readonly clientId?: string;
  /** `init` takes several. */
  readonly redirectUri?: readonly string[];
  readonly site?: readonly string[];
  readonly simulate?: boolean;
  readonly simulator?: string;
  readonly consent?: string;
  readonly json?: boolean;
  readonly har?: string;
  /** Milliseconds. */
  readonly timeout?: number;
  readonly concurrency: number;
  readonly failOn?: readonly Grade[];
  readonly expect?: string;
  readonly input: boolean;
  readonly color: boolean;
  readonly verbose?: boolean;
  readonly ca?: string;
  readonly refreshTokenOut?: string;
  readonly emitToDatadog?: boolean;
  readonly emitRequired?: boolean;
  /** `undefined`: as the environment says. */
  readonly github?: boolean;
}

/** Requests under way at once, unless `--concurrency` says otherwise. */
const DEFAULT_CONCURRENCY = 10;
const HIGHEST_CONCURRENCY = 100;

/** Adds the options every command has; they may stand before or after its name. */
export function addGlobalOptions(command: Command): Command {
  command
    .option('--profile <name>', 'profile of ddoauth.config.json')
    .option('--from-manifest <file>', 'take the client from assets/oauth_clients.json')
    .option('--config <file>', 'config to use instead of the nearest ddoauth.config.json')
    .option('--client-id <id>', 'client id, when it is in no file')
    .option('--redirect-uri <uri>', 'which of the registered redirect URIs to use', collect)
    .option('--site <site>', 'site: key, domain, host or URL; a list, or all', collect)
    .option('--simulate', 'talk to a simulator of all sites, started for this run')
    .option('--simulator <url>', 'talk to a running "ddoauth simulate"')
    .option('--consent <choice>', 'simulator only: authorize, deny, or a site to pick, unattended')
    .option('--json', 'print one JSON report on standard output and nothing else');
  for (const { flag, description } of REPORT_FORMATS) {
    command.option(`--${flag} <file>`, description);
  }
  return command
    .option('--har <file>', 'write the HTTP traffic of the run, redacted, as HAR 1.2')
    .addOption(
      new Option('--timeout <duration>', 'limit for the whole run, such as 30s or 10m').argParser(
        (text) => parseDuration(text, '--timeout'),
      ),
    )
    .addOption(
      new Option('--concurrency <n>', 'requests under way at once')
        .default(DEFAULT_CONCURRENCY)
        .argParser(parseConcurrency),
    )
    .addOption(
      new Option('--fail-on <grades>', 'grades that fail the run too: warning,review').argParser(
        parseGrades,
      ),
    )
    .option('--expect <file>', 'results that are known not to pass (schema/expect.schema.json)')
    .option(
      '--refresh-token-out <file>',
      'write rotated refresh tokens here too; of several sites as NAME=token lines',
    )
    .option('--emit-to-datadog', 'send the outcome to your own org (DDOAUTH_EMIT_API_KEY, _SITE)')
    .option('--emit-required', 'exit 4 when all passed and that could not be sent')
    .option('--github', 'annotate in GitHub Actions (on there by itself)')
    .option('--no-github', 'say nothing to GitHub Actions')
    .option('--no-input', 'never ask anything')
    .option('--no-color', 'no colours')
    .option('-v, --verbose', 'show settings and every HTTP exchange, redacted, on standard error')
    .option('--ca <file>', 'trust this CA too (PEM)');
}

function collect(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
}

function parseConcurrency(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > HIGHEST_CONCURRENCY) {
    throw new ToolError(
      'usage.flag',
      `--concurrency: "${text}" is no whole number from 1 to ${String(HIGHEST_CONCURRENCY)}.`,
    );
  }
  return number;
}

function parseGrades(text: string): Grade[] {
  return text.split(',').map((word) => {
    const grade = GRADES.find((each) => each === word.trim());
    if (grade === undefined || grade === 'passed') {
      throw new ToolError(
        'usage.flag',
        `--fail-on: "${word}" is none of ${GRADES.slice(1).join(', ')}.`,
      );
    }
    return grade;
  });
}
