import type { DataType } from '../../catalog/data-types.ts';
import { isRecord } from '../json.ts';

/** Members that only one kind of data has on top. */
const TELLING_MEMBERS: readonly (readonly [member: string, dataType: DataType])[] = [
  ['traces', 'traces'],
  ['resourceMetrics', 'otlp-metrics'],
  ['resourceLogs', 'otlp-logs'],
  ['resourceSpans', 'otlp-traces'],
  ['message', 'logs'],
];

/**
 * What kind of data a payload looks like; several where its shape fits more than one, none where it
 * fits nothing. It may be full of mistakes all the same.
 */
export function inferDataTypes(payload: unknown): readonly DataType[] {
  if (Array.isArray(payload)) {
    const rows = payload.filter(isRecord);
    if (rows.length === 0) return [];
    if (rows.some(isServiceCheck)) return ['service-checks'];
    return rows.some((row) => 'message' in row || 'ddtags' in row) ? ['logs'] : [];
  }
  if (!isRecord(payload)) return [];
  if ('series' in payload) return seriesTypes(payload['series']);
  if (isRecord(payload['data']) && 'attributes' in payload['data']) return ['events-v2'];
  if ('title' in payload && 'text' in payload) return ['events'];
  if (isServiceCheck(payload)) return ['service-checks'];
  return TELLING_MEMBERS.filter(([member]) => member in payload)
    .map(([, dataType]) => dataType)
    .slice(0, 1);
}

/** A log may have a `check` too, but hardly a number as its status. */
function isServiceCheck(row: Readonly<Record<string, unknown>>): boolean {
  return 'check' in row && (typeof row['status'] === 'number' || !('message' in row));
}

/** Three intakes take `series`; the points tell them apart. */
function seriesTypes(series: unknown): readonly DataType[] {
  const points = (Array.isArray(series) ? series : [])
    .filter(isRecord)
    .flatMap((row) => (Array.isArray(row['points']) ? (row['points'] as unknown[]) : []));
  const pairs = points.filter((point): point is unknown[] => Array.isArray(point));
  if (points.some(isRecord) && pairs.length === 0) return ['metrics'];
  if (pairs.length > 0) {
    return pairs.some(([, value]) => Array.isArray(value)) ? ['distributions'] : ['metrics-v1'];
  }
  return ['metrics', 'metrics-v1', 'distributions'];
}
