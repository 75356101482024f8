import type { DataType } from '../../catalog/data-types.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import type { Link } from '../../model/report.ts';
import { runTag, tagText } from '../payload/add-tags.ts';
import { searchQuery } from './search.ts';

type Page = (
  runId: string,
  name: string,
) => { title: string; path: string; query: Record<string, string> };

const METRICS: Page = (runId, name) => ({
  title: 'Metrics Explorer',
  path: '/metric/explorer',
  query: { exp_metric: name, exp_scope: tagText(runTag(runId)), exp_agg: 'avg' },
});
const EVENTS: Page = (runId) => ({
  title: 'Event Explorer',
  path: '/event/explorer',
  query: { query: tagText(runTag(runId)) },
});
const LOGS: Page = (runId) => ({
  title: 'Log Explorer',
  path: '/logs',
  query: { query: tagText(runTag(runId)) },
});
const OTLP_LOGS: Page = (runId) => ({
  title: 'Log Explorer',
  path: '/logs',
  query: { query: searchQuery({ tags: [runTag(runId)], asAttributes: true }) },
});
const TRACES: Page = (runId) => ({
  title: 'Trace Explorer',
  path: '/apm/traces',
  query: { query: searchQuery({ tags: [runTag(runId)], asAttributes: true }) },
});

/** Pages of the web app that show a kind of data; their query is that of Datadog's own links. */
const PAGES: Readonly<Record<DataType, Page>> = {
  metrics: METRICS,
  'metrics-v1': METRICS,
  distributions: METRICS,
  events: EVENTS,
  'events-v2': EVENTS,
  logs: LOGS,
  'service-checks': (runId, name) => ({
    title: 'Check Summary',
    path: '/check/summary',
    query: { id: name, tags: tagText(runTag(runId)) },
  }),
  traces: TRACES,
  'otlp-metrics': METRICS,
  'otlp-logs': OTLP_LOGS,
  'otlp-traces': TRACES,
};

/**
 * Where a person looks at what a run sent.
 * @param name of the metric or check; empty where there is none
 */
export function webLink(site: SiteRow, dataType: DataType, runId: string, name: string): Link {
  const { title, path, query } = PAGES[dataType](runId, name);
  const { origin } = new URL(site.app.url);
  const parameters = new URLSearchParams(query).toString().replaceAll('+', '%20');
  return { title: `Datadog ${site.key}: ${title}`, url: `${origin}${path}?${parameters}` };
}
