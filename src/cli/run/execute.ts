import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { EXIT } from '../../catalog/exit-codes.ts';
import { ToolError, interrupted, messageOf } from '../../errors.ts';
import { reportClient } from '../../flows/run/client.ts';
import { explainOpen } from '../../flows/run/explain-open.ts';
import { openRun, type OpenRun } from '../../flows/run/open-run.ts';
import type { RunOptions } from '../../flows/run/run-options.ts';
import type { RecordedExchange, Run, Ui } from '../../flows/run/run.ts';
import type { Host } from '../../host/host.ts';
import type { Draft, Verdict } from '../../model/report.ts';
import { Redactor } from '../../redact.ts';
import { finishReport } from '../../report/finish.ts';
import { infoOf, wordsOf } from '../../report/message.ts';
import { createStyle, styleOptionsFor, type Style } from '../../report/style.ts';
import { formatProvenance } from '../../settings/precedence.ts';
import type { Cli } from '../cli.ts';
import { deliver } from './deliver.ts';
import { emissionOf } from '../options/emission.ts';
import type { Expect } from '../options/expectations.ts';
import { githubOf } from '../github/github-of.ts';
import type { GlobalOptions } from '../options/global-options.ts';
import { onlyRedirectUri } from '../options/only-redirect-uri.ts';
import { printExchange, printReport } from '../output/print.ts';
import { reportFilesOf, writeReportFiles } from '../output/report-files.ts';
import { TOOL } from '../tool-version.ts';
import { profilesOf } from '../options/profiles-of.ts';
import { terminalUi } from './ui.ts';

/** How a command differs from the others. */
export interface Execution {
  /** Settings flags and run options of its own. */
  readonly options?: Partial<RunOptions>;
  /** It reads `--redirect-uri` by itself, as often as it was given. */
  readonly takesSeveralUris?: boolean;
  /** What it does; its verdicts become the report. */
  readonly flow: (run: Run) => Promise<readonly Verdict[]>;
  /** `--profile` may name several: each gets a run of its own, and one report has the results of all. */
  readonly severalProfiles?: boolean;
  /** Prints something else instead of the report; says whether it did. */
  readonly printInstead?: (io: Host['io'], json: boolean) => boolean;
}

/** How long a flow may take to clean up after Ctrl-C, in milliseconds. */
const CLEAN_UP_MS = 700;

/** Opens a run, lets the flow work, prints the report, and closes everything, whatever happens. */
export async function execute(cli: Cli, command: Command, execution: Execution): Promise<void> {
  const globals = command.optsWithGlobals<GlobalOptions>();
  const github = await githubOf(cli.host, globals);
  const host = github?.host ?? cli.host;
  const redactor = new Redactor();
  const abort = new AbortController();
  const stopListening = host.signals.onInterrupt(() => abort.abort(interrupted()));
  let run: OpenRun | undefined;
  let exchanges: readonly RecordedExchange[] | undefined;
  try {
    const uiOf = (known: Redactor): Ui =>
      terminalUi(host.io, known, styleOfStderr(host, globals), github?.maskInLog);
    const ui = uiOf(redactor);
    const onOpen = (opened: OpenRun): void => {
      run = opened;
      if (globals.verbose !== true) return;
      for (const entry of opened.settings.provenance) ui.notice(formatProvenance(entry));
    };
    const options = runOptions(host, command, globals, execution, redactor);
    const emission = emissionOf(host, globals, options.command);
    const files = await reportFilesOf(host, globals);
    const expected = await expectOf(host, globals);
    const startedAtMs = host.clock.now();
    const { signal } = abort;
    let draft: Draft;
    const several = execution.severalProfiles === true ? profilesOf(host, globals) : undefined;
    if (several === undefined) {
      const opened = await openRun(host, options, { ui, redactor, signal });
      onOpen(opened);
      const verdicts = await orInterrupted(host, execution.flow(opened), signal);
      ui.progress(undefined);
      draft = draftOf(opened, await explainOpen(opened, verdicts), startedAtMs);
      exchanges = opened.exchanges;
    } else {
      const { overProfiles } = await import('./over-profiles.ts');
      const given = { host, names: several, options, signal, uiOf, onOpen, flow: execution.flow };
      const keepExchanges = globals.har !== undefined;
      const found = await orInterrupted(host, overProfiles({ ...given, keepExchanges }), signal);
      draft = { ...found.draft, ...timesOf(host, startedAtMs) };
      exchanges = found.exchanges;
    }
    const { failOn } = globals;
    const judging = { tool: TOOL, infoOf, wordsOf, ...(failOn === undefined ? {} : { failOn }) };
    const report = expected(finishReport(draft, judging));
    if (execution.printInstead?.(host.io, globals.json === true) !== true)
      printReport(host, report, globals, redactor);
    await writeReportFiles(files, report, redactor);
    const keeper = several === undefined ? run : undefined;
    const hearers = { github, keeper, emission, sender: run };
    cli.setExitCode(await orInterrupted(host, deliver(report, redactor, hearers), signal));
  } finally {
    stopListening();
    const har = writeHar(host, exchanges ?? run?.exchanges, globals, redactor);
    await Promise.allSettled([run?.close(), har]).then((ends) =>
      ends.forEach((end) => {
        if (end.status === 'rejected') {
          host.io.stderr(`ddoauth: ${redactor.redact(messageOf(end.reason))}\n`);
          cli.setExitCode(EXIT.usage);
        }
      }),
    );
  }
}

