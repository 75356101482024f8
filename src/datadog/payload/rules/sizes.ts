import { dataTypeRow, type DataType } from '../../../catalog/data-types.ts';
import { PAYLOAD_PARTS } from '../../../catalog/payload-parts.ts';
import { problem, warning, type PayloadIssue } from '../issue.ts';
import { select } from '../select.ts';

/** Series, events, logs, checks or spans in a payload. */
export function countItems(dataType: DataType, payload: unknown): number {
  const path = PAYLOAD_PARTS[dataType]?.items;
  return path === undefined ? 0 : select(payload, path).length;
}

/**
 * Limits of one request, and lists that hold nothing.
 * @param bytes size of the body as it will be sent
 */
export function checkSizes(dataType: DataType, payload: unknown, bytes: number): PayloadIssue[] {
  const { mostBytes, mostItems, cutAtBytes } = dataTypeRow(dataType);
  const parts = PAYLOAD_PARTS[dataType];
  const issues: PayloadIssue[] = [];
  if (mostBytes !== undefined && bytes > mostBytes) {
    issues.push(problem('payload.too-big', [], { bytes, mostBytes }));
  }
  const count = countItems(dataType, payload);
  if (mostItems !== undefined && count > mostItems) {
    issues.push(problem('payload.wrong-count', [], { found: count, most: mostItems }));
  }
  const empty = (parts?.lists ?? [])
    .flatMap((path) => select(payload, path))
    .filter(({ value }) => Array.isArray(value) && value.length === 0);
  const say = count === 0 ? problem : warning;
  issues.push(...empty.map(({ steps }) => say('payload.holds-nothing', steps)));
  if (cutAtBytes !== undefined && bytes > cutAtBytes && parts !== undefined) {
    for (const { steps, value } of select(payload, parts.items)) {
      const size = Buffer.byteLength(JSON.stringify(value));
      if (size > cutAtBytes) {
        issues.push(warning('payload.log-cut', steps, { bytes: size, mostBytes: cutAtBytes }));
      }
    }
  }
  return issues;
}
