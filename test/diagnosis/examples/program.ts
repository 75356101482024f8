import type { Examples } from './example.ts';

/** What programs and browsers say when an answer is not what they take it for. */
export const PROGRAM_EXAMPLES = {
  'runtime-fault': {
    recognises: [
      "KeyError: 'access_token'",
      "TypeError: Cannot read properties of undefined (reading 'access_token')",
      'oauth2: server response missing access_token',
      'SyntaxError: Unexpected token \'<\', "<!DOCTYPE "... is not valid JSON at fetch https://app.datadoghq.com/oauth2/v1/token',
      "oauth2: cannot parse json: invalid character '<' looking for beginning of value",
      'json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0) in get_token, https://api.datadoghq.eu/oauth2/v1/token',
      "System.Text.Json.JsonException: '<' is an invalid start of a value. oauth token endpoint",
      "com.fasterxml.jackson.core.JsonParseException: Unrecognized token 'Forbidden' https://api.datadoghq.com/oauth2/v1/token",
      "JSON::ParserError: unexpected token at '<html>' (OAuth2 access_token request)",
      'Undefined array key "access_token" in Client.php',
      'Warning: Scope has changed from "monitors_read events_read" to "events_read monitors_read".',
    ],
    ignores: [
      'TypeError: Cannot read properties of undefined (reading "code")',
      "SyntaxError: Unexpected token '}' in JSON at position 12 of package.json",
      "KeyError: 'name'",
      'the access_token is a string',
      'the scope of the project has changed from "small" to "large", said nobody',
      'JSONDecodeError in settings.json',
    ],
  },
  'cors-blocked': {
    recognises: [
      "Access to fetch at 'https://api.datadoghq.com/oauth2/v1/token' from origin 'http://localhost:3000' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
      'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://app.datadoghq.com/oauth2/v1/authorize. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing).',
      'net::ERR_BLOCKED_BY_CLIENT',
      "Response to preflight request doesn't pass access control check",
      `Refused to connect to 'https://api.datadoghq.eu/oauth2/v1/token' because it violates the following Content Security Policy directive: "connect-src 'self'".`,
      "Connecting to 'https://api.us5.datadoghq.com/oauth2/v1/token' violates the following Content Security Policy directive",
      'Content-Security-Policy: The page’s settings blocked the loading of a resource (connect-src) at https://api.datadoghq.com/oauth2/v1/token',
      'Blocage d’une requête multiorigine (Cross-Origin Request) : la politique « Same Origin » ne permet pas de consulter la ressource',
      'クロスオリジン要求をブロックしました: https://api.ap1.datadoghq.com/oauth2/v1/token',
    ],
    ignores: [
      'Access-Control-Allow-Origin: *',
      'app.use(cors())',
      'The corps was blocked by policy makers',
      'fetch mode: cors',
      "Content-Security-Policy: default-src 'self'; connect-src 'self' https://api.datadoghq.com",
      'Our content security policy was reviewed last week',
    ],
  },
  'missing-code': {
    recognises: [
      '"GET /cb?domain=datadoghq.eu&state=zz HTTP/1.1" 400 missing code parameter',
      '(missing_code) Missing code parameter in response.',
      'oauthlib.oauth2.rfc6749.errors.MissingCodeError: (missing_code) Missing code parameter in response.',
      'No authorization code found in the callback',
      'oauth callback without code',
      'The redirect URL does not contain an authorization code',
      'authorization code not found in callback',
    ],
    ignores: [
      'Missing code parameter.',
      'GET /cb?code=c0de-91&domain=datadoghq.eu: no code of conduct was found',
      'The postal code is missing in the address',
      'no error code in response',
      'The source code was not found in the archive',
      'callback without codec support',
    ],
  },
  'data-not-visible': {
    recognises: [
      'Datadog: intake answers 202 but the logs never show up',
      'POST https://http-intake.logs.datadoghq.eu/api/v2/logs -> 202 {} but we do not see the logs',
      'metrics are accepted ({"status":"ok"}) by api.datadoghq.com and are not visible in the explorer',
      'Sent events to Datadog EU successfully, but the events are nowhere',
      'Logs are accepted (202) by http-intake.logs.datadoghq.eu but nothing shows up in the Log Explorer',
    ],
    ignores: [
      'the log does not appear in the file',
      'Datadog dashboard does not load',
      'the metrics were not sent to Prometheus and do not appear',
      '202 people were not seen at the event',
      'datadog accepted the key and nothing shows up in red any more',
    ],
  },
} as const satisfies Record<string, Examples>;
