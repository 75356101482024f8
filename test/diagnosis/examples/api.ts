import type { Examples } from './example.ts';

/** What the API and the intakes say once there is a grant. */
export const API_EXAMPLES = {
  'permission-named': {
    recognises: [
      `{"errors":["Missing required permission: 'built_in_features'"]}`,
      'missing required permission: monitors_read',
      'Missing scope: "dashboards_write"',
      '{"errors":[{"status":"403","detail":"Missing required permissions: incident_read"}]}',
      '{"errors":["Missing required permission: ‘cases_read’"]}',
    ],
    ignores: [
      'Missing permission to post in this channel',
      'A required file is missing',
      'Failed permission authorization checks',
      'missing scopes',
    ],
  },
  'permission-check-failed': {
    recognises: [
      '{"errors":["Forbidden","Failed permission authorization checks"]}',
      'failed permission authorization checks.',
      'Failed Permissions Authorization Check',
    ],
    ignores: ['Permission checks passed', 'authorization failed', '{"errors":["Forbidden"]}'],
  },
  'scope-insufficient': {
    recognises: [
      'WWW-Authenticate: Bearer error="insufficient_scope"',
      'The request requires higher privileges than provided by the access token.',
      '{"errors":["insufficient_scope - "]}',
    ],
    ignores: ['insufficient funds', 'the scope is sufficient', 'Insufficient telescope time'],
  },
  'api-key-exists': {
    recognises: [
      '{"errors":["An API key with this name already exists"]}',
      'An API key with this name already exists.',
      'HTTP/1.1 409 Conflict\nPOST https://api.datadoghq.com/api/v2/api_keys/marketplace',
      'we lost the API key, how can we get it back?',
      'I lost my Datadog api_key',
      'How do I retrieve the generated API key?',
      'the api key was not saved',
      '{"errors":[{"title":"Conflict","detail":"An API key with this name already exists"}]}',
    ],
    ignores: [
      'A user with this name already exists',
      'API key required',
      'HTTP 409 Conflict: monitor was changed by another user',
      'I lost my house key',
    ],
  },
  'api-key-refused': {
    recognises: [
      '{"errors":["API key required"]}',
      'API key is invalid',
      'datadog: missing api_key',
      '{"errors":["Invalid API key"]}',
      'GET https://api.datadoghq.com/api/v1/validate {"valid":false}',
    ],
    ignores: [
      'An API key with this name already exists',
      'the form is not valid: {"valid": false}',
      'required: key',
      '{"errors":["Forbidden"]}',
    ],
  },
  forbidden: {
    recognises: [
      '{"errors":["Forbidden"]}',
      '{"errors":[{"title":"Forbidden"}]}',
      '{"errors":[{"title":"Forbidden","detail":null,"status":"403"}]}',
      'Forbidden',
      '403 Forbidden',
      'HTTP/2 403 \ncontent-type: application/json\n{"errors":["forbidden"]}',
      'AxiosError: Request failed with status code 403 https://api.datadoghq.eu/api/v1/monitor',
      'requests.exceptions.HTTPError: 403 Client Error: Forbidden for url: https://api.datadoghq.com/api/v1/monitor',
      "{'errors': ['Forbidden']}",
    ],
    ignores: [
      'It is forbidden to walk on the lawn, all 403 of them know that',
      'Forbidden Planet (1956)',
      '{"errors":["Forbidden","Failed permission authorization checks"]}',
      '{"errors":["Unauthorized"]}',
      'room 403',
    ],
  },
  unauthorized: {
    recognises: [
      '{"errors":["Unauthorized"]}',
      '{"errors":[{"title":"Unauthorized"}]}',
      '401 Unauthorized',
      'Unauthorized',
      'Request failed with status code 401: GET https://api.us5.datadoghq.com/api/v1/dashboard',
      '{"errors": ["unauthorized"]}',
    ],
    ignores: [
      'Unauthorized copying of this film is a crime',
      'unauthorized_client',
      'HTTP/1.1 401 Unauthorized https://api.datadoghq.com/oauth2/v1/token',
      '{"errors":["Forbidden"]}',
      'flight 401',
      'invalid_token',
    ],
  },
  'send-scope-missing': {
    recognises: [
      'Which scope do I need to send metrics to Datadog?',
      'We cannot find the scopes for submitting logs',
      'is there a metrics_write scope?',
      'scope=logs_write is not in the list of scopes',
      'no OAuth scope for event submission in the list',
    ],
    ignores: [
      'scope logs_write_archives is granted',
      'scope dora_metrics_write',
      'scopes: logs_write_pipelines monitors_write dashboards_write',
      'send the report to Bob',
      'the log_write function',
    ],
  },
  'rate-limited': {
    recognises: [
      'HTTP/1.1 429 Too Many Requests',
      '{"errors":["Rate limit exceeded"]}',
      'x-ratelimit-remaining: 0\nx-ratelimit-reset: 12',
      'Request failed with status code 429',
      'you are being rate limited',
    ],
    ignores: [
      'The interest rate limit is 5%',
      'x-ratelimit-remaining: 100',
      'page 429',
      'Too many cooks',
    ],
  },
  'event-time': {
    recognises: [
      '{"errors":["Event too far in the past"]}',
      'event is too far in the future',
      'Events too far in the past.',
      'datadog: timestamp is too old',
    ],
    ignores: ['This event lies far in the past', 'too far to walk', 'the past events page'],
  },
  'server-trouble': {
    recognises: [
      '{"error":"server_error"}',
      'error=temporarily_unavailable',
      '502 Bad Gateway',
      '{"errors":["Internal Server Error"],"status":500}',
      '<html><head><title>503 Service Temporarily Unavailable</title></head></html> HTTP/1.1 503',
    ],
    ignores: [
      'our server had an error',
      'temporarily unavailable for sale',
      'Route 500',
      'Internal memo',
    ],
  },
} as const satisfies Record<string, Examples>;