/** What holds the report against `--expect`; read before anything is asked. */
async function expectOf(host: Host, globals: GlobalOptions): Promise<Expect> {
  if (globals.expect === undefined) return (report) => report;
  return (await import('../options/expectations.ts')).expectationsOf(host, globals);
}

function styleOfStderr({ io, env, platform }: Host, globals: GlobalOptions): Style {
  const situation = { isTerminal: io.stderrIsTerminal, env, os: platform.os };
  return createStyle(styleOptionsFor({ ...situation, noColor: !globals.color }));
}

/** The flow's end, or the interrupt: after Ctrl-C a flow has a moment to clean up. */
async function orInterrupted<T>(host: Host, work: Promise<T>, signal: AbortSignal): Promise<T> {
  const gaveUp = new Promise<never>((_, reject) => {
    const giveUp = (): void => {
      void host.clock.sleep(CLEAN_UP_MS).then(() => {
        reject(interrupted());
      });
    };
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
  gaveUp.catch(() => undefined);
  const result = await Promise.race([work, gaveUp]);
  // Work that must not be cut in two has come to its end all the same.
  signal.throwIfAborted();
  return result;
}

function runOptions(
  host: Host,
  command: Command,
  globals: GlobalOptions,
  execution: Execution,
  redactor: Redactor,
): RunOptions {
  const { profile, config, fromManifest, clientId, site } = globals;
  const redirectUri = execution.takesSeveralUris === true ? undefined : onlyRedirectUri(globals);
  if (globals.simulate === true && globals.simulator !== undefined) {
    throw new ToolError(
      'usage.flag',
      '--simulate starts a simulator, --simulator uses a running one; give one of them.',
    );
  }
  return {
    command: commandName(command),
    clientOptional: false,
    simulate: globals.simulate === true,
    simulatorUrl:
      globals.simulator ??
      (globals.simulate === true ? undefined : host.env['DDOAUTH_SIMULATOR']?.trim() || undefined),
    consent: globals.consent,
    demoScopes: undefined,
    timeoutMs: globals.timeout,
    concurrency: globals.concurrency,
    noInput: !globals.input,
    extraCa: globals.ca === undefined ? undefined : readCa(host, globals.ca),
    refreshTokenOut:
      globals.refreshTokenOut === undefined
        ? undefined
        : resolve(host.cwd, globals.refreshTokenOut),
    onExchange:
      globals.verbose === true
        ? (exchange) => printExchange(host.io, exchange, redactor)
        : undefined,
    ...execution.options,
    flags: {
      profile,
      config,
      fromManifest,
      clientId,
      redirectUri,
      site,
      ...execution.options?.flags,
    },
  };
}

/** `grants list` for a subcommand, `check-scopes` for a command. */
function commandName(command: Command): string {
  const parent = command.parent?.parent === null ? undefined : command.parent;
  return parent == null ? command.name() : `${parent.name()} ${command.name()}`;
}

function readCa(host: Host, file: string): string {
  try {
    const pem = readFileSync(resolve(host.cwd, file), 'utf8');
    if (!pem.includes('-----BEGIN CERTIFICATE-----'))
      throw new Error('it holds no PEM certificate');
    return pem;
  } catch (error) {
    throw new ToolError('usage.file', `--ca ${file}: ${messageOf(error)}`, { cause: error });
  }
}

function draftOf(run: Run, verdicts: readonly Verdict[], startedAtMs: number): Draft {
  return {
    command: run.command,
    runId: run.runId,
    target: run.simulation === undefined ? 'datadog' : 'simulator',
    ...timesOf(run.host, startedAtMs),
    profile: run.settings.profileName,
    client: reportClient(run.settings.client),
    verdicts,
  };
}

function timesOf(
  { clock }: Pick<Host, 'clock'>,
  startedAtMs: number,
): Pick<Draft, 'startedAt' | 'durationMs'> {
  return {
    startedAt: new Date(startedAtMs).toISOString(),
    durationMs: Math.max(0, Math.round(clock.now() - startedAtMs)),
  };
}

async function writeHar(
  host: Host,
  exchanges: readonly RecordedExchange[] | undefined,
  globals: GlobalOptions,
  redactor: Redactor,
): Promise<void> {
  if (globals.har === undefined || exchanges === undefined) return;
  const { renderHar } = await import('../../report/har.ts');
  const har = redactor.mask(renderHar(exchanges, TOOL));
  try {
    await writeFile(resolve(host.cwd, globals.har), har, { mode: 0o600 });
  } catch (error) {
    throw new ToolError('output.failed', `--har ${globals.har}: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
