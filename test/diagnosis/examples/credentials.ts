import type { Examples } from './example.ts';

const API_KEY = '0123456789abcdef0123456789abcdef';
const APP_KEY = '0123456789abcdef0123456789abcdef01234567';
const TOKEN = 'kLm3pQ9rS2tU5vW8xY1zA4bC7dE0fG6hI9jK2lM5nO8';
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';
const URL = 'https://api.datadoghq.com/api/v1/monitor';

/** Credentials in the wrong place: curl lines, HAR entries, settings. */
export const CREDENTIAL_EXAMPLES = {
  'application-key-as-api-key': {
    recognises: [
      `curl -H "DD-API-KEY: ${APP_KEY}" https://api.datadoghq.eu/api/v1/validate`,
      `DD_API_KEY=${APP_KEY}`,
      `{"request":{"url":"https://api.datadoghq.com/api/v1/validate","headers":[{"name":"DD-API-KEY","value":"${APP_KEY}"}]}}`,
      `headers = {'DD-API-KEY': '${APP_KEY}'}`,
      `datadog_api_key: ${APP_KEY}`,
      `https://api.datadoghq.com/api/v1/series?api_key=${APP_KEY}`,
    ],
    ignores: [
      `curl -H "DD-API-KEY: ${API_KEY}" https://api.datadoghq.eu/api/v1/validate`,
      `curl -H "DD-API-KEY: ${API_KEY}" -H "DD-APPLICATION-KEY: ${APP_KEY}" ${URL}`,
      'curl -H "DD-API-KEY: ${DD_API_KEY}" https://api.datadoghq.com/api/v1/validate',
      'DD_API_KEY=<YOUR_API_KEY>',
      `commit ${APP_KEY}`,
      `other product: api_key=${APP_KEY}`,
    ],
  },
  'api-key-as-application-key': {
    recognises: [
      `curl -H "DD-API-KEY: ${API_KEY}" -H "DD-APPLICATION-KEY: ${API_KEY}" ${URL}`,
      `DD_APP_KEY=${API_KEY}`,
      `{"name": "DD-APPLICATION-KEY", "value": "${API_KEY}"}`,
    ],
    ignores: [
      `curl -H "DD-APPLICATION-KEY: ${APP_KEY}" ${URL}`,
      `DD_API_KEY=${API_KEY}`,
      'DD_APP_KEY=$DD_APP_KEY',
    ],
  },
  'token-as-api-key': {
    recognises: [
      `curl -H "DD-API-KEY: ${JWT}" ${URL}`,
      `curl -H "Authorization: Bearer ${TOKEN}" -H "DD-API-KEY: ${TOKEN}" ${URL}`,
      `DD_API_KEY="${JWT}"`,
    ],
    ignores: [
      `curl -H "DD-API-KEY: ${API_KEY}" ${URL}`,
      `curl -H "Authorization: Bearer ${TOKEN}" ${URL}`,
      `id_token: ${JWT}`,
      `apiKey: ${JWT}`,
    ],
  },
  'key-as-token': {
    recognises: [
      `curl -H "Authorization: Bearer ${API_KEY}" ${URL}`,
      `curl ${URL} -H 'Authorization: Bearer ${APP_KEY}'`,
      `{"name":"authorization","value":"Bearer ${API_KEY}"} ${URL}`,
    ],
    ignores: [
      `curl -H "Authorization: Bearer ${TOKEN}" ${URL}`,
      `curl -H "DD-API-KEY: ${API_KEY}" ${URL}`,
      'curl -H "Authorization: Bearer $TOKEN" https://api.datadoghq.com/api/v1/monitor',
      `curl -H "Authorization: Bearer ${API_KEY}" https://api.example.com/`,
    ],
  },
  'token-to-intake': {
    recognises: [
      `curl -X POST https://http-intake.logs.datadoghq.eu/api/v2/logs -H "Authorization: Bearer ${TOKEN}" -d '[]'`,
      `curl -X POST https://api.datadoghq.com/api/v2/series -H "Authorization: Bearer ${TOKEN}"`,
      `curl https://api.datadoghq.com/api/v1/validate -H "Authorization: Bearer ${TOKEN}"`,
    ],
    ignores: [
      `curl -X POST https://api.datadoghq.com/api/v2/series -H "DD-API-KEY: ${API_KEY}"`,
      `curl https://api.datadoghq.com/api/v1/monitor/validate -H "Authorization: Bearer ${TOKEN}"`,
      `curl https://api.datadoghq.com/api/v2/logs/events -H "Authorization: Bearer ${TOKEN}"`,
    ],
  },
  'keys-beside-token': {
    recognises: [
      `curl -H "Authorization: Bearer ${TOKEN}" -H "DD-APPLICATION-KEY: ${APP_KEY}" ${URL}`,
      `curl ${URL} \\\n  -H "DD-API-KEY: ${API_KEY}" \\\n  -H "Authorization: Bearer ${TOKEN}"`,
      `{"request":{"url":"${URL}","headers":[{"name":"Authorization","value":"Bearer ${TOKEN}"},{"name":"DD-API-KEY","value":"${API_KEY}"}]}}`,
    ],
    ignores: [
      `curl -H "DD-API-KEY: ${API_KEY}" -H "DD-APPLICATION-KEY: ${APP_KEY}" ${URL}`,
      `curl -H "Authorization: Bearer ${TOKEN}" ${URL}; curl -H "DD-API-KEY: ${API_KEY}" ${URL}`,
      `{"entries":[{"request":{"headers":[{"name":"Authorization","value":"Bearer ${TOKEN}"}]}},{"request":{"headers":[{"name":"DD-API-KEY","value":"${API_KEY}"}]}}]}`,
    ],
  },
  'key-in-url': {
    recognises: [
      `curl "https://api.datadoghq.com/api/v1/validate?api_key=${API_KEY}"`,
      `POST https://api.datadoghq.eu/api/v1/series?api_key=${API_KEY}&application_key=${APP_KEY}`,
      `GET https://http-intake.logs.datadoghq.com/v1/input?dd-api-key=${API_KEY}`,
    ],
    ignores: [
      `https://maps.example.com/api?api_key=${API_KEY}`,
      'https://api.datadoghq.com/api/v1/validate?api_key=$KEY',
      `curl -H "DD-API-KEY: ${API_KEY}" https://api.datadoghq.com/api/v1/validate?x=1`,
    ],
  },
} as const satisfies Record<string, Examples>;
