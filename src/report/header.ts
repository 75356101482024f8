import type { Report } from '../model/report.ts';
import type { Style } from './style.ts';
import { visible } from './visible.ts';
import { wrap } from './wrap.ts';

/** The first lines of a report: what ran, with whose settings, against what. */
export function renderHeader(report: Report, columns: number, style: Style): string[] {
  const { tool, command, profile, client, target, results, runId, runs } = report;
  const sites = [...new Set(results.flatMap(({ subject }) => subject.site ?? []))];
  const facts = [
    ...(profile === null ? [] : [`profile ${profile}`]),
    ...(client === null ? [] : [`${client.kind} client ${client.clientId}`]),
    ...(client?.manifest === undefined ? [] : [`manifest ${client.manifest}`]),
    target === 'datadog' ? 'against Datadog' : 'against the simulator, not Datadog',
    ...(sites.length === 0 ? [] : [`${sites.length === 1 ? 'site' : 'sites'} ${sites.join(', ')}`]),
    runs === undefined ? `run ${runId}` : `${String(runs.length)} runs merged`,
  ];
  const separator = style.options.unicode ? ' · ' : ' | ';
  const title = visible(`${tool.name} ${tool.version} ${command}`);
  return [
    ...wrap(title, columns).map((line) => style.bold(line)),
    ...wrap(visible(facts.join(separator)), columns).map((line) => style.dim(line)),
  ];
}
