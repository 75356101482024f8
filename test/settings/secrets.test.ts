import { describe, expect, test } from 'vitest';
import {
  readSecretFromEnvironment,
  refreshTokensFromEnvironment,
  refreshTokenVariable,
  strayRefreshTokenVariables,
} from '../../src/settings/secrets.ts';
import { createSiteTable } from '../../src/sites/site-table.ts';
import { labSite } from '../sites/lab.ts';
import { errorOf } from './folder.ts';

const table = createSiteTable([labSite({ key: 'my-lab' })]);

function sites(...keys: string[]) {
  return table.all.filter(({ key }) => keys.includes(key));
}

test.each([
  [{ DDOAUTH_CLIENT_SECRET: ' abc\r\n' }, 'abc'],
  [{ DDOAUTH_CLIENT_SECRET: '' }, undefined],
  [{ DDOAUTH_CLIENT_SECRET: ' \n' }, undefined],
  [{}, undefined],
])('client secret of %j', (env, secret) => {
  expect(readSecretFromEnvironment(env)).toBe(secret);
});

describe('refreshTokensFromEnvironment', () => {
  test('each site by its own variable', () => {
    const tokens = refreshTokensFromEnvironment(
      {
        DDOAUTH_REFRESH_TOKEN_US1: ' one ',
        DDOAUTH_REFRESH_TOKEN_US1_FED: 'fed',
        DDOAUTH_REFRESH_TOKEN_MY_LAB: 'lab',
        DDOAUTH_REFRESH_TOKEN_EU1: '  ',
      },
      table,
    );
    expect(Object.fromEntries(tokens)).toEqual({ us1: 'one', 'us1-fed': 'fed', 'my-lab': 'lab' });
    expect(refreshTokenVariable({ key: 'us2-fed' })).toBe('DDOAUTH_REFRESH_TOKEN_US2_FED');
  });

  test('the general variable is for the one site of the run, US1 if none was said', () => {
    const env = { DDOAUTH_REFRESH_TOKEN: 'any' };
    const of = (...keys: string[]) =>
      Object.fromEntries(refreshTokensFromEnvironment(env, table, sites(...keys)));
    expect(of('eu1')).toEqual({ eu1: 'any' });
    expect(Object.fromEntries(refreshTokensFromEnvironment(env, table))).toEqual({ us1: 'any' });
    const both = { ...env, DDOAUTH_REFRESH_TOKEN_EU1: 'own' };
    expect(refreshTokensFromEnvironment(both, table, sites('eu1')).get('eu1')).toBe('own');
  });

  test('with several sites it would go to the wrong one, so it goes to none', () => {
    const env = { DDOAUTH_REFRESH_TOKEN: 'secret-token' };
    const error = errorOf(() => refreshTokensFromEnvironment(env, table, sites('us1', 'eu1')));
    expect(error).toMatchObject({ code: 'usage.site', exitCode: 2 });
    expect(error.hint).toContain('DDOAUTH_REFRESH_TOKEN_US1, DDOAUTH_REFRESH_TOKEN_EU1');
    expect(error.message).not.toContain('secret-token');
    const own = { ...env, DDOAUTH_REFRESH_TOKEN_US1: 'own' };
    const tokens = refreshTokensFromEnvironment(own, table, sites('us1', 'eu1'));
    expect(Object.fromEntries(tokens)).toEqual({ us1: 'own' });
  });

  test('variables that name no site are found', () => {
    const env = {
      DDOAUTH_REFRESH_TOKEN: 'a',
      DDOAUTH_REFRESH_TOKEN_US1: 'b',
      DDOAUTH_REFRESH_TOKEN_EU2: 'c',
      DDOAUTH_REFRESH_TOKEN_us3: 'd',
    };
    expect(strayRefreshTokenVariables(env, table)).toEqual([
      'DDOAUTH_REFRESH_TOKEN_EU2',
      'DDOAUTH_REFRESH_TOKEN_us3',
    ]);
  });
});
