import { diagnose } from '../../diagnosis/diagnose.ts';
import { readInput } from '../../diagnosis/read-input.ts';
import { toVerdicts } from '../../diagnosis/verdicts.ts';
import type { Diagnosis, LiveQuestion } from '../../model/diagnosis.ts';
import type { Verdict } from '../../model/report.ts';
import { diagnosisContext } from '../run/diagnosis-context.ts';
import type { Run } from '../run/run.ts';
import { askLive } from './ask-live.ts';
import { caseOf } from './live-case.ts';
import type { LivePlan } from './live-plan.ts';

/**
 * Explains one input, or several that belong together: first from the text alone, then, where its causes name live questions and live
 * checks are on, once more with their answers.
 */
export async function explainInput(
  run: Run,
  texts: readonly string[],
  plan: LivePlan,
): Promise<Verdict[]> {
  const context = diagnosisContext(run, run.settings.sites?.[0]);
  const offline = diagnose(texts, context);
  const questions = questionsOf(offline);
  if (questions.length === 0) return toVerdicts(offline, context);
  if (!plan.asks) {
    run.ui.notice(
      plan.offline
        ? 'Live checks are off (--offline).'
        : 'Live checks are off, for there is no client here: with --profile or --client-id causes are tried out.',
    );
    return toVerdicts(offline, context);
  }
  const evidence = offline.recognised.map((match) => match.evidence);
  const about = await caseOf(run, {
    text: texts.join('\n'),
    reading: readInput(texts),
    evidence,
  });
  const { answers, verdicts } = await askLive(run, about, questions);
  const asked = { ...context, site: context.site ?? about.site.key, answers };
  return [...toVerdicts(diagnose(texts, asked), asked), ...verdicts];
}

/** What the causes of the recognised rules want to know, each once. */
function questionsOf({ recognised }: Diagnosis): LiveQuestion[] {
  return [...new Set(recognised.flatMap(({ causes }) => causes.flatMap(({ ask }) => ask ?? [])))];
}
