import type { Examples } from './example.ts';

const CLIENT = '6f1b0c5e-1a2b-4c3d-8e9f-0a1b2c3d4e5f';
const OTHER = '7a2c1d6f-2b3c-4d5e-9fa0-1b2c3d4e5f60';
const CALLBACK = 'https%3A%2F%2Fa.example%2Fcb';
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
const OTHER_VERIFIER = 'aBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const AUTHORIZE = 'https://app.datadoghq.eu/oauth2/v1/authorize';
const TOKEN = 'https://api.datadoghq.eu/oauth2/v1/token';
const GOOD = `${AUTHORIZE}?response_type=code&client_id=${CLIENT}&redirect_uri=${CALLBACK}&code_challenge=${CHALLENGE}&code_challenge_method=S256&state=s1a2b3c4`;
const BACK = 'https://a.example/cb?code=c0de1234&state=s1a2b3c4&domain=datadoghq.eu';
const FORM = `grant_type=authorization_code&client_id=${CLIENT}&client_secret=s3cr3t-v4lue&code=c0de1234&redirect_uri=${CALLBACK}&code_verifier=${VERIFIER}`;
const BEARER = 'Authorization: Bearer kLm3pQ9rS2tU5vW8xY1zA4bC7dE0fG6hI9jK2lM5nO8';

