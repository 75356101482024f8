import expectSchema from '../../../schema/expect.schema.json' with { type: 'json' };
import type { Grade } from '../../model/report.ts';
import { problemsOf } from '../schema/validate.ts';

/** An entry of a file for `--expect`. @see schema/expect.schema.json */
export interface Expectation {
  /** Id of results; `*` stands for any text. */
  readonly id: string;
  readonly subject?: Readonly<
    Partial<Record<'profile' | 'site' | 'scope' | 'host' | 'dataType', string>>
  >;
  /** Default `failed`. */
  readonly grades?: readonly Exclude<Grade, 'passed'>[];
  /** Code of the finding. Default any. */
  readonly code?: string;
  readonly reason: string;
  /** Last day, in UTC: `2026-12-31`. */
  readonly until?: string;
}

/** The entries of a JSON value, or what is wrong with it and where. */
export function parseExpectations(
  value: unknown,
): { readonly entries: readonly Expectation[] } | { readonly problem: string } {
  for (const { path, problem, unknown } of problemsOf(value, expectSchema)) {
    const what = unknown === true ? 'is no key of this file' : problem;
    return { problem: `${path === '' ? 'the file' : path}: ${what}` };
  }
  return { entries: (value as { readonly expected: readonly Expectation[] }).expected };
}
