import type { Report } from '../model/report.ts';

/** Whose settings were used against what, and when: names and values. */
export function factsOf(report: Report): (readonly [string, string])[] {
  const { profile, client, target, results, runId, startedAt, runs } = report;
  const sites = [...new Set(results.flatMap(({ subject }) => subject.site ?? []))];
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Against', target === 'datadog' ? 'Datadog' : 'the simulator, not Datadog'],
    ['client', client === null ? undefined : `${client.kind} ${client.clientId}`],
    ['profile', profile ?? undefined],
    ['manifest', client?.manifest],
    [sites.length === 1 ? 'site' : 'sites', sites.length === 0 ? undefined : sites.join(', ')],
    ['started', startedWords(startedAt)],
    ['run', runId],
    ['merged from', runs === undefined ? undefined : `${String(runs.length)} runs`],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

/** `2026-03-01 10:00:00 UTC` of an ISO 8601 time in UTC. */
export function startedWords(startedAt: string): string {
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(startedAt)
    ? `${startedAt.slice(0, 10)} ${startedAt.slice(11, 19)} UTC`
    : startedAt;
}