/** Requests and flows with a mistake in them, and the same without. */
export const EXCHANGE_EXAMPLES = {
  'authorize-url': {
    recognises: [
      GOOD.replace('&code_challenge_method=S256', '&code_challenge_method=plain'),
      `${AUTHORIZE}?response_type=code`,
      GOOD.replace('app.datadoghq.eu', 'api.datadoghq.eu'),
      `open ${GOOD}`,
      `${GOOD}&scope=`,
      `${GOOD}&state=again`,
      GOOD.replace(CALLBACK, encodeURIComponent(CALLBACK)),
      GOOD.replace(CALLBACK, 'https://a.example/cb?tenant=7&flow=dd'),
      `GET /oauth2/v1/authorize?response_type=token&client_id=${CLIENT} HTTP/1.1\nHost: app.datadoghq.com\n\n`,
    ],
    ignores: [
      GOOD,
      GOOD.replace('app.datadoghq.eu', 'acme.us3.datadoghq.com'),
      `open "${GOOD}"`,
      `<a class="b" href="${GOOD.replaceAll('&', '&amp;')}">Connect</a>`,
      `${GOOD}&dd_oid=5b1c7a90-0f43-11ef-8d21-da7ad0900005`,
      'https://accounts.google.com/o/oauth2/authorize?response_type=code',
      `{"url":"${GOOD.replaceAll('&', '\\u0026')}"}`,
      'https://docs.datadoghq.com/extend/authorization/oauth2_endpoints/',
    ],
  },
  'callback-url': {
    recognises: [
      BACK.replace('datadoghq.eu', 'datadoghq.eu.example.com'),
      'http://localhost:8085/callback?code=&state=s1&domain=datadoghq.com',
      BACK.replace('domain=', 'error=access_denied&domain='),
      'http://a.example/cb?code=c0de1234&state=s1&site=https%3A%2F%2Fapp.datadoghq.com',
      `${BACK}&code=other567`,
      `${BACK}&site=https%3A%2F%2Fapp.ddog-gov.com`,
    ],
    ignores: [
      BACK,
      'http://localhost:8085/callback?code=abcdef&domain=datadoghq.eu&site=https%3A%2F%2Facme.datadoghq.eu',
      'https://a.example/cb?error=access_denied&state=s1&domain=datadoghq.com',
      'https://a.example/shop?code=SALE&id=7',
    ],
  },
  'onboarding-url': {
    recognises: [
      'https://a.example/onboarding?site=https%3A%2F%2Fapp.datadoghq.com&domain=datadoghq.eu',
      'https://a.example/onboarding?site=https%3A%2F%2Fapp.datadoghq.com.evil.example&domain=datadoghq.com',
      'https://a.example/start?domain=&site=https%3A%2F%2Fus3.datadoghq.com',
      'http://a.example/onboarding?domain=us5.datadoghq.com&site=https%3A%2F%2Fus5.datadoghq.com',
    ],
    ignores: [
      'https://a.example/onboarding?site=https%3A%2F%2Facme.datadoghq.com&domain=datadoghq.com',
      'http://localhost:8085/onboarding?domain=us5.datadoghq.com',
      'https://a.example/?site=blog&page=2',
    ],
  },
  'token-request': {
    recognises: [
      `POST ${TOKEN.replace('api.', 'app.')} body: ${FORM}`,
      `curl ${TOKEN} -H 'Content-Type: application/json' -d '${FORM}'`,
      `curl -X POST ${TOKEN} --json '{"grant_type":"authorization_code","client_id":"${CLIENT}","code":"c0de1234"}'`,
      `curl -d grant_type=authorization_code&client_id=${CLIENT} ${TOKEN}`,
      `curl -u ${CLIENT}:s3cr3t-v4lue -d '${FORM}' ${TOKEN}`,
      `curl -F grant_type=authorization_code -F code=c0de1234 -F client_secret=s3cr3t-v4lue ${TOKEN}`,
      `POST /oauth2/v1/token HTTP/1.1\r\nHost: api.datadoghq.com\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\ngrant_type=refresh_token&client_id=${CLIENT}&client_secret=s3cr3t-v4lue`,
      `curl -X POST "${TOKEN}?${FORM}"`,
    ],
    ignores: [
      `curl ${TOKEN} -d '${FORM}'`,
      TOKEN,
      'curl https://oauth2.googleapis.com/token -d grant_type=authorization_code&code=x',
      `curl -u ${CLIENT}:s3cr3t-v4lue ${TOKEN} -d 'grant_type=authorization_code&code=c0de1234&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk&redirect_uri=${CALLBACK}'`,
    ],
  },
  'api-request': {
    recognises: [
      `curl -H "Authorization: Token abcdefgh12345678" https://api.datadoghq.com/api/v1/monitor`,
      `curl -H "${BEARER}" https://app.datadoghq.com/api/v1/monitor`,
      'curl "https://api.datadoghq.com/api/v1/monitor?access_token=abcdefgh12345678"',
    ],
    ignores: [
      `curl -H "${BEARER}" https://api.datadoghq.com/api/v1/monitor`,
      'curl -H "DD-API-KEY: $K" -H "DD-APPLICATION-KEY: $A" https://api.datadoghq.com/api/v1/monitor',
      'curl -H "Authorization: Token abcdefgh12345678" https://api.example.com/api/v1/monitor',
    ],
  },
  flow: {
    recognises: [
      `${GOOD}\n${BACK.replace('datadoghq.eu', 'us5.datadoghq.com')}\nPOST ${TOKEN}\n${FORM}`,
      `${GOOD}\n${BACK}\nPOST ${TOKEN}\n${FORM.replace(VERIFIER, OTHER_VERIFIER)}`,
      `${GOOD}\n${BACK}\nPOST ${TOKEN}\n${FORM.replace(CALLBACK, `${CALLBACK}%2F`)}`,
      `${GOOD}\n${BACK}\nPOST ${TOKEN}\n${FORM.replace(CLIENT, OTHER)}`,
      `${GOOD}\n${BACK}\nPOST ${TOKEN}\n${FORM}\nPOST ${TOKEN}\n${FORM}`,
      `${GOOD}\n${BACK.replace('state=s1a2b3c4', 'state=other999')}`,
      `10.0.0.7 - - [24/Nov/2026:10:00:00 +0000] "GET ${BACK.slice('https://a.example'.length)} HTTP/1.1" 302 0\n10.0.0.7 - - [24/Nov/2026:10:00:01 +0000] "GET ${BACK.slice('https://a.example'.length)} HTTP/1.1" 500 0`,
    ],
    ignores: [
      `${GOOD}\n${BACK}\nPOST ${TOKEN}\n${FORM}`,
      `${GOOD.replace('app.datadoghq.eu', 'app.datadoghq.com')}\n${BACK}\nPOST ${TOKEN}\n${FORM}`,
      `${GOOD}\n${BACK.replace('c0de1234', '[redacted]')}\nPOST ${TOKEN}\n${FORM.replace('c0de1234', '***')}`,
    ],
  },
} as const satisfies Record<string, Examples>;
