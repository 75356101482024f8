/** Disagreements of what is sent with an API key and read back, apart from those of the scopes. */

/** `kind` as in check-request.mjs; `operations` are methods and path templates. */
export const EXPLAINED_DATA = [
  {
    kind: 'operation',
    reason:
      "Spans as JSON are what Datadog's own tracers send without an Agent; no API reference describes the intake.",
    operations: ['POST /api/v2/spans'],
  },
  {
    kind: 'operation',
    reason:
      'The OTLP intake is described on pages of its own, not in the API specification; its JSON is that of OpenTelemetry.',
    operations: ['POST /v1/metrics', 'POST /v1/logs'],
  },
  {
    kind: 'key',
    reason:
      'The specification wants an application key too, which a partner does not have in the orgs of its users. The event is sent with the API key alone on request, and a refusal is no failure of the client.',
    operations: ['POST /api/v2/events'],
  },
  {
    kind: 'scope',
    reason:
      'No operation names logs_read_index_data; it lets a user read restricted indexes, and clients have it beside or instead of logs_read_data.',
    operations: ['GET /api/v2/logs/events', 'POST /api/v1/logs-queries/list'],
  },
];
