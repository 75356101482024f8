import type { Clock } from '../../../host/host.ts';
import type { Subject, Verdict } from '../../../model/report.ts';
import { startCheck, type Judgement } from '../../../checks/verdict.ts';

/** Starts the check of one thing of this machine: `diagnose.environment.node`. */
export function startEnvironmentCheck(
  clock: Clock,
  item: string,
  title: string,
  subject: Subject = {},
): (judgement: Judgement) => Verdict {
  const id = `diagnose.environment.${item}`;
  return startCheck(clock, { id, check: 'diagnose.environment', title, subject });
}
