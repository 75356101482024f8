import { EXIT } from '../../catalog/exit-codes.ts';
import { finding } from '../../catalog/findings.ts';
import { startCheck } from '../../checks/verdict.ts';
import { ToolError, messageOf } from '../../errors.ts';
import { maskVerdicts } from '../../flows/run/mask-verdicts.ts';
import { explainOpen } from '../../flows/run/explain-open.ts';
import { openRun, type OpenRun } from '../../flows/run/open-run.ts';
import type { RunOptions } from '../../flows/run/run-options.ts';
import type { RecordedExchange, Run, Ui } from '../../flows/run/run.ts';
import type { Host } from '../../host/host.ts';
import type { Draft, Verdict } from '../../model/report.ts';
import { Redactor } from '../../redact.ts';

/** What a run over several profiles is made with. */
export interface OverProfiles {
  readonly host: Host;
  readonly names: readonly string[];
  /** Of each run, but for the profile. */
  readonly options: RunOptions;
  readonly signal: AbortSignal;
  /** A run's words, masked by its own redactor. */
  readonly uiOf: (redactor: Redactor) => Ui;
  readonly onOpen?: (run: OpenRun) => void;
  readonly flow: (run: Run) => Promise<readonly Verdict[]>;
  /** Whether the exchanges of all runs are wanted at the end. */
  readonly keepExchanges: boolean;
}

/**
 * Does the same for several profiles, one after the other in their order, each with a run, a redactor and a
 * simulator of its own, which are gone when the next one begins. One that cannot be run is a result and
 * stops none of the others.
 */
export async function overProfiles(given: OverProfiles): Promise<{
  /** Without its times. A report over several profiles is about no single client. */
  readonly draft: Omit<Draft, 'startedAt' | 'durationMs'>;
  readonly exchanges: readonly RecordedExchange[];
}> {
  const { host, names, options, signal, flow } = given;
  const all: Verdict[] = [];
  const exchanges: RecordedExchange[] = [];
  const runId = Buffer.from(host.random.bytes(5)).toString('hex');
  for (const [index, name] of names.entries()) {
    signal.throwIfAborted();
    const redactor = new Redactor();
    const ui = given.uiOf(redactor);
    ui.notice(`Profile ${name} (${String(index + 1)} of ${String(names.length)})`);
    let run: OpenRun | undefined;
    try {
      const flags = { ...options.flags, profile: name };
      run = await openRun(host, { ...options, runId, flags }, { ui, redactor, signal });
      given.onOpen?.(run);
      const found = await flow(run);
      signal.throwIfAborted();
      all.push(...named(name, await explainOpen(run, found), redactor));
    } catch (error) {
      const isInterrupt = error instanceof ToolError && error.code === 'interrupted';
      if (isInterrupt || signal.aborted) throw error;
      ui.progress(undefined);
      const unusable = unusableProfile(host, name, error);
      ui.notice(redactor.redact(`Profile ${name}: ${messageOf(error)}`));
      all.push(...named(name, [unusable], redactor, true));
    } finally {
      ui.progress(undefined);
      if (given.keepExchanges) exchanges.push(...(run?.exchanges ?? []));
      // After an interrupt whoever started this closes the run that is open.
      if (!signal.aborted) await run?.close();
    }
  }
  const simulated = options.simulate || options.simulatorUrl !== undefined;
  const target = simulated ? 'simulator' : 'datadog';
  const { command } = options;
  const draft = { command, runId, target, profile: null, client: null, verdicts: all } as const;
  return { draft, exchanges };
}

/** Masked here: the next profile's redactor knows nothing of this one's secrets. */
function named(
  profile: string,
  verdicts: readonly Verdict[],
  redactor: Redactor,
  outside = false,
): readonly Verdict[] {
  const mask = (text: string): string => (outside ? redactor.redact(text) : redactor.mask(text));
  return maskVerdicts(verdicts, mask).map((verdict) => ({
    ...verdict,
    subject: { profile, ...verdict.subject },
  }));
}

function unusableProfile(host: Host, profile: string, error: unknown): Verdict {
  const check = startCheck(host.clock, {
    id: 'profile.usable',
    check: 'profile.usable',
    title: 'Profile',
    subject: {},
  });
  const known = error instanceof ToolError ? error : undefined;
  // Only what was set up wrongly is a fault of the profile.
  const grade = known?.exitCode === EXIT.usage ? 'failed' : 'inconclusive';
  const reason = messageOf(error).replace(/\.$/, '');
  const args = { profile, reason, hint: known?.hint };
  return check({ grade, finding: finding('checklist.profile-unusable', args) });
}
