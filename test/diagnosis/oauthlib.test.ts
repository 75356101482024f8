import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { RuleId } from '../../src/diagnosis/rules/index.ts';

interface Vocabulary {
  readonly classes: readonly { class: string; error: string; description: string | null }[];
  readonly at_call_sites: readonly { class: string; description: string }[];
}

const VOCABULARY = JSON.parse(
  readFileSync(new URL('../fixtures/oauthlib/errors.json', import.meta.url), 'utf8'),
) as Vocabulary;

/** The rule for each class of oauthlib, whatever text it carries. */
const RULE_OF: Readonly<Record<string, RuleId>> = {
  AccessDeniedError: 'access-denied',
  ConsentRequired: 'login-or-consent-required',
  InsecureTransportError: 'transport-insecure',
  InsufficientScopeError: 'scope-insufficient',
  InvalidClientError: 'client-authentication',
  InvalidClientIdError: 'client-id-invalid',
  InvalidGrantError: 'code-or-verifier-invalid',
  InvalidRedirectURIError: 'redirect-uri-invalid',
  InvalidRequestError: 'request-invalid',
  InvalidRequestFatalError: 'request-invalid',
  InvalidScopeError: 'scope-not-recognized',
  InvalidTokenError: 'invalid-token',
  LoginRequired: 'login-or-consent-required',
  MismatchingRedirectURIError: 'redirect-uri-mismatch',
  MismatchingStateError: 'state-mismatch',
  MissingClientIdError: 'client-id-missing',
  MissingCodeChallengeError: 'pkce-required',
  MissingCodeError: 'missing-code',
  MissingCodeVerifierError: 'pkce-required',
  MissingRedirectURIError: 'redirect-uri-missing',
  MissingResponseTypeError: 'parameter-missing',
  MissingTokenError: 'parameter-missing',
  MissingTokenTypeError: 'parameter-missing',
  ServerError: 'server-trouble',
  TemporarilyUnavailableError: 'server-trouble',
  TokenExpiredError: 'invalid-token',
  UnauthorizedClientError: 'client-authentication',
  UnsupportedCodeChallengeMethodError: 'pkce-method',
  UnsupportedGrantTypeError: 'unsupported-type',
  UnsupportedResponseTypeError: 'unsupported-type',
  UnsupportedTokenTypeError: 'unsupported-type',
};

/** Texts given where an error is raised, with what fills their gaps, beside those of the fixture. */
const TEXTS: readonly (readonly [error: string, description: string, rule: RuleId])[] = [
  ['invalid_grant', 'Challenge not found', 'pkce-required'],
  ['invalid_grant', 'Challenge method not found', 'pkce-required'],
  ['invalid_grant', 'Invalid authorization code or code verifier.', 'code-or-verifier-invalid'],
  ['invalid_grant', 'Invalid credentials given.', 'code-or-verifier-invalid'],
  ['invalid_request', 'Missing code parameter.', 'parameter-missing'],
  ['invalid_request', 'Missing refresh token parameter.', 'parameter-missing'],
  ['invalid_request', 'Missing token parameter.', 'parameter-missing'],
  ['invalid_request', 'Request is missing mandatory nonce parameter.', 'parameter-missing'],
  ...['grant_type', 'code', 'refresh_token', 'token', 'response_type', 'scope', 'username'].map(
    (name) =>
      ['invalid_request', `Request is missing ${name} parameter.`, 'parameter-missing'] as const,
  ),
  ['invalid_request', 'Request is missing client_id parameter.', 'client-id-missing'],
  ['invalid_request', 'Request is missing redirect_uri parameter.', 'redirect-uri-missing'],
  ['invalid_request', 'Request is missing code_verifier parameter.', 'pkce-required'],
  ...['client_id', 'redirect_uri', 'response_type', 'scope', 'state', 'grant_type', 'code'].map(
    (name) => ['invalid_request', `Duplicate ${name} parameter.`, 'parameter-duplicate'] as const,
  ),
  ['invalid_request', 'Unable to parse query string', 'query-unreadable'],
  ['invalid_request', 'Unsupported request method GET', 'request-invalid'],
  ['invalid_request', 'URL query parameters are not allowed', 'request-invalid'],
  ['server_error', 'code_challenge_method plain is not supported.', 'pkce-method'],
  ['server_error', 'code_challenge_method S512 is not supported.', 'pkce-method'],
  ['missing_code', 'Missing code parameter in response.', 'missing-code'],
  ['missing_token', 'Missing access token parameter.', 'parameter-missing'],
  ['unauthorized_client', 'The client is not authorized for this grant.', 'client-authentication'],
  ['invalid_scope', 'The following scopes are not recognized: x_read', 'scope-not-recognized'],
];

function query(error: string, description: string | null): string {
  const parameters = new URLSearchParams({ error });
  if (description !== null) parameters.set('error_description', description);
  parameters.set('state', 'kJ8dLqP2');
  return parameters.toString();
}

/** Every way in which an error comes to a person. */
const WRAPPINGS: readonly (readonly [
  name: string,
  wrap: (error: string, description: string | null) => string,
])[] = [
  ["Datadog's list", (error, text) => JSON.stringify({ errors: [`${error} - ${text ?? ''}`] })],
  [
    'RFC 6749',
    (error, text) =>
      JSON.stringify({ error, ...(text === null ? {} : { error_description: text }) }),
  ],
  ['a redirect', (error, text) => `http://localhost:8085/callback?${query(error, text)}`],
  ['an exception', (error, text) => `CustomOAuth2Error: (${error}) ${text ?? ''}`.trim()],
  [
    'a page',
    (error, text) =>
      `<html><body><pre>{&quot;errors&quot;:[&quot;${error} - ${text ?? ''}&quot;]}</pre></body></html>`,
  ],
];

function firstRule(text: string): string | undefined {
  return diagnose(text).recognised[0]?.rule;
}

describe.each(WRAPPINGS)('oauthlib by %s', (_, wrap) => {
  test.each(VOCABULARY.classes)('$class', ({ class: name, error, description }) => {
    expect(RULE_OF).toHaveProperty(name);
    expect(firstRule(wrap(error, description))).toBe(RULE_OF[name]);
    if (description !== null) {
      // Datadog's own texts differ by a final dot and by letter case.
      expect(firstRule(wrap(error, description.replace(/\.$/, '')))).toBe(RULE_OF[name]);
      expect(firstRule(wrap(error, description.toLowerCase()))).toBe(RULE_OF[name]);
    }
  });

  test.each(TEXTS)('%s: %s', (error, description, rule) => {
    expect(firstRule(wrap(error, description))).toBe(rule);
  });
});

test('every text of the fixture given at a call site is in the table', () => {
  const filled = TEXTS.map(([, description]) => description);
  for (const { description } of VOCABULARY.at_call_sites) {
    const literal = description.replace(/[.*+?^$()[\]\\]/g, '\\$&');
    const pattern = new RegExp(`^${literal.replace(/%s|\{\}/g, '\\w+')}$`);
    expect(filled.some((text) => pattern.test(text))).toBe(true);
  }
});
