import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { readInput } from '../../../src/diagnosis/read-input.ts';

const GRANT = '{"error":"invalid_grant","error_description":"expired"}';

describe('another provider answered, and Datadog is named in passing', () => {
  it.each([
    `at /srv/node_modules/dd-trace/packages/datadog-instrumentations/src/net.js:61:25\nPOST https://oauth2.googleapis.com/token 400 ${GRANT}`,
    `https://nimbus.okta.com/oauth2/v1/token returned 400 ${GRANT}\nOpen in Datadog: https://app.datadoghq.com/monitors/118822`,
    `Datadog alert: AADSTS7000215: Invalid client secret provided. ${GRANT}`,
    `Datadog log: https://sso.nimbus.example/realms/main/protocol/openid-connect/token ${GRANT}`,
  ])('%s', (text) => {
    expect(readInput(text).foreign).toBe(true);
    expect(diagnose(text).recognised).toEqual([]);
  });
});

describe('Datadog answered, and another provider is named in passing', () => {
  it.each([
    `signed in at https://nimbus.okta.com/oauth2/v1/authorize, then https://app.datadoghq.com/oauth2/v1/authorize said ${GRANT}`,
    `see https://nimbus.slack.com/archives/C01: datadog refresh failed ${GRANT}`,
    `works with github.com/login/oauth, but Datadog says "invalid_grant - Invalid authorization code"`,
    `https://github.com/login/oauth/authorize works; POST api.us3.datadoghq.com ${GRANT}`,
    `login.microsoftonline.com/oauth2 works; datadog: {"errors":["invalid_grant - x"]}`,
  ])('%s', (text) => {
    expect(readInput(text).foreign).toBe(false);
    expect(diagnose(text).recognised).not.toEqual([]);
  });
});

it('reads what is quoted line by line', () => {
  const quoted = '> > {"errors":\n> > ["invalid_request - Mismatching\n> > redirect URI."]}';
  expect(diagnose(quoted).recognised[0]?.rule).toBe('redirect-uri-mismatch');
  const boxed =
    '│ Error: datadog {"errors":["Forbidden",\n│ "Failed permission authorization\n│ checks"]}';
  expect(diagnose(boxed).recognised[0]?.rule).toBe('permission-check-failed');
});
