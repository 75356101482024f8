import { finding, type FindingCode } from '../catalog/findings.ts';
import type { RoundTrip, ScopeRow } from '../catalog/scope-row.ts';
import type { FindingArg } from '../model/report.ts';
import { leftArgs } from './left-behind.ts';
import { runRoundTrip, type RoundTripOutcome } from './round-trip.ts';
import type { ScopeContext } from './scope-context.ts';
import { judgeProbe, othersThatOpen, type ProbeCase } from './scope-judge.ts';
import type { ProbeOutcome } from './scope-outcome.ts';
import { routeOf } from './scope-request.ts';
import { summarizeProbes } from './scope-summary.ts';
import type { Judgement } from './verdict.ts';
import type { WriteContext } from './write-context.ts';

/** Proves a scope that writes by a round trip. */
export async function judgeRoundTrip(
  row: ScopeRow,
  trip: RoundTrip,
  ctx: ScopeContext,
  writes: WriteContext,
  about: ProbeCase,
): Promise<Judgement> {
  const outcome = await writes.track(runRoundTrip(row, trip, ctx, writes));
  const { end, exchanges } = outcome;
  const base = { scope: row.scope, site: ctx.site };
  const say = (code: FindingCode, args: Record<string, FindingArg> = {}) =>
    finding(code, { ...base, ...args });
  const made = end.kind === 'made';
  const own = made ? judgeOwnRead(trip, end, about) : undefined;
  const others = made && own?.kind !== 'granted' ? sharedWith(trip, about) : [];
  const proof = made ? proofOf(end, others) : undefined;
  const left = outcome.left.filter(({ end: one }) => one !== 'not-found');
  if (left.length > 0) {
    const code = left.every(({ end: one }) => one === 'unproved')
      ? 'scope.deletion-unproved'
      : 'scope.left-behind';
    return {
      grade: 'warning',
      ...(proof === undefined ? {} : { proof }),
      finding: say(code, leftArgs(left)),
      exchanges,
    };
  }
  if (outcome.left.length > 0) {
    const args = leftArgs(outcome.left);
    return { grade: 'inconclusive', finding: say('scope.maybe-left', args), exchanges };
  }
  switch (end.kind) {
    case 'no-journal': {
      const args = { reason: end.reason };
      return { grade: 'skipped', finding: say('scope.journal-failed', args), exchanges };
    }
    case 'no-time': {
      const args = { route: routeOf(trip.subject.create), reason: 'the time of the run is over' };
      return { grade: 'inconclusive', finding: say('scope.timeout', args), exchanges };
    }
    case 'not-made':
      return { ...(await judgeNotMade(end, ctx, about)), exchanges };
    case 'made':
      if (own !== undefined && own.kind !== 'granted' && others.length > 0) {
        const tried = [{ probe: { ...trip.subject.create, ...trip.ownRead }, outcome: own }];
        return summarizeProbes(tried, { ...about, site: ctx.site }, ctx.tokenAlive, exchanges);
      }
      return { ...judgeMade(end, trip, others, say), exchanges };
  }
}

type End<Kind> = Extract<RoundTripOutcome['end'], { kind: Kind }>;

/**
 * `observed` when the read showed what was created. Where nothing may be read, the deletes are the
 * read: Datadog gave an id, found it once, and the second time no more, so it knew the thing and
 * changed it at our word twice. Anything less is no more than being let in.
 */
function proofOf(end: End<'made'>, others: readonly string[]): Judgement['proof'] {
  if (others.length > 0) return 'authenticated';
  const observed =
    end.readBack === 'shown' || (end.readBack === 'unasked' && end.subject === 'gone');
  return observed ? 'observed' : 'authorized';
}

/** What the read says that this scope alone opens; asked only where a trip has one. */
function judgeOwnRead(
  { ownRead }: RoundTrip,
  end: End<'made'>,
  about: ProbeCase,
): ProbeOutcome | undefined {
  return ownRead === undefined || end.ownRead === undefined
    ? undefined
    : judgeProbe({ ...ownRead, dataAt: '' }, end.ownRead, about);
}

function judgeMade(
  end: End<'made'>,
  trip: RoundTrip,
  others: readonly string[],
  say: (code: FindingCode, args?: Record<string, FindingArg>) => Judgement['finding'],
): Judgement {
  const { create, step } = trip.subject;
  const args = { route: routeOf(create), step };
  const proof = proofOf(end, others);
  if (others.length > 0) {
    return {
      grade: 'review',
      ...(proof === undefined ? {} : { proof }),
      finding: say('scope.shared', { ...args, others }),
    };
  }
  if (proof === 'observed') {
    const leaves = trip.leaves === undefined ? {} : { leaves: trip.leaves };
    return { grade: 'passed', proof, finding: say('scope.round-trip', { ...args, ...leaves }) };
  }
  // Unread and gone before its first delete: most likely the answer to that delete was lost.
  const vanished = end.readBack === 'unasked' && end.subject === 'absent';
  const grade = end.readBack === 'undecided' || vanished ? 'inconclusive' : 'review';
  const more = vanished ? { ...args, vanished } : args;
  return { grade, proof: 'authorized', finding: say('scope.write-unobserved', more) };
}

async function judgeNotMade(
  { creation, isSubject, sent, unsure }: End<'not-made'>,
  ctx: ScopeContext,
  about: ProbeCase,
): Promise<Judgement> {
  const base = { scope: about.scope, site: ctx.site };
  const probe = { ...creation.create, dataAt: '' };
  const status = sent.response?.status;
  if (unsure && status !== undefined && status < 300) {
    const args = { ...base, route: routeOf(probe), status };
    return { grade: 'inconclusive', finding: finding('scope.answer-unreadable', args) };
  }
  const outcome = judgeProbe(probe, sent, about);
  if (!isSubject && outcome.kind !== 'undecided') {
    const args = { ...base, route: routeOf(probe), status: status ?? 0, step: creation.step };
    return { grade: 'warning', finding: finding('scope.need-refused', args) };
  }
  return summarizeProbes([{ probe, outcome }], { ...about, site: ctx.site }, ctx.tokenAlive, []);
}

/**
 * Other granted scopes that could have done the trip without this one. One request that only this
 * scope opens is enough to prove it.
 */
function sharedWith({ subject }: RoundTrip, about: ProbeCase): string[] {
  const lists = [subject.create, subject.delete].map((request) => othersThatOpen(request, about));
  return lists.every((list) => list.length > 0) ? [...new Set(lists.flat())].sort() : [];
}
