import { CHECKLIST_STEPS } from '../../catalog/checklist-steps.ts';
import { ToolError } from '../../errors.ts';
import type { StepAnswer, StepName, StepRecord } from '../../model/checklist.ts';
import type { Verdict } from '../../model/report.ts';
import { runCheckRegions } from '../check-regions.ts';
import type { Run } from '../run/run.ts';
import { closingPageStep, uninstallStep } from './after-steps.ts';
import { answerTo, askPerson, openReviews, isAnswered, type GivenAnswers } from './answers.ts';
import { authorizationStep } from './authorization-step.ts';
import { basisOf, changedSince, knownSecret, type Settings } from './basis.ts';
import type { KeptState } from './keep-state.ts';
import { keyStep } from './key-step.ts';
import { maskVerdicts } from '../run/mask-verdicts.ts';
import { scopesStep } from './scopes-step.ts';
import { stoppedJudgement, type Session } from './session.ts';
import { sitesStep } from './sites-step.ts';
import { startStepCheck } from './step-context.ts';
import { submitStep } from './submit-step.ts';

type Steps = Readonly<Record<StepName, (session: Session) => Promise<readonly Verdict[]>>>;

const STEPS: Steps = {
  authorization: async (session) => {
    const { verdicts, grants } = await authorizationStep(session);
    session.setGrants(grants);
    return verdicts;
  },
  'api-key': keyStep,
  sites: sitesStep,
  regions: ({ run }) => runCheckRegions(wholeTable(run)),
  scopes: scopesStep,
  submit: submitStep,
  'closing-page': closingPageStep,
  uninstall: uninstallStep,
};

/** What a step is done with, besides what the steps share. */
export interface StepWork {
  readonly session: Session;
  readonly settings: Settings;
  readonly state: KeptState;
  readonly answers: GivenAnswers;
  /** Oldest answer that counts, in milliseconds. */
  readonly maxAgeMs: number;
}

/** Does one step, and writes down what it came to before anything is asked about it. */
export async function doStep(step: StepName, work: StepWork): Promise<StepRecord> {
  const { session, settings, state } = work;
  const { run } = session;
  const verdicts = await verdictsOf(step, session);
  // What an interrupt has cut short is no result.
  run.signal.throwIfAborted();
  const earlier = state.records.get(step);
  const answer = stillAnswers(earlier, verdicts, work);
  const record: StepRecord = {
    step,
    at: new Date(run.host.clock.now()).toISOString(),
    runId: run.runId,
    // Somebody may have typed the secret meanwhile.
    basis: basisOf(run, step, { ...settings, clientSecret: await knownSecret(run) }),
    sites: session.sites.map(({ key }) => key),
    allowWrites: session.options.allowWrites,
    verdicts: maskVerdicts(verdicts, (text) => run.redactor.mask(text)),
    ...(answer === undefined ? {} : { answer }),
  };
  await state.save(record);
  return withAnswer(record, work);
}

/** Lets a person say what is open in a record: by `--answer`, else at the terminal. */
export async function withAnswer(record: StepRecord, work: StepWork): Promise<StepRecord> {
  const { session, state, answers } = work;
  const { run } = session;
  const { step, verdicts } = record;
  const given = answers.get(step);
  const open = openReviews(verdicts).filter((each) => !isAnswered(each, record.answer));
  const asks = run.interactive && run.simulation?.ownProcess !== true;
  if (given === undefined && (open.length === 0 || !asks)) return record;
  if (openReviews(verdicts).length === 0) {
    run.ui.notice(`--answer ${step}: there is nothing that a person has to look at in this step.`);
    return record;
  }
  const said = given ?? (await askPerson(run, step, open));
  if (said === undefined) return record;
  const next = { ...record, answer: answerTo(run, verdicts, said) };
  await state.save(next);
  return next;
}

/** An earlier answer counts on, as long as it covers what is open and nothing has changed since. */
function stillAnswers(
  earlier: StepRecord | undefined,
  verdicts: readonly Verdict[],
  { session, settings, maxAgeMs }: StepWork,
): StepAnswer | undefined {
  const answer = earlier?.answer;
  if (earlier === undefined || answer === undefined) return undefined;
  const ageMs = session.run.host.clock.now() - Date.parse(answer.at);
  const open = openReviews(verdicts);
  const covers = open.length > 0 && open.every((each) => isAnswered(each, answer));
  return covers && ageMs <= maxAgeMs && changedSince(earlier, settings).length === 0
    ? answer
    : undefined;
}

async function verdictsOf(step: StepName, session: Session): Promise<readonly Verdict[]> {
  const { run } = session;
  try {
    return await STEPS[step](session);
  } catch (error) {
    const ends = error instanceof ToolError && /^(?:store|listen|output)\./.test(error.code);
    if (!ends || run.signal.aborted) throw error;
    run.ui.progress(undefined);
    const check = startStepCheck(run, 'checklist.stopped', CHECKLIST_STEPS[step].title);
    const { message, hint } = error;
    return [check(stoppedJudgement(run.redactor.redact(message), hint))];
  }
}

/** Regions are checked over the whole table, whichever sites the client was authorized on. */
function wholeTable(run: Run): Run {
  return { ...run, settings: { ...run.settings, sites: undefined } };
}
