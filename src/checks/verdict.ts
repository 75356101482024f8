import type { FindingCode } from '../catalog/findings.ts';
import type { Clock } from '../host/host.ts';
import type { Exchange } from '../model/http.ts';
import type { Finding, Grade, Proof, Subject, Verdict } from '../model/report.ts';

/** What a check says of its subject; the stopwatch adds how long it took. */
export interface Judgement {
  readonly grade: Grade;
  readonly proof?: Proof;
  readonly finding: Finding<FindingCode>;
  readonly exchanges?: readonly Exchange[];
}

/** The names of a check and what it is about. */
export interface CheckNames {
  readonly id: string;
  readonly check: string;
  readonly title: string;
  readonly subject: Subject;
}

/** Starts the stopwatch of one check; call the answer with what was found. */
export function startCheck(clock: Clock, names: CheckNames): (judgement: Judgement) => Verdict {
  const began = clock.monotonic();
  return ({ grade, proof, finding, exchanges = [] }) => ({
    ...names,
    grade,
    ...(proof === undefined ? {} : { proof }),
    finding,
    exchanges,
    durationMs: Math.round(clock.monotonic() - began),
  });
}
