import type { Report } from '../../model/report.ts';

/** Longest tag that Datadog keeps, in characters. */
const LONGEST_TAG = 200;

/**
 * A tag as Datadog keeps it: lower case, and other characters than letters, digits, `_-:./` replaced.
 * @see https://docs.datadoghq.com/getting_started/tagging/#define-tags
 */
export function tag(name: string, value: string): string {
  return `${name}:${value}`
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\-:./]+/gu, '_')
    .slice(0, LONGEST_TAG);
}

/** Of every metric, service check and event of a run. The run's id is not among them: each would be a new metric. */
export function reportTags({ command, client, target, profile }: Report): string[] {
  return [
    tag('command', command),
    ...(client === null
      ? []
      : [tag('client_id', client.clientId), tag('client_kind', client.kind)]),
    ...(profile === null ? [] : [tag('profile', profile)]),
    tag('target', target),
  ];
}
