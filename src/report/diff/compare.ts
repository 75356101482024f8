import type { Grade, Proof, Report, Result, Subject } from '../../model/report.ts';
import { keysOf } from '../result-key.ts';
import { strength } from '../matrix.ts';

/** What became of a result from one run to the next; in the order in which they are shown. */
export const CHANGE_KINDS = [
  'newly-failing',
  'newly-open',
  'proof-lowered',
  'unproved',
  'failing-otherwise',
  'new',
  'gone',
  'fixed',
  'improved',
  'proof-raised',
  'slower',
  'faster',
] as const;

export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** A result on one side of a comparison. */
export interface Side {
  readonly grade: Grade;
  readonly proof?: Proof;
  readonly code: string;
  readonly message: string;
  readonly durationMs: number;
  /** Why it was expected. */
  readonly expected?: string;
}

/** One result that is not what it was. */
export interface Change {
  readonly id: string;
  readonly subject: Subject;
  readonly kind: ChangeKind;
  /** `worse`, `unproved` (nothing says that it is worse), or neither. */
  readonly effect: 'worse' | 'unproved' | 'none';
  readonly before?: Side;
  readonly after?: Side;
}

/** A run is called slower or faster from this factor and this difference on: one exchange is no trend. */
const FACTOR = 2;
const LEAST_MS = 1000;

/** Kinds whose effect is always the same. */
const WORSE: readonly ChangeKind[] = ['newly-failing', 'newly-open', 'proof-lowered'];

/** Changes between two reports by id and subject, worst kind first, then in the order of the results. */
export function changesBetween(before: Report, after: Report): Change[] {
  const both = withClients(before, after);
  const [old, now] = [indexOf(before, both), indexOf(after, both)];
  const changes: Change[] = [];
  for (const [key, result] of now) {
    const earlier = old.get(key);
    const change = earlier === undefined ? added(result) : changeOf(earlier, result);
    if (change !== undefined) changes.push(change);
  }
  for (const [key, result] of old) {
    if (!now.has(key)) {
      const { id, subject } = result;
      changes.push({ id, subject, kind: 'gone', effect: 'none', before: sideOf(result) });
    }
  }
  return CHANGE_KINDS.flatMap((kind) => changes.filter((change) => change.kind === kind));
}

/** Whether results are told apart by client: where one report is about several. */
function withClients(...reports: readonly Report[]): boolean {
  return reports.some(({ results }) =>
    results.some(({ subject }) => subject.profile !== undefined),
  );
}

function indexOf(report: Report, byClient: boolean): Map<string, Result> {
  const label = report.profile ?? report.client?.clientId;
  const keys = keysOf(report.results, ({ subject: { place: _moves, ...subject } }) =>
    byClient && label !== undefined ? { profile: label, ...subject } : subject,
  );
  return new Map(report.results.map((result, index) => [keys[index] ?? '', result]));
}

function added(result: Result): Change {
  const { id, subject, grade, expected } = result;
  const effect =
    expected !== undefined
      ? 'none'
      : grade === 'failed'
        ? 'worse'
        : grade === 'inconclusive'
          ? 'unproved'
          : 'none';
  const kind = effect === 'worse' ? 'newly-failing' : 'new';
  return { id, subject, kind, effect, after: sideOf(result) };
}

function changeOf(earlier: Result, result: Result): Change | undefined {
  const kind = kindOf(earlier, result);
  if (kind === undefined) return undefined;
  const effect = WORSE.includes(kind) ? 'worse' : kind === 'unproved' ? 'unproved' : 'none';
  const { id, subject } = result;
  return { id, subject, kind, effect, before: sideOf(earlier), after: sideOf(result) };
}

/** 0 fine, 1 somebody should look, 2 nothing is known, 3 broken. What is expected is fine. */
function badness({ grade, expected }: Result): number {
  if (grade === 'passed' || expected !== undefined) return 0;
  if (grade === 'failed') return 3;
  return grade === 'warning' || grade === 'review' ? 1 : 2;
}

function kindOf(earlier: Result, result: Result): ChangeKind | undefined {
  const [was, is] = [badness(earlier), badness(result)];
  if (is > was) return is === 3 ? 'newly-failing' : is === 1 ? 'newly-open' : 'unproved';
  if (is < was) {
    if (was === 3) return is === 2 ? 'unproved' : 'fixed';
    // What was not known and needs a look now was not better before.
    return 'improved';
  }
  if (is === 3 && earlier.finding.code !== result.finding.code) return 'failing-otherwise';
  if (earlier.grade === result.grade && strength(earlier) !== strength(result)) {
    return strength(result) < strength(earlier) ? 'proof-lowered' : 'proof-raised';
  }
  return paceOf(earlier.durationMs, result.durationMs);
}

function paceOf(was: number, is: number): ChangeKind | undefined {
  if (was <= 0 || is <= 0 || Math.abs(is - was) < LEAST_MS) return undefined;
  if (is >= was * FACTOR) return 'slower';
  return was >= is * FACTOR ? 'faster' : undefined;
}

function sideOf(result: Result): Side {
  const { grade, proof, finding, message, durationMs, expected } = result;
  return {
    grade,
    ...(proof === undefined ? {} : { proof }),
    code: finding.code,
    message,
    durationMs,
    ...(expected === undefined ? {} : { expected: expected.reason }),
  };
}
