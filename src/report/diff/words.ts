import { durationWords } from '../outcome-words.ts';
import type { Change, ChangeKind, Side } from './compare.ts';
import type { ComparedRun, ReportDiff } from './diff.ts';

/** Headings of the kinds of change. */
export const KIND_WORDS: Readonly<Record<ChangeKind, string>> = {
  'newly-failing': 'Newly failing',
  'newly-open': 'Passed before, needs a look now',
  'proof-lowered': 'Proof lowered',
  unproved: 'No longer known',
  'failing-otherwise': 'Failing for another reason',
  new: 'New',
  gone: 'Gone',
  fixed: 'Fixed',
  improved: 'Better',
  'proof-raised': 'Proof raised',
  slower: 'Slower',
  faster: 'Faster',
};

const OUTCOME_WORDS: Readonly<Record<ReportDiff['outcome'], string>> = {
  worse: 'something got worse',
  unproved: 'nothing got worse, but something is no longer known',
  'not-worse': 'nothing got worse',
};

/** `passed observed -> failed`, or how long it took where that is what changed. */
export function sidesWords({ before, after, kind }: Change, arrow: string): string {
  if (before !== undefined && after !== undefined && (kind === 'slower' || kind === 'faster')) {
    return `${durationWords(before.durationMs)} ${arrow} ${durationWords(after.durationMs)}`;
  }
  if (kind === 'failing-otherwise') {
    return `${before?.code ?? ''} ${arrow} ${after?.code ?? ''}`;
  }
  return [before, after]
    .filter((side) => side !== undefined)
    .map(sideWords)
    .join(` ${arrow} `);
}

function sideWords({ grade, proof, expected }: Side): string {
  return [grade, proof, expected === undefined ? undefined : '(expected)']
    .filter((part) => part !== undefined)
    .join(' ');
}

/** `run 3f9a1c2b7d of 2026-03-01 10:00 UTC, test client 0b6f..., 12 results, failed`. */
export function runWords({
  runId,
  startedAt,
  client,
  profile,
  results,
  outcome,
}: ComparedRun): string {
  return [
    `run ${runId} of ${startedAt.slice(0, 16).replace('T', ' ')}`,
    ...(profile === null ? [] : [`profile ${profile}`]),
    ...(client === null ? [] : [`${client.kind} client ${client.clientId}`]),
    `${String(results)} results`,
    outcome,
  ].join(', ');
}

/** What should be known before two runs are compared. */
export function caveatsOf({ before, after }: ReportDiff): string[] {
  const caveats: string[] = [];
  if (before.target !== after.target) {
    caveats.push(`One run is of ${before.target}, the other of ${after.target}.`);
  }
  if (before.command !== after.command) {
    caveats.push(`The commands differ: ${before.command}, ${after.command}.`);
  }
  if (before.client?.clientId !== after.client?.clientId) {
    caveats.push('The runs are of different clients.');
  }
  if (Date.parse(before.startedAt) > Date.parse(after.startedAt)) {
    caveats.push('The second report is the older one.');
  }
  return caveats;
}

/** `1 newly failing, 2 fixed, 30 unchanged`. */
export function diffCounts({ summary, unchanged }: ReportDiff): string {
  const counts = Object.entries(summary).map(
    ([kind, count]) => `${String(count)} ${KIND_WORDS[kind as ChangeKind].toLowerCase()}`,
  );
  return [...counts, `${String(unchanged)} unchanged`].join(', ');
}

/** Why the comparison ends with its exit code. */
export function diffReason({ exitCode, outcome }: ReportDiff): string {
  return `Exit code ${String(exitCode)}: ${OUTCOME_WORDS[outcome]}.`;
}
