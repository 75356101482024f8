import { readdirSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { LINKS } from '../../src/catalog/spec-links.ts';
import type { Rule } from '../../src/diagnosis/define-rule.ts';
import { describeRule } from '../../src/diagnosis/describe-rule.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { RULES } from '../../src/diagnosis/rules/index.ts';
import { EXAMPLES } from './examples/index.ts';

function rulesFor(text: string): string[] {
  return diagnose(text).recognised.map(({ rule }) => rule);
}

describe.each(RULES)('$id', (rule) => {
  const { recognises, ignores } = EXAMPLES[rule.id];

  it('has both kinds of examples', () => {
    expect(recognises.length).toBeGreaterThanOrEqual(3);
    expect(ignores.length).toBeGreaterThanOrEqual(3);
  });

  it('says of each cause how it is found out about, and what it must not claim', () => {
    expect(rule.mustNotClaim.length).toBeGreaterThan(0);
    expect(rule.causes.length).toBeGreaterThan(0);
    expect(new Set(rule.causes.map(({ id }) => id)).size).toBe(rule.causes.length);
    for (const { id, text, checks } of describeRule(rule).causes) {
      expect(checks, id).not.toEqual([]);
      expect(`${text}${checks.join('')}`).not.toMatch(/\$\{|NaN|\.$/);
    }
    if (typeof (rule as Rule).fix === 'function') expect((rule as Rule).fixInDocs).toBeTruthy();
    const { fix, next } = describeRule(rule);
    expect(fix).toMatch(/\.$/);
    expect(`${fix}${next}`).not.toMatch(/undefined|NaN/);
    expect(next).toMatch(/^ddoauth [a-z]/);
  });

  test.each(recognises)('claims %s', (text) => {
    const match = diagnose(text).recognised.find((found) => found.rule === rule.id);
    expect(match).toBeDefined();
    expect(match?.evidence).not.toBe('');
    expect(match?.evidence.length).toBeLessThanOrEqual(200);
    expect(match?.causes.length).toBeGreaterThan(0);
    expect(new Set(match?.causes.map(({ id }) => id)).size).toBe(match?.causes.length);
    expect(match?.fix).not.toBe('');
    expect(match?.nextCommand).toMatch(/^ddoauth [a-z]/);
    for (const cause of match?.causes ?? []) {
      if (cause.state !== 'open') expect(cause.because).toBeTruthy();
    }
    for (const link of match?.links ?? []) expect(LINKS).toHaveProperty(link);
  });

  test.each(ignores)('leaves alone %s', (text) => {
    expect(rulesFor(text)).not.toContain(rule.id);
  });

  it('finds its first example in a log, in a page and in JSON within JSON', () => {
    const text = recognises[0] ?? '';
    expect(
      rulesFor(`2026-11-01T10:00:00Z ERROR oauth [pid 12]\n${text}\nat main (app.js:1:1)`),
    ).toContain(rule.id);
    expect(rulesFor(JSON.stringify({ level: 'error', message: text }))).toContain(rule.id);
    expect(rulesFor(JSON.stringify({ log: JSON.stringify({ message: text }) }))).toContain(rule.id);
    const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
    expect(
      rulesFor(`<!doctype html><html><body><h1>Error</h1><pre>${html}</pre></body></html>`),
    ).toContain(rule.id);
    expect(rulesFor(Buffer.from(text).toString('utf8').split('').join('\0'))).toContain(rule.id);
  });
});

test('every file is in the table, under its own id, once', () => {
  const files = readdirSync(new URL('../../src/diagnosis/rules/', import.meta.url))
    .map((name) => name.replace(/\.ts$/, ''))
    .filter((name) => name !== 'index');
  expect(RULES.map(({ id }) => id).sort()).toEqual(files.sort());
});

test('a rule yields to rules that exist', () => {
  const ids = new Set<string>(RULES.map(({ id }) => id));
  for (const rule of RULES) {
    for (const other of rule.yieldsTo ?? []) expect(ids).toContain(other);
  }
});

test.each([
  'access_denied',
  'consent_required',
  'insecure_transport',
  'OAuth 2 MUST utilize https.',
  'insufficient_scope',
  'The request requires higher privileges than provided by the access token.',
  'invalid_client',
  'Invalid client_id parameter value.',
  'invalid_grant',
  'Invalid redirect URI.',
  'invalid_scope',
  'invalid_token',
  'The access token provided is expired, revoked, malformed, or invalid for other reasons.',
  'login_required',
  'Mismatching redirect URI.',
  'mismatching_state',
  'CSRF Warning! State not equal in request and response.',
  'Missing client_id parameter.',
  'Code challenge required.',
  'missing_code',
  'Code verifier required.',
  'Missing redirect URI.',
  'Missing response_type parameter.',
  'missing_token',
  'missing_token_type',
  'server_error',
  'temporarily_unavailable',
  'token_expired',
  'unauthorized_client',
  'Transform algorithm not supported.',
  'unsupported_grant_type',
  'unsupported_response_type',
  'unsupported_token_type',
  'Challenge method not found',
  'Challenge not found',
  'Duplicate state parameter.',
  'Missing code parameter.',
  'Missing refresh token parameter.',
  'Unable to parse query string',
  'code_challenge_method S512 is not supported.',
])('knows oauthlib: %s', (text) => {
  expect(diagnose(text).recognised).not.toEqual([]);
  expect(diagnose(`{"errors":["invalid_request - ${text}"]}`).recognised).not.toEqual([]);
});

test.each([
  '',
  '   \n\t ',
  'hello world',
  'Lorem ipsum dolor sit amet, consectetur adipiscing elit',
  '{"errors":["Something nobody has seen before"]}',
  '{"errors":[]}',
  'TypeError: Cannot read properties of undefined (reading "code")',
  'The invoice of 403 euros is due; access to the room was granted by the client.',
  'https://example.com/?q=redirect',
  'https://app.datadoghq.com/oauth2/v1/authorize?response_type=code&client_id=6f1b0c5e-1a2b-4c3d-8e9f-0a1b2c3d4e5f&redirect_uri=https%3A%2F%2Fa.example%2Fcb&state=s1a2b3c4&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256',
  'http://localhost:8085/onboarding?site=https%3A%2F%2Facme.datadoghq.com&domain=datadoghq.com',
  'http://localhost:8085/callback?code=abcdef&domain=datadoghq.eu&site=https%3A%2F%2Fapp.datadoghq.eu',
  'Error 400: redirect_uri_mismatch',
  'The redirect_uri MUST match the registered callback URL for this application.',
  'Callback URL mismatch',
  '{"error":"invalid_grant","error_description":"Malformed auth code."} https://oauth2.googleapis.com/token',
  '{"errorCode":"E0000011","errorSummary":"Invalid token provided"}',
  '{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}',
  'https://accounts.google.com/o/oauth2/v2/auth {"error":"invalid_request"}',
  'Error 401: deleted_client The OAuth client was deleted. https://accounts.google.com',
  '{"error":"incorrect_client_credentials","error_description":"The client_id and/or client_secret passed are incorrect."} github.com/login/oauth',
  '{"error":"bad_verification_code","error_description":"The code passed is incorrect or expired."}',
  '{"ok":false,"error":"invalid_code"} https://slack.com/api/oauth.v2.access',
  '{"ok":false,"error":"token_expired"} https://slack.com/api/auth.test',
  '{"error":"invalid_client","error_description":"No client credentials found."} https://dev-1.okta.com/oauth2/default/v1/token',
  '{"error":"access_denied","error_description":"Unauthorized"} https://tenant.eu.auth0.com/oauth/token',
  'AADSTS65001: The user or administrator has not consented to use the application. {"error":"invalid_grant"}',
  'AADSTS7000112: Application is disabled. {"error":"unauthorized_client"}',
  '{"message":"Forbidden"} https://x.execute-api.eu-west-1.amazonaws.com/prod',
  'An error occurred (AccessDenied) when calling the AssumeRole operation',
  '{"__type":"NotAuthorizedException","message":"Invalid Refresh Token"} https://cognito-idp.eu-west-1.amazonaws.com/',
  '{"error":"invalid_token"} https://api.twitter.com/2/users/me',
  '{"error":{"message":"Error validating access token: Session has expired","type":"OAuthException"}}',
  '{"errors":[{"message":"Rate limit exceeded","code":88}]} https://api.twitter.com/1.1',
  'https://login.salesforce.com/services/oauth2/token {"error":"invalid_grant","error_description":"expired authorization code"}',
  '{"error":"invalid_client_metadata"} https://gitlab.com/oauth/applications',
  "KeyError: 'access_token' at https://oauth2.googleapis.com/token",
  'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.',
])('does not recognise %j', (text) => {
  expect(diagnose(text).recognised).toEqual([]);
});
