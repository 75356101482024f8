import type { SiteRow } from '../../catalog/site-row.ts';
import { readSearchAnswer, withCredentials } from '../../datadog/data/read-answer.ts';
import type { Search, Target } from '../../datadog/data/search.ts';
import type { Exchange } from '../../model/http.ts';
import type { Run } from '../run/run.ts';
import type { Reader } from './readers.ts';
import type { SiteClock } from './site-clock.ts';

/** Pauses before each look, in milliseconds; the last one repeats. */
const PAUSES_MS = [250, 400, 800, 1_500, 3_000, 5_000, 8_000, 10_000];
/** What a search gets at least, however near the deadline is. */
const SHORTEST_SEARCH_MS = 500;
/** Around the times of the data; queries round to intervals. */
const MARGIN_MS = 5 * 60_000;

/** What is looked for. */
export interface ReadBackTask {
  readonly site: SiteRow;
  readonly readers: readonly [Reader, ...Reader[]];
  readonly targets: readonly Target[];
  readonly tags: Search['tags'];
  readonly asAttributes: boolean;
  /** Times the data carries; that of its submission where it carries none. */
  readonly earliestMs: number;
  readonly latestMs: number;
  /** By `clock.monotonic()`: when the intake had taken it, and when looking ends. */
  readonly acceptedAt: number;
  readonly deadline: number;
  readonly clock: SiteClock;
}

/** What looking came to. */
export interface ReadBack {
  readonly kind: 'seen' | 'partly' | 'not-yet' | 'refused' | 'broken';
  readonly seen: number;
  readonly expected: number;
  /** From the intake's answer to the end of looking, milliseconds. */
  readonly delayMs: number;
  /** The last look at which not all was there, likewise. */
  readonly notBeforeMs: number;
  /** The way that was used last. */
  readonly reader: Reader;
  /** Ways that were closed, each with its status. */
  readonly refusals: readonly string[];
  /** Why the last look told nothing. */
  readonly reason?: string;
  readonly exchange?: Exchange;
}

/** One search, made or given up at the deadline. */
interface Look {
  readonly kind: 'answered' | 'refused' | 'broken';
  readonly count: number;
  readonly reason: string;
  readonly exchange?: Exchange;
}

/**
 * Looks again and again, with growing pauses, until everything is there or the time is over. A way
 * that is refused is given up for the next one; a 5xx or a timeout is looked past.
 */
export async function readBack(run: Run, task: ReadBackTask): Promise<ReadBack> {
  const { clock } = run.host;
  const [firstReader, ...otherReaders] = task.readers;
  let reader = firstReader;
  const seen = task.targets.map(() => 0);
  const refusals: string[] = [];
  let notBeforeMs = 0;
  let exchange: Exchange | undefined;
  const expected = task.targets.reduce((sum, target) => sum + target.expected, 0);
  const end = (kind: ReadBack['kind'], reason?: string): ReadBack => ({
    kind,
    seen: seen.reduce((sum, count) => sum + count, 0),
    expected,
    delayMs: Math.round(clock.monotonic() - task.acceptedAt),
    notBeforeMs: Math.round(notBeforeMs),
    reader,
    refusals,
    ...(reason === undefined ? {} : { reason }),
    ...(exchange === undefined ? {} : { exchange }),
  });
  for (let look = 0; ;) {
    const pauseMs = PAUSES_MS[Math.min(look, PAUSES_MS.length - 1)] ?? 0;
    const leftMs = task.deadline - clock.monotonic();
    await clock.sleep(Math.max(0, Math.min(pauseMs, leftMs)), run.signal);
    const beganMs = clock.monotonic() - task.acceptedAt;
    const looks = await Promise.all(
      task.targets.map((target, index) =>
        (seen[index] ?? 0) >= target.expected
          ? Promise.resolve(undefined)
          : search(run, task, reader, target),
      ),
    );
    exchange = looks.findLast((each) => each?.exchange !== undefined)?.exchange ?? exchange;
    const refused = looks.find((each) => each?.kind === 'refused');
    if (refused !== undefined) {
      refusals.push(refused.reason);
      const next = otherReaders.shift();
      if (next === undefined) return end('refused');
      reader = next;
      continue;
    }
    look += 1;
    looks.forEach((each, index) => {
      const most = task.targets[index]?.expected ?? 0;
      if (each !== undefined) seen[index] = Math.max(seen[index] ?? 0, Math.min(each.count, most));
    });
    if (task.targets.every((target, index) => (seen[index] ?? 0) >= target.expected)) {
      return end('seen');
    }
    const broken = looks.find((each) => each?.kind === 'broken');
    if (broken === undefined) notBeforeMs = beganMs;
    if (clock.monotonic() >= task.deadline) {
      if (seen.some((count) => count > 0)) return end('partly', broken?.reason);
      return broken === undefined ? end('not-yet') : end('broken', broken.reason);
    }
  }
}

async function search(run: Run, task: ReadBackTask, reader: Reader, target: Target): Promise<Look> {
  const { clock } = run.host;
  const { route, credentials } = reader;
  const leftMs = Math.max(SHORTEST_SEARCH_MS, task.deadline - clock.monotonic());
  const nowMs = clock.now();
  const { lowMs = 0, highMs = 0 } = task.clock.offset() ?? {};
  const wanted = {
    site: task.site,
    tags: task.tags,
    asAttributes: task.asAttributes,
    target,
    // The site's clock counts, and this machine's may be ahead of it or behind.
    fromMs: Math.min(task.earliestMs, task.earliestMs - highMs) - MARGIN_MS,
    toMs: Math.max(task.latestMs, nowMs, nowMs - lowMs) + MARGIN_MS,
  };
  const sending = task.clock.send(withCredentials(route.request(wanted), credentials), {
    timeoutMs: Math.min(15_000, leftMs),
  });
  // Waiting for a rate limit may take longer than there is time to look.
  const sent = await orLate(sending, run, leftMs);
  if (sent === undefined) return { kind: 'broken', count: 0, reason: 'no answer in time' };
  const { exchange } = sent;
  if (sent.response === undefined) {
    return { kind: 'broken', count: 0, reason: sent.failure.message, exchange };
  }
  const outcome = readSearchAnswer(route, sent.response, wanted);
  if (outcome.kind === 'answered') return { ...outcome, reason: '', exchange };
  const text = run.redactor.redact(outcome.text).slice(0, 200);
  const reason = `${route.operation}: ${String(outcome.status)}${text === '' ? '' : ` ${text}`}`;
  return { kind: outcome.kind, count: 0, reason, exchange };
}

/** What a promise gives, or `undefined` when it takes longer than `ms`. */
async function orLate<T>(work: Promise<T>, run: Run, ms: number): Promise<T | undefined> {
  const done = new AbortController();
  const late = run.host.clock.sleep(ms + SHORTEST_SEARCH_MS, done.signal).then(
    () => undefined,
    () => undefined,
  );
  try {
    return await Promise.race([work, late]);
  } finally {
    done.abort();
    // It may fail long after nobody waits for it any more.
    work.catch(() => undefined);
  }
}
