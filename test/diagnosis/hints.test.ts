import { describe, expect, it } from 'vitest';
import type { Cause } from '../../src/model/diagnosis.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';

function causeOf(text: string, rule: string, id: string): Cause | undefined {
  return diagnose(text)
    .recognised.find((match) => match.rule === rule)
    ?.causes.find((cause) => cause.id === id);
}

describe('the content type of an answer says nothing about that of the request', () => {
  const grant = '{"errors":["invalid_grant - Invalid authorization code or code verifier."]}';
  it.each([
    `HTTP/1.1 400 Bad Request\ncontent-type: application/json\n\n${grant}`,
    `POST https://api.datadoghq.com/oauth2/v1/token\nHTTP/2 400\ncontent-type: application/json\n\n${grant}`,
    `Request failed with 400. Response headers {'content-type': 'application/json'} ${grant}`,
    `{"statusCode":400,"headers":{"content-type":"application/json"},"data":${grant}}`,
  ])('%s', (text) => {
    const cause = causeOf(text, 'code-or-verifier-invalid', 'body-encoding');
    expect(cause?.state).toBe('open');
    expect(cause?.because).toBeUndefined();
  });

  it.each([
    `curl -X POST https://api.datadoghq.com/oauth2/v1/token -H 'Content-Type: application/json' -d @body.json\n${grant}`,
    `> POST /oauth2/v1/token HTTP/2\n> content-type: application/json\n< HTTP/2 400\n${grant}`,
    `fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' } })\n${grant}`,
  ])('but that of the request does: %s', (text) => {
    const cause = causeOf(text, 'code-or-verifier-invalid', 'body-encoding');
    expect(cause?.because).toContain('application/json');
  });
});

describe('the host that was not found', () => {
  it('is no word of the message', () => {
    const text =
      'dns error: failed to lookup address information: Name or service not known (https://api.us5.datadoghq.com/)';
    expect(causeOf(text, 'dns-failure', 'misspelt')).toMatchObject({
      state: 'ruled-out',
      because: 'the name is api.us5.datadoghq.com',
    });
  });

  it('is left open where the text has none', () => {
    const text = 'failed to lookup address information: Name or service not known';
    expect(causeOf(text, 'dns-failure', 'misspelt')?.state).toBe('open');
  });
});

describe('keys beside a token, where the log has masked both', () => {
  const rulesOf = (text: string): string[] => diagnose(text).recognised.map(({ rule }) => rule);
  it.each([
    'Authorization: Bearer ****\nDD-API-KEY: ****',
    'authorization: Bearer [REDACTED]\ndd-application-key: [REDACTED]',
    'Authorization: Bearer <masked>\nDD-APPLICATION-KEY: ********',
  ])('%s', (text) => {
    expect(rulesOf(text)).toContain('keys-beside-token');
  });

  it.each([
    'DD-API-KEY: ****\nDD-APPLICATION-KEY: ****',
    'Authorization: Bearer ****\n\nDD-API-KEY: ****',
    'Authorization: Bearer ****',
  ])('not: %s', (text) => {
    expect(rulesOf(text)).not.toContain('keys-beside-token');
  });

  it('does not take two masks for one value', () => {
    const text = 'datadog\nAuthorization: Bearer ********\nDD-API-KEY: ********';
    expect(rulesOf(text)).not.toContain('token-as-api-key');
  });
});

describe('a 500 beside an OAuth error', () => {
  const rulesOf = (text: string): string[] => diagnose(text).recognised.map(({ rule }) => rule);
  it('is what the framework made of it', () => {
    expect(
      rulesOf("AuthorizationError datadog { code: 'invalid_scope', status: 500 }"),
    ).not.toContain('server-trouble');
  });
  it('is trouble of the server where nothing else is said', () => {
    expect(rulesOf('POST https://api.datadoghq.com/oauth2/v1/token: status 500')).toContain(
      'server-trouble',
    );
    expect(rulesOf('datadog: {"error":"server_error"} status 500')).toContain('server-trouble');
  });
});
