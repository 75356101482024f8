import { CHECKLIST_STEPS } from '../catalog/checklist-steps.ts';
import { STALE_WORDS } from '../catalog/stale-words.ts';
import { ToolError } from '../errors.ts';
import type { StepName } from '../model/checklist.ts';
import type { Verdict } from '../model/report.ts';
import { revocationSite } from './checklist/after-steps.ts';
import type { GivenAnswers } from './checklist/answers.ts';
import { settingsNow } from './checklist/basis.ts';
import { doStep, withAnswer } from './checklist/do-step.ts';
import { openKeptState, type KeptState } from './checklist/keep-state.ts';
import { marked } from './checklist/marks.ts';
import { decide, staleReasons, stepsOf, type Decision, type PlanFacts } from './checklist/plan.ts';
import {
  checklistSites,
  openSession,
  revokedOnPurpose,
  sitesWithGrant,
} from './checklist/session.ts';
import { statusVerdicts } from './checklist/status.ts';
import type { StepOptions } from './checklist/step-context.ts';
import { prepareData } from './data/data-plan.ts';
import { requireClient } from './run/client.ts';
import type { Run } from './run/run.ts';

/** How the checklist is wanted. */
export interface ChecklistOptions extends StepOptions {
  /** Steps to do anew, alone. */
  readonly only: ReadonlySet<StepName> | undefined;
  /** Does everything anew. */
  readonly again: boolean;
  /** Oldest result that counts, in milliseconds. */
  readonly maxAgeMs: number;
  readonly answers: GivenAnswers;
  /** Shows how the steps stand and does none. */
  readonly status: boolean;
  /** Where the state is kept, instead of the data folder. */
  readonly stateFolder: string | undefined;
}

/** The number of Datadog's own steps. */
const DATADOGS_STEPS = 6;

/**
 * `checklist`: Datadog's steps for testing a client, in the order of its page, as one report. A step that
 * has passed is kept until its settings change or it is too old; each is written down when it ends, so
 * that an interrupted run is gone on with where it stopped.
 * @see https://docs.datadoghq.com/extend/integrations/api_integration/
 */
export async function runChecklist(run: Run, options: ChecklistOptions): Promise<Verdict[]> {
  const steps = stepsOf(requireClient(run));
  const wanted = steps.filter((step) => options.only?.has(step) ?? true);
  checkSteps(run, options, steps);
  const state = await openKeptState(run, options.stateFolder);
  const sites = await checklistSites(run, state);
  // Before the first request: it throws for a site that is not in use.
  revocationSite(run, options.proveRevocation, sites);
  const settings = await settingsNow(run, sites);
  const { records } = state;
  const granted = await sitesWithGrant(run, sites);
  const revoked = revokedOnPurpose(records.get('uninstall'), records.get('authorization'));
  const facts: PlanFacts = {
    settings,
    nowMs: run.host.clock.now(),
    sitesWithoutGrant: sites
      .map(({ key }) => key)
      .filter((key) => !granted.has(key) && !revoked.includes(key)),
  };
  if (options.status) {
    return [...statusVerdicts(run, wanted, state, options, facts), ...state.verdicts()];
  }
  const planOptions = {
    ...options,
    proveRevocation: options.proveRevocation !== undefined,
    ownData: options.key.data.types !== undefined || options.key.data.payloadFile !== undefined,
  };
  const decisions = new Map(
    wanted.map((step) => [step, decide(step, records.get(step), planOptions, facts)] as const),
  );
  const sends = decisions.get('api-key')?.do === 'run';
  const data = sends ? prepareData(run, options.key.data, sites) : undefined;
  if (data !== undefined && data.plan === undefined) return [...data.verdicts];
  const session = openSession(run, sites, state, {
    options,
    plan: data?.plan,
    earlier: (step) => stillCounting(step, state, options, facts),
  });
  const work = { session, settings, state, answers: options.answers, maxAgeMs: options.maxAgeMs };
  const verdicts: Verdict[] = [];
  for (const [step, decision] of decisions) {
    run.signal.throwIfAborted();
    announce(run, step, decision, steps);
    const kept = decision.do === 'keep';
    const record = kept ? await withAnswer(decision.record, work) : await doStep(step, work);
    const before = step === 'api-key' ? (data?.verdicts ?? []) : [];
    const found = marked({ ...record, verdicts: [...before, ...record.verdicts] }, { kept });
    session.setResults(step, found);
    verdicts.push(...found);
  }
  return [...verdicts, ...state.verdicts()];
}

/** What an earlier run found in a step that this one does not come to. */
function stillCounting(
  step: StepName,
  { records }: KeptState,
  options: ChecklistOptions,
  facts: PlanFacts,
): readonly Verdict[] | undefined {
  const record = records.get(step);
  if (record === undefined || staleReasons(record, options, facts).length > 0) return undefined;
  return marked(record, { kept: true });
}

/** @throws ToolError `usage.flag` for a step that this kind of client does not have */
function checkSteps(run: Run, options: ChecklistOptions, steps: readonly StepName[]): void {
  const { kind } = requireClient(run);
  for (const step of options.only ?? []) {
    if (steps.includes(step)) continue;
    throw new ToolError('usage.flag', `--step ${step}: a ${kind} client has no such step.`, {
      hint: `Its steps are ${steps.join(', ')}`,
    });
  }
  for (const step of options.answers.keys()) {
    if (steps.includes(step)) continue;
    throw new ToolError('usage.flag', `--answer ${step}: a ${kind} client has no such step.`, {
      hint: `Its steps are ${steps.join(', ')}`,
    });
  }
}

function announce(run: Run, step: StepName, decision: Decision, steps: readonly StepName[]): void {
  const { number, title } = CHECKLIST_STEPS[step];
  const last = Math.max(DATADOGS_STEPS, ...steps.map((each) => CHECKLIST_STEPS[each].number));
  const line = `Step ${String(number)} of ${String(last)}: ${title}`;
  if (decision.do === 'keep') {
    const day = decision.record.at.slice(0, 16).replace('T', ' ');
    run.ui.notice(`${line} (done ${day} UTC and kept; --again does it anew)`);
  } else if (decision.why === 'stale') {
    const why = decision.stale.map((reason) => STALE_WORDS[reason]).join(', ');
    run.ui.notice(`${line} (done before, but ${why})`);
  } else {
    run.ui.notice(line);
  }
}
