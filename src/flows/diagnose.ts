import { groupInputs } from '../diagnosis/exchange/group-inputs.ts';
import { ToolError } from '../errors.ts';
import type { Verdict } from '../model/report.ts';
import { diagnoseEnvironment } from './diagnose/environment.ts';
import { explainInput } from './diagnose/explain-input.ts';
import { livePlan, type LiveWish } from './diagnose/live-plan.ts';
import { readInputs, textOfStdin } from './diagnose/read-inputs.ts';
import type { Run } from './run/run.ts';

/** How `diagnose` is wanted. */
export interface DiagnoseOptions {
  /** Error texts, files, `-` for standard input. */
  readonly inputs: readonly string[];
  /** Look at this machine and client, whatever standard input is. */
  readonly environment: boolean;
  /** `--live`, `--offline`, or neither. */
  readonly live: LiveWish;
}

/**
 * `diagnose`: explains each input, and asks live what its causes leave open; without any input looks at
 * this machine, the client, and what failed last.
 */
export async function runDiagnose(run: Run, options: DiagnoseOptions): Promise<Verdict[]> {
  const { inputs, environment } = options;
  const { io } = run.host;
  const plan = livePlan(run, options.live);
  if (environment && inputs.length > 0) {
    throw new ToolError('usage.flag', 'diagnose --environment takes no input.', {
      hint: 'Explain the input in a run of its own',
    });
  }
  if (environment || (inputs.length === 0 && !io.stdinIsPiped)) {
    return diagnoseEnvironment(run, plan);
  }
  const texts = inputs.length === 0 ? [await textOfStdin(run)] : await readInputs(run, inputs);
  if (texts.every((text) => text.trim() === '')) {
    throw new ToolError('usage.flag', 'diagnose: there is nothing to explain.', {
      hint: 'Give the error text in quotes, a file, or - for standard input; --environment looks at this machine',
    });
  }
  const verdicts: Verdict[] = [];
  // One after the other: questions of several inputs may be the same, and a refresh is not for twice.
  for (const group of groupInputs(texts)) {
    verdicts.push(...(await explainInput(run, group, plan)));
  }
  return verdicts;
}
