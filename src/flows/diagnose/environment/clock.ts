import { finding } from '../../../catalog/findings.ts';
import { clockOffset, type ClockSample } from '../../../datadog/clock-offset.ts';
import type { Verdict } from '../../../model/report.ts';
import type { Run } from '../../run/run.ts';
import type { LivePlan } from '../live-plan.ts';
import { startEnvironmentCheck } from './environment-check.ts';

/** How far the clock may be off before it is worth a word, and before it breaks things; milliseconds. */
const FINE_MS = 60_000;
const BREAKS_MS = 600_000;

/** This machine's clock, by the `Date` of the answers of Datadog's hosts. */
export function judgeClock(run: Run, samples: readonly ClockSample[], plan: LivePlan): Verdict {
  const check = startEnvironmentCheck(run.host.clock, 'clock', 'Clock');
  if (plan.offline) {
    return check({ grade: 'skipped', finding: finding('environment.offline') });
  }
  const offset = clockOffset(samples);
  if (offset === undefined) {
    return check({ grade: 'skipped', finding: finding('environment.clock-unknown') });
  }
  const { lowMs, highMs } = offset;
  const args = {
    offsetMs: Math.round((lowMs + highMs) / 2),
    uncertaintyMs: Math.round((highMs - lowMs) / 2),
    samples: offset.samples,
  };
  const leastMs = lowMs > 0 ? lowMs : highMs < 0 ? -highMs : 0;
  if (leastMs <= FINE_MS) {
    return check({ grade: 'passed', finding: finding('environment.clock-right', args) });
  }
  return check({
    grade: leastMs > BREAKS_MS ? 'failed' : 'warning',
    finding: finding('environment.clock-off', args),
  });
}
