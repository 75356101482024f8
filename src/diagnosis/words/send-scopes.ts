const DATA = [
  'metric',
  'metrics',
  'event',
  'events',
  'log',
  'logs',
  'trace',
  'traces',
  'span',
  'spans',
  'series',
  'service_check',
  'service_checks',
  'distribution',
  'distributions',
  'distribution_points',
];
const VERBS = ['write', 'submit', 'send', 'create', 'ingest', 'intake', 'post', 'push', 'upload'];

/**
 * Names people try when they look for a scope that lets them send data. None of them exists; Datadog's
 * real scopes (`logs_write_archives`, `dora_metrics_write`) are not among them.
 */
export const SEND_SCOPES: ReadonlySet<string> = new Set(
  DATA.flatMap((data) =>
    VERBS.flatMap((verb) => [
      `${data}_${verb}`,
      `${verb}_${data}`,
      `${data}:${verb}`,
      `${data}.${verb}`,
    ]),
  ),
);
