import { describe, expect, test } from 'vitest';
import { namedPermission, topicsOf } from '../../src/checks/scope-denial-words.ts';

describe('topicsOf', () => {
  test.each<[string, string[]]>([
    ['Forbidden', []],
    ['Unauthorized', []],
    ['forbidden', []],
    ['Failed permission authorization checks', ['permission']],
    ["Missing required permission: 'built_in_features'", ['permission']],
    ["Missing required permission: 'billing_plan_read'", ['permission']],
    ['You do not have permission to view this page', ['permission']],
    ['User is not authorized to perform this action', ['permission']],
    ['Access denied', ['permission']],
    ['Access to this resource is governed by a restriction policy', ['permission']],
    ['This action requires the Datadog Admin role', ['permission']],
    ['Incident Management is not enabled for your organization', ['product']],
    ["This product isn't enabled", ['product']],
    ['Cloud Cost Management is not available for your org', ['product']],
    ['feature flag bits_ai is off', ['product']],
    ['Feature-flag check failed', ['product']],
    ['Your plan does not include Audit Trail', ['product']],
    ['Please upgrade to use this', ['product']],
    ['This endpoint is in private beta', ['product']],
    ['The feature has been disabled', ['product']],
    ['Contact your account manager to get access', ['product']],
    ['Not supported in this region', ['product']],
    ["OAuth tokens aren't accepted", ['route']],
    ["Your user doesn't have what it takes", ['permission']],
    ['This API is not supported in this region', ['product']],
    ['invalid_token', ['token']],
    ['The access token expired', ['token']],
    ['Token has been revoked', ['token']],
    ['token is not valid', ['token']],
    ['Session has expired', ['token']],
    ['The OAuth client was disabled by an administrator', ['token']],
    ['Bearer error="insufficient_scope"', ['scope']],
    ['Missing scope monitors_read', ['scope']],
    ['This token lacks the required scopes', ['scope']],
    ['OAuth tokens are not supported on this endpoint', ['route']],
    ['This endpoint does not support OAuth', ['route']],
    ['Bearer authentication is not accepted here', ['route']],
    ['Application key required', ['route']],
    ['API key required', ['route']],
    ['Requires a valid API key and application key', ['route']],
    ['Missing application key', ['route']],
    ['no permission, or the product is not enabled', ['permission', 'product']],
    ['Something else entirely went wrong', []],
    ['Der Zugriff wurde verweigert', []],
  ])('%s', (text, topics) => {
    expect([...topicsOf([text])].sort()).toEqual(topics);
  });

  test('gathers the topics of all texts', () => {
    expect(topicsOf(['Forbidden', 'invalid_token', 'missing scope x_read'])).toEqual(
      new Set(['token', 'scope']),
    );
    expect(topicsOf([]).size).toBe(0);
  });
});

test.each<[string, string | undefined]>([
  ["Missing required permission: 'built_in_features'", 'built_in_features'],
  ['Missing required permission: "logs_read_data"', 'logs_read_data'],
  ['missing permission `monitors_write`', 'monitors_write'],
  ['Requires permission: teams_manage', 'teams_manage'],
  ['Missing required permissions: user_access_manage, teams_manage', 'user_access_manage'],
  ['Failed permission authorization checks', undefined],
  ['You do not have permission to do this', undefined],
  ["Not found: 'built_in_features'", undefined],
])('namedPermission: %s', (text, name) => {
  expect(namedPermission(['Forbidden', text])).toBe(name);
});
