import reportSchema from '../../../schema/report.schema.json' with { type: 'json' };
import type { Report } from '../../model/report.ts';
import { problemsOf, type Schema } from '../schema/validate.ts';

/** What a file is taken for. */
export type ParsedReport =
  | {
      readonly report: Report;
      /** A member that this version does not know: the report was written by a newer one. */
      readonly unknown?: string;
    }
  | {
      /** Why it is no report, with the place; one clause. */
      readonly problem: string;
      readonly hint?: string;
    };

/** Nothing in a report is nested as deep; what is cannot be walked through safely. */
const DEEPEST = 64;

/** `schemaVersion` this version reads. */
const VERSION = 1;

const SCHEMA = reportSchema as Schema;

/**
 * Takes a JSON value for a report, as `--json` prints it, if the schema allows it. Members that the
 * schema does not name are kept and named: within one `schemaVersion` they can only be new ones.
 */
export function parseReport(value: unknown): ParsedReport {
  if (isDeeperThan(value, DEEPEST))
    return { problem: `it is nested more than ${String(DEEPEST)} deep` };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problem: 'it is no report: a report is a JSON object', hint: HINT };
  }
  const { schemaVersion } = value as { readonly schemaVersion?: unknown };
  if (schemaVersion === undefined) {
    return { problem: 'it is no report: schemaVersion is missing', hint: HINT };
  }
  if (
    typeof schemaVersion === 'number' &&
    Number.isInteger(schemaVersion) &&
    schemaVersion > VERSION
  ) {
    return {
      problem: `it was written by a newer version: its schemaVersion is ${String(schemaVersion)}, and this one reads ${String(VERSION)}`,
      hint: 'Install the newest version: npm install --save-dev ddoauth@latest',
    };
  }
  let unknown: string | undefined;
  for (const problem of problemsOf(value, SCHEMA)) {
    if (problem.unknown !== true)
      return { problem: `${problem.path}: ${problem.problem}`, hint: HINT };
    unknown ??= problem.path;
  }
  return { report: value as Report, ...(unknown === undefined ? {} : { unknown }) };
}

const HINT = 'A report is what a command prints with --json';

/** Without recursion: a hostile document must not use up the stack. */
function isDeeperThan(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap((each) =>
      typeof each === 'object' && each !== null
        ? Object.values(each as Record<string, unknown>).filter(isContainer)
        : [],
    );
  }
  return false;
}

function isContainer(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
