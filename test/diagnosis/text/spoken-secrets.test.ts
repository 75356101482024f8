import { expect, it } from 'vitest';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';

const SECRET = 'Zq7rT2wLk9VbN4xPc8HsY1mDf6GjA3eUo5Ki';
const ANSWER =
  'datadog 400 {"errors": ["invalid_grant - Invalid authorization code or code verifier."]}';

it.each([
  `Authorization: ${SECRET}`,
  `-H 'Authorization: token ${SECRET}'`,
  `"authorization": "${SECRET}"`,
  `headers={'Authorization': '${SECRET}'}`,
  `[client_secret] => ${SECRET}`,
  `["client_secret"]=>\n  string(36) "${SECRET}"`,
  `<client_secret>${SECRET}</client_secret>`,
  `export DD_OAUTH_SECRET=${SECRET}`,
  `client_secret := "${SECRET}"`,
  `client_secret is ${SECRET}`,
  `Client Secret\n${SECRET}`,
  `"client_secret": null, "client_secret_new": "${SECRET}"`,
  `.setClientSecret("${SECRET}")`,
  `.basic_auth("id", Some("${SECRET}"))`,
  `auth=('id', '${SECRET}')`,
  `Content-Disposition: form-data; name="client_secret"\r\n\r\n${SECRET}\r\n--b--`,
  `access_token\t${SECRET}`,
  `refresh_token|${SECRET}`,
  `refresh token ${SECRET} was refused`,
  `token "${SECRET}" rejected`,
  `pkce verifier: ${SECRET}`,
  `OAuth code ${SECRET}`,
  `API key: ${SECRET}`,
  `bearer:${SECRET}`,
])('masks the secret of %s', (line) => {
  const said = JSON.stringify(diagnose(`${ANSWER}\n${line}\n`));
  expect(said).not.toContain(SECRET);
  expect(said).toContain('code-or-verifier-invalid');
});

it.each([
  'POST /oauth2/v1/token 3f6c1a52-8d07-4e1b-9c44-5b7a2e90d1f3',
  'grant_type=refresh_token&client_id=3f6c1a52-8d07-4e1b-9c44-5b7a2e90d1f3',
  'the token api.us3.datadoghq.com gave',
  'token\nat exchange (/srv/app/oauth2-client.js:31:22)',
  'secret: see https://docs.datadoghq.com/extend/authorization',
  'verifier 2026-10-05T09:00:00Z',
])('leaves alone %s', (line) => {
  expect(diagnose(`${ANSWER}\n${line}`).redactedInput).toContain(line);
});
