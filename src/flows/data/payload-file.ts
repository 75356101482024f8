import { basename, resolve } from 'node:path';
import type { DataType } from '../../catalog/data-types.ts';
import { finding } from '../../catalog/findings.ts';
import { startCheck } from '../../checks/verdict.ts';
import { addTags, runTag } from '../../datadog/payload/add-tags.ts';
import { checkPayload } from '../../datadog/payload/check-payload.ts';
import { inferDataTypes } from '../../datadog/payload/infer-type.ts';
import type { PayloadIssue } from '../../datadog/payload/issue.ts';
import { ToolError } from '../../errors.ts';
import type { Verdict } from '../../model/report.ts';
import { parseJsonFile } from '../../settings/read-json-file.ts';
import type { Run } from '../run/run.ts';

/** A payload of the user's own that may be sent. */
export interface OwnerPayload {
  readonly dataType: DataType;
  /** Its text with the run's tag. */
  readonly text: string;
  /** Whether everything in it carries the tag, so that it can be found again. */
  readonly tagged: boolean;
}

/** Largest file that is read; what an intake takes is less, and checked afterwards. */
const LARGEST_BYTES = 20_000_000;
/** Issues that get a result each; the summary has the number of all. */
const MOST_ISSUES = 20;

/**
 * Reads a payload and holds it against what is documented for its data type. With a problem in it
 * there is no payload to send.
 * @throws ToolError `usage.file` when it cannot be read or is no JSON, `usage.flag` when its data type
 * is not known
 */
export function readPayload(
  run: Run,
  file: string,
  types: readonly DataType[] | undefined,
): { readonly payload: OwnerPayload | undefined; readonly verdicts: readonly Verdict[] } {
  const place = { path: resolve(run.host.cwd, file), shown: `--payload ${file}` };
  const { value, text } = parseJsonFile(
    { ...place, code: 'usage.file', largestBytes: LARGEST_BYTES },
    { anyName: true },
  );
  const dataType = dataTypeOf(file, value, types);
  const start = (check: string) =>
    startCheck(run.host.clock, {
      id: check,
      check,
      title: check === 'key.payload' ? 'Payload' : 'Payload, in detail',
      subject: { dataType },
    });
  const summary = start('key.payload');
  const tagged = addTag(dataType, text, value, run.runId);
  const issues = checkPayload(dataType, value, {
    bytes: Buffer.byteLength(tagged.text),
    nowMs: run.host.clock.now(),
  });
  const problems = issues.filter(({ severity }) => severity === 'problem').length;
  const args = {
    file: basename(file),
    dataType,
    problems,
    warnings: issues.length - problems,
    bytes: Buffer.byteLength(tagged.text),
    tagged: tagged.tagged,
    untagged: tagged.full,
  };
  const verdicts = [
    problems > 0
      ? summary({ grade: 'failed', finding: finding('payload.invalid', args) })
      : summary({ grade: 'passed', finding: finding('payload.valid', args) }),
    ...issues.slice(0, MOST_ISSUES).map((issue) => start('key.payload.issue')(judge(issue))),
  ];
  const canBeFound = tagged.tagged > 0 && tagged.full === 0;
  return {
    payload: problems > 0 ? undefined : { dataType, text: tagged.text, tagged: canBeFound },
    verdicts,
  };
}

function judge({ severity, code, path, args }: PayloadIssue) {
  const grade = severity === 'problem' ? ('failed' as const) : ('warning' as const);
  return { grade, finding: finding(code, { path, ...args }) };
}

function addTag(
  dataType: DataType,
  text: string,
  value: unknown,
  runId: string,
): { text: string; tagged: number; full: number } {
  // A scalar has no place for a tag, and is a problem of its own.
  return typeof value === 'object' && value !== null
    ? addTags(dataType, text, [runTag(runId)])
    : { text, tagged: 0, full: 0 };
}

/** The data type that was said, or the one that the shape speaks for. */
function dataTypeOf(
  file: string,
  value: unknown,
  types: readonly DataType[] | undefined,
): DataType {
  if (types !== undefined && types.length > 1) {
    throw new ToolError(
      'usage.flag',
      `--payload ${file} is one payload; --data names ${types.join(', ')}. Name one.`,
    );
  }
  const likely = inferDataTypes(value);
  const [first, second] = types ?? likely;
  if (first === undefined || second !== undefined) {
    const reason = first === undefined ? 'fits no kind of data' : `fits ${likely.join(', ')} alike`;
    throw new ToolError('usage.flag', `--payload ${file}: its shape ${reason}.`, {
      hint: 'Say what it is with --data TYPE',
    });
  }
  if (first === 'otlp-traces') {
    throw new ToolError(
      'usage.flag',
      `--payload ${file}: Datadog takes OTLP traces as protobuf only, and payloads here are JSON.`,
    );
  }
  return first;
}
