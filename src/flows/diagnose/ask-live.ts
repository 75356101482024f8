import { finding } from '../../catalog/findings.ts';
import { startCheck } from '../../checks/verdict.ts';
import { messageOf } from '../../errors.ts';
import type { LiveAnswer, LiveQuestion } from '../../model/diagnosis.ts';
import type { Grade, Verdict } from '../../model/report.ts';
import type { Run } from '../run/run.ts';
import { looked, openLiveContext, type LiveContext, type Looked } from './live-context.ts';
import type { LiveCase } from './live-case.ts';
import { QUESTIONS } from './questions/index.ts';

/** How long one question may take, in milliseconds; `--timeout` may end it sooner. */
const QUESTION_MS = 20_000;

/** What came of the questions of one case. */
export interface LiveRound {
  readonly answers: Readonly<Partial<Record<LiveQuestion, LiveAnswer>>>;
  /** One for each question, in the order of the table. */
  readonly verdicts: readonly Verdict[];
}

/**
 * Asks each question once, all at the same time but for those that would take something from another:
 * a refresh may end the access token that is being tried.
 * @param shown.check first part of the verdicts' ids: `diagnose.live`
 * @param shown.no grade of an answer that is not the healthy one
 */
export async function askLive(
  run: Run,
  about: LiveCase,
  questions: readonly LiveQuestion[],
  shown: { readonly check: string; readonly no: Grade } = { check: 'diagnose.live', no: 'warning' },
): Promise<LiveRound> {
  const { check, no } = shown;
  const wanted = new Set(questions);
  const asked = (Object.keys(QUESTIONS) as LiveQuestion[]).filter((each) => wanted.has(each));
  if (asked.length === 0) return { answers: {}, verdicts: [] };
  run.ui.progress(`asking ${about.site.key}: ${asked.join(', ')}`);
  const ctx = await openLiveContext(run, about);
  const begun = new Map<LiveQuestion, Promise<Looked>>();
  for (const question of asked) {
    const before = question === 'grant-refreshes' ? begun.get('access-token-alive') : undefined;
    begun.set(question, answer(ctx, question, before));
  }
  const ends = await Promise.all(
    [...begun].map(async ([question, answering]) => {
      const judged = startCheck(run.host.clock, {
        id: `${check}.${question}`,
        check,
        title: QUESTIONS[question].title,
        subject: { site: about.site.key },
      });
      const found = await answering;
      return { question, found, verdict: judged(judgementOf(question, found, about.site.key, no)) };
    }),
  );
  run.ui.progress(undefined);
  return {
    answers: Object.fromEntries(
      ends.map(({ question, found }) => [
        question,
        { answer: found.answer, because: found.because },
      ]),
    ),
    verdicts: ends.map(({ verdict }) => verdict),
  };
}

async function answer(
  ctx: LiveContext,
  question: LiveQuestion,
  before: Promise<Looked> | undefined,
): Promise<Looked> {
  // A refresh ends the access token on some servers: the question about that one comes first.
  await before;
  const refusal = whyNotAsked(ctx, question);
  if (refusal !== undefined) return looked('unknown', refusal);
  const { run } = ctx;
  const stop = new AbortController();
  const late = run.host.clock.sleep(QUESTION_MS, stop.signal).then(
    () => looked('unknown', `no answer within ${String(QUESTION_MS / 1000)} s`),
    () => looked('unknown', 'interrupted'),
  );
  try {
    const found = await Promise.race([QUESTIONS[question].ask(ctx), late]);
    return { ...found, because: run.redactor.redact(found.because) };
  } catch (error) {
    run.signal.throwIfAborted();
    return looked('unknown', `it could not be tried: ${run.redactor.redact(messageOf(error))}`);
  } finally {
    stop.abort();
  }
}

/** Why an answer would be about something else than the input. */
function whyNotAsked({ run, about }: LiveContext, question: LiveQuestion): string | undefined {
  const row = QUESTIONS[question];
  if (row.about === 'host' && about.foreignHost !== undefined) {
    return `not asked: ${about.foreignHost} is no host of Datadog`;
  }
  if (row.about !== 'client') return undefined;
  if (run.settings.client === null) return 'not asked: there is no client here';
  if (about.otherClient === undefined) return undefined;
  return `not asked: the input is about client ${about.otherClient}, the profile about ${run.settings.client.clientId}`;
}

function judgementOf(question: LiveQuestion, found: Looked, site: string, no: Grade) {
  const { answer: said, because, hosts, exchanges } = found;
  const isHealthy = QUESTIONS[question].healthy === 'any' || said === 'yes';
  const grade: Grade = said === 'unknown' ? 'skipped' : isHealthy ? 'passed' : no;
  return {
    grade,
    ...(said !== 'unknown' && hosts.length > 0 ? { proof: 'reachable' as const } : {}),
    finding: finding('diagnose.asked', { question, answer: said, because, hosts, site }),
    exchanges,
  };
}
