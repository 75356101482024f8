import type { FindingCode } from '../../catalog/findings.ts';
import type { FindingArg } from '../../model/report.ts';

/** Codes of what can be wrong with a payload. */
export type PayloadIssueCode = Extract<FindingCode, `payload.${string}`>;

/**
 * Something about a payload. A `problem` is what Datadog refuses or drops for certain; a `warning` is
 * taken, but not as it was probably meant.
 */
export interface PayloadIssue {
  readonly severity: 'problem' | 'warning';
  readonly code: PayloadIssueCode;
  /** JSON path: `$.series[0].points[1].timestamp`. */
  readonly path: string;
  readonly args: Readonly<Record<string, FindingArg | undefined>>;
}

/** Steps to a place in a JSON value: names of members and indexes of lists. */
export type JsonSteps = readonly (string | number)[];

/** Steps as a JSON path. */
export function jsonPath(steps: JsonSteps): string {
  return steps.reduce<string>((path, step) => {
    if (typeof step === 'number') return `${path}[${String(step)}]`;
    return /^[A-Za-z_][\w-]*$/.test(step) ? `${path}.${step}` : `${path}[${JSON.stringify(step)}]`;
  }, '$');
}

/** A problem at a place. */
export function problem(
  code: PayloadIssueCode,
  steps: JsonSteps,
  args: PayloadIssue['args'] = {},
): PayloadIssue {
  return { severity: 'problem', code, path: jsonPath(steps), args };
}

/** A warning about a place. */
export function warning(
  code: PayloadIssueCode,
  steps: JsonSteps,
  args: PayloadIssue['args'] = {},
): PayloadIssue {
  return { severity: 'warning', code, path: jsonPath(steps), args };
}
