import type { Examples } from './example.ts';

/** What registration, the API and the intakes say about a request and who may make it. */
export const REQUEST_EXAMPLES = {
  'invalid-token': {
    recognises: [
      'The access token provided is expired, revoked, malformed, or invalid for other reasons.',
      'invalid_token',
      '(token_expired) ',
      'WWW-Authenticate: Bearer realm="api", error="invalid_token", error_description="The access token expired"',
      '{"errors":["invalid_token - The access token provided is expired, revoked, malformed, or invalid for other reasons."]}',
      'the access token has been revoked',
      'Expired access token for https://api.datadoghq.com/api/v1/monitor',
    ],
    ignores: [
      'The refresh token has expired',
      '{"errorCode":"E0000011","errorSummary":"Invalid token provided"}',
      'SyntaxError: Invalid or unexpected token',
      'invalid_token_type',
      'Invalid CSRF token',
      '{"errors":["Unauthorized"]}',
    ],
  },
  'client-disabled': {
    recognises: [
      'access_denied - The OAuth client is disabled',
      'Datadog authorize page: This application has been disabled by your administrator',
      '{"data":[{"type":"org_authorized_clients","attributes":{"org_disabled":true}}]}',
      '{"errors":["unauthorized_client - client_disabled"]}',
      'oauth: integration was disabled',
    ],
    ignores: [
      'This user is disabled',
      'The application has been disabled in the App Store',
      '{"org_disabled":false}',
      'the disabled client area of the window is grey',
      'Invalid client_id parameter value.',
    ],
  },
  'registration-refused': {
    recognises: [
      '{"error":"invalid_client_metadata","error_description":"token_endpoint_auth_method must be none"}',
      '{"error":"invalid_redirect_uri"}',
      'HTTP/1.1 400 Bad Request https://api.datadoghq.com/api/v2/oauth2/register {"error":"invalid_request"}',
      'invalid_software_statement',
    ],
    ignores: [
      'The registration of the car was refused',
      '{"error":"invalid_client"}',
      'Invalid redirect URI.',
      'HTTP/1.1 201 Created https://api.datadoghq.com/api/v2/oauth2/register',
    ],
  },
  'payload-refused': {
    recognises: [
      '{"errors":["Payload too large"]}',
      'HTTP/1.1 413 Request Entity Too Large https://api.datadoghq.com/api/v2/series',
      '{"errors":["Invalid request: Request body contains invalid json"]}',
      '{"errors":["API input validation failed: Invalid type. Expected \\"timeseries_request\\"."]}',
      `{"errors":["input_validation_error(Field 'data.attributes.handle' is invalid: field 'handle' must not be empty)"]}`,
      '{"errors":[{"title":"failed to decode request","code":"400"}]}',
      '{"errors":[{"status":"400","title":"Bad Request","detail":"got type \\"\\" expected one of \\"budget\\""}]}',
      `{"errors":["Additional properties are not allowed ('invalid_field' was unexpected)"]}`,
      'Request failed with status code 400: POST https://api.datadoghq.com/api/v1/series',
      'HTTP/1.1 415 Unsupported Media Type https://api.datadoghq.com/api/v2/series',
    ],
    ignores: [
      '{"errors":["Event too far in the past"]}',
      'HTTP/1.1 400 Bad Request https://api.datadoghq.com/oauth2/v1/token {"errors":["invalid_grant - Invalid authorization code or code verifier."]}',
      'the payload of the rocket is too heavy',
      'invalid json in package.json',
      '{"errors":["Forbidden"]}',
    ],
  },
  'route-not-found': {
    recognises: [
      '{"errors":["Not found"]}',
      '{"errors":["NotFound"]}',
      '{"errors":[{"status":"404","title":"Not Found"}]}',
      '{"errors":["Monitor not found"]}',
      '{"errors":[{"detail":"workflow not found"}]}',
      'HTTP/1.1 404 Not Found https://api.datadoghq.com/api/v2/oauth2/token',
      'POST https://app.datadoghq.eu/api/v1/series -> HTTP 404',
      'HTTP/1.1 405 Method Not Allowed https://api.datadoghq.com/oauth2/v1/token',
    ],
    ignores: [
      'Error: Cannot find module, not found',
      'HTTP/1.1 404 Not Found https://example.com/x',
      'getaddrinfo ENOTFOUND api.datadoghq.com',
      'bash: ddoauth: command not found',
      '{"errors":["Forbidden"]}',
    ],
  },
  'product-not-enabled': {
    recognises: [
      '{"errors":["This feature is not enabled for this org"]}',
      '{"errors":[{"title":"Forbidden","detail":"Product not enabled for your organization"}]}',
      'Datadog: your organization does not have access to CI Visibility',
      'HTTP/1.1 402 Payment Required https://api.datadoghq.com/api/v1/synthetics/tests',
      'not available on your current plan',
    ],
    ignores: [
      'This product is not available in our shop today',
      `{"errors":["Missing required permission: 'built_in_features'"]}`,
      'The organization does not have a director',
      'feature branch is not merged',
    ],
  },
  'request-invalid': {
    recognises: [
      '{"errors":["invalid_request - "]}',
      '{"error":"invalid_request"}',
      '{"errors":["invalid_request - Unsupported request method GET"]}',
      '{"errors":["invalid_request - URL query parameters are not allowed"]}',
      '{"errors":["invalid_request - Something nobody has seen before."]}',
      'invalid_request',
    ],
    ignores: [
      'Invalid request: Request body contains invalid json',
      '{"errors":["invalid_request - Mismatching redirect URI."]}',
      '{"error":"invalid_request","error_description":"AADSTS900144: The request body must contain the following parameter"}',
      'your request is invalid',
      'Request method POST is supported',
    ],
  },
} as const satisfies Record<string, Examples>;
