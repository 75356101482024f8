import type { DataType } from '../../../catalog/data-types.ts';
import { PAYLOAD_PARTS } from '../../../catalog/payload-parts.ts';
import { problem, warning, type JsonSteps, type PayloadIssue } from '../issue.ts';
import { select } from '../select.ts';

/** Longest metric name and longest tag, in characters. */
const LONGEST_NAME = 200;
const LONGEST_TAG = 200;

/** The name under which Datadog keeps a metric: other characters become underscores. */
export function storedMetricName(name: string): string {
  return name.replace(/[^A-Za-z0-9_.]/g, '_');
}

/** Names of the metrics in a payload, each once. */
export function metricNames(dataType: DataType, payload: unknown): string[] {
  const path = PAYLOAD_PARTS[dataType]?.names;
  if (path === undefined) return [];
  const names = select(payload, path).map(({ value }) => value);
  return [...new Set(names.filter((name): name is string => typeof name === 'string'))];
}

/**
 * Metric names.
 * @see https://docs.datadoghq.com/metrics/custom_metrics/#naming-custom-metrics
 */
export function checkMetricNames(dataType: DataType, payload: unknown): PayloadIssue[] {
  const path = PAYLOAD_PARTS[dataType]?.names;
  if (path === undefined) return [];
  return select(payload, path).flatMap(({ steps, value: name }) => {
    if (typeof name !== 'string') return [];
    const found = name.slice(0, 60);
    if (!/^[A-Za-z]/.test(name)) return [problem('payload.metric-name-start', steps, { found })];
    if (name.length > LONGEST_NAME) {
      return [problem('payload.too-long', steps, { most: LONGEST_NAME, found: name.length })];
    }
    const stored = storedMetricName(name);
    return stored === name
      ? []
      : [warning('payload.metric-name-changed', steps, { found, stored })];
  });
}

/**
 * Tags: a letter first, then letters, digits and `_ - : . /`, 200 characters at most. Datadog keeps
 * others too, but changed.
 * @see https://docs.datadoghq.com/getting_started/tagging/#define-tags
 */
export function checkTags(dataType: DataType, payload: unknown): PayloadIssue[] {
  const path = PAYLOAD_PARTS[dataType]?.tagLists;
  const listed =
    path === undefined
      ? []
      : select(payload, `${path}[]`).flatMap(({ steps, value }) =>
          typeof value === 'string' ? checkTag(value, steps) : [],
        );
  const joined =
    dataType === 'logs'
      ? select(payload, '[].ddtags').flatMap(({ steps, value }) =>
          typeof value === 'string' && value.trim() !== ''
            ? value.split(',').flatMap((tag) => checkTag(tag.trim(), steps))
            : [],
        )
      : [];
  return [...listed, ...joined];
}

function checkTag(tag: string, steps: JsonSteps): PayloadIssue[] {
  const found = tag.slice(0, 60);
  const { length } = Array.from(tag);
  if (length > LONGEST_TAG) {
    return [warning('payload.tag-cut', steps, { found, most: LONGEST_TAG, length })];
  }
  if (!/^\p{L}/u.test(tag)) return [warning('payload.tag-start', steps, { found })];
  return /[^\p{L}\p{N}_:./-]/u.test(tag) ? [warning('payload.tag-changed', steps, { found })] : [];
}
