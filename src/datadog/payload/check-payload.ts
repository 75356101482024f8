import type { DataType } from '../../catalog/data-types.ts';
import { OTLP_PAYLOADS } from '../../catalog/payload-schemas-otlp.ts';
import { SPANS_PAYLOAD } from '../../catalog/payload-schemas-spans.ts';
import { SPECIFIED_PAYLOADS } from '../../catalog/payload-schemas.ts';
import type { PayloadSchema } from '../../catalog/payload-schema.ts';
import { isRecord } from '../json.ts';
import { checkSchema } from './check-schema.ts';
import { inferDataTypes } from './infer-type.ts';
import { problem, type PayloadIssue } from './issue.ts';
import { RULES_BY_TYPE } from './rules/by-type.ts';
import { checkMetricNames, checkTags } from './rules/names.ts';
import { checkSizes } from './rules/sizes.ts';
import { checkTimes } from './rules/times.ts';

const SCHEMAS: Readonly<Partial<Record<DataType, PayloadSchema>>> = {
  ...SPECIFIED_PAYLOADS,
  ...OTLP_PAYLOADS,
  traces: SPANS_PAYLOAD,
};

/** Intakes that take a single object where the specification wants a list. */
const LISTS: readonly DataType[] = ['logs', 'service-checks'];

/** What a payload is judged with. */
export interface PayloadCircumstances {
  /** Size of the body as it will be sent. */
  readonly bytes: number;
  readonly nowMs: number;
}

/**
 * Holds a payload against everything that is documented for its data type: the request schema, limits
 * of size and number, the times that are accepted, names and tags. Equal issues at several items of a
 * list are one, with the number of the `others`; problems come first.
 */
export function checkPayload(
  dataType: DataType,
  payload: unknown,
  { bytes, nowMs }: PayloadCircumstances,
): PayloadIssue[] {
  const likely = inferDataTypes(payload);
  const [looksLike] = likely;
  if (looksLike !== undefined && !likely.includes(dataType)) {
    return [problem('payload.other-type', [], { dataType, looksLike })];
  }
  const issues = [
    ...checkShape(dataType, payload),
    ...(RULES_BY_TYPE[dataType]?.(payload) ?? []),
    ...checkTimes(dataType, payload, nowMs),
    ...checkMetricNames(dataType, payload),
    ...checkTags(dataType, payload),
    ...checkSizes(dataType, payload, bytes),
  ];
  const merged = mergeEqual(issues);
  return [
    ...merged.filter(({ severity }) => severity === 'problem'),
    ...merged.filter(({ severity }) => severity === 'warning'),
  ];
}

function checkShape(dataType: DataType, payload: unknown): PayloadIssue[] {
  const schema = SCHEMAS[dataType];
  if (schema === undefined) return [];
  const single = LISTS.includes(dataType) && isRecord(payload);
  return checkSchema(payload, single ? (schema.items ?? schema) : schema);
}

/** One issue for each kind and place, whatever the index in a list. */
function mergeEqual(issues: readonly PayloadIssue[]): PayloadIssue[] {
  const groups = new Map<string, { first: PayloadIssue; others: number }>();
  for (const issue of issues) {
    const { code, severity, path, args } = issue;
    const { member, expected } = args;
    const place = path.replace(/\[\d+\]/g, '[]');
    const key = JSON.stringify([code, severity, place, member, expected]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: issue, others: 0 });
    else group.others += 1;
  }
  return [...groups.values()].map(({ first, others }) =>
    others === 0 ? first : { ...first, args: { ...first.args, others } },
  );
}
