/** What the probes send: bodies of searches by operation, and query values that are more than a page size. */

const WINDOW = { from: 'now-1h', to: 'now', query: '*' };
const WINDOW_ISO = { from: '{iso-3600}', to: '{iso}' };
const COUNT = [{ aggregation: 'count', type: 'total' }];
const ONE = { limit: 1 };

/** Bodies by `<api> <operationId>`; the script checks each against the operation's request schema. */
export const BODIES = {
  'v1 ListLogs': { query: '*', limit: 1, time: WINDOW_ISO },
  'v2 ListLogs': { filter: WINDOW, page: ONE },
  'v2 ListSpans': { data: { type: 'search_request', attributes: { filter: WINDOW, page: ONE } } },
  'v2 AggregateSpans': {
    data: { type: 'aggregate_request', attributes: { compute: COUNT, filter: WINDOW } },
  },
  'v2 SearchAuditLogs': { filter: WINDOW, page: ONE },
  'v2 SearchCIAppPipelineEvents': { filter: WINDOW, page: ONE },
  'v2 AggregateCIAppPipelineEvents': { compute: COUNT, filter: WINDOW },
  'v2 SearchCIAppTestEvents': { filter: WINDOW, page: ONE },
  'v2 AggregateCIAppTestEvents': { compute: COUNT, filter: WINDOW },
  'v2 SearchRUMEvents': { filter: WINDOW, page: ONE },
  'v2 AggregateRUMEvents': { compute: COUNT, filter: WINDOW },
  'v2 SearchSecurityMonitoringSignals': { filter: { ...WINDOW_ISO, query: '*' }, page: ONE },
  'v2 GetCodeCoverageBranchSummary': {
    data: {
      type: 'ci_app_coverage_branch_summary_request',
      attributes: { repository_id: 'github.com/ddoauth/no-such-repository', branch: 'main' },
    },
  },
  'v2 GetCodeCoverageCommitSummary': {
    data: {
      type: 'ci_app_coverage_commit_summary_request',
      attributes: {
        repository_id: 'github.com/ddoauth/no-such-repository',
        commit_sha: '0123456789abcdef0123456789abcdef01234567',
      },
    },
  },
  'v2 ListDORADeployments': {
    data: { type: 'dora_deployments_list_request', attributes: { ...WINDOW_ISO, limit: 1 } },
  },
  'v2 ListDORAFailures': {
    data: { type: 'dora_failures_list_request', attributes: { ...WINDOW_ISO, limit: 1 } },
  },
  'v2 SearchIssues': {
    data: {
      type: 'search_request',
      attributes: { query: '*', from: '{nowMs-3600000}', to: '{nowMs}', track: 'trace' },
    },
  },
};

/**
 * Operations that no probe uses, though a POST that changes nothing: the body of a pipeline
 * validation would have to name components that every organisation has.
 */
export const LEFT_OUT = new Set(['v2 ValidatePipeline']);

/** Searches that ask for something made up, so that no answer of theirs holds data. */
export const NEVER_DATA = new Set(['GetCodeCoverageBranchSummary', 'GetCodeCoverageCommitSummary']);

/**
 * Query values an operation needs though its schema calls them optional, by `<api> <operationId>`:
 * without `page` the monitors come all at once, whatever `page_size` says.
 */
export const QUERIES = {
  'v1 ListMonitors': { page: '0' },
  'v1 ListMetrics': { q: 'metrics:system.load' },
  'v1 GetUsageTopAvgMetrics': { day: '{iso-172800}' },
};

/** Where the data is, for operations whose answers mislead the search. */
export const DATA_PLACES = {
  'v1 QueryMetrics': 'series',
  'v1 ListMetrics': 'results.metrics',
};

/** A value as the fact file writes it, as the catalog writes it. */
export function queryValue(value) {
  return String(value)
    .replace(/^\{now(-\d+)? s\}$/, (_, shift) => `{now${shift ?? ''}}`)
    .replace(/^\{hour or month start, ISO-8601\}$/, '{iso-2678400}');
}

/** A body with its time placeholders filled in, to be held against the schema. */
export function filled(body) {
  const text = JSON.stringify(body)
    .replace(/"\{now(Ms)?(-\d+)?\}"/g, '1700000000')
    .replace(/\{iso(-\d+)?\}/g, '2023-11-14T22:13:20.000Z');
  return JSON.parse(text);
}
