import { describe, expect, test } from 'vitest';
import { BISECT_FINDINGS } from '../../../src/catalog/findings/bisect.ts';
import type { Finding } from '../../../src/model/report.ts';
import { AUTHORIZE_WORDS } from '../../../src/report/messages/authorize.ts';
import { BISECT_WORDS } from '../../../src/report/messages/bisect.ts';

const MANY = Array.from({ length: 30 }, (_, index) => `scope_${String(index)}`);
const full: Finding['args'] = {
  site: 'eu1',
  host: 'app.datadoghq.eu',
  how: 'guided',
  questions: 7,
  codes: 2,
  refused: ['a_read'],
  accepted: ['b_read', 'c_read'],
  open: ['d_read'],
  together: ['b_read', 'c_read'],
  said: 'The following scopes are not recognized: a_read',
  scope: 'a_read',
  acceptedOn: ['us1', 'us3'],
  refusedOn: ['eu1', 'us5'],
  listed: true,
  product: 'Monitors',
  mean: 'ab_read',
  sends: true,
  status: 503,
  why: 'elsewhere',
  leadsTo: 'evil.example',
  error: 'server_error',
  description: 'try later.',
  code: 'ENOTFOUND',
  reason: 'no such host',
  text: 'Mismatching redirect URI.',
  seconds: 600,
  kind: 'test',
};
const least: Finding['args'] = {
  site: 'eu1',
  host: 'app.datadoghq.eu',
  how: 'preflight',
  questions: 1,
  scope: 'a_read',
};
/** What may be absent, or empty. */
const OPTIONAL = 'said mean sends listed leadsTo description code accepted open'.split(' ');
const bare = Object.fromEntries(Object.entries(full).filter(([name]) => !OPTIONAL.includes(name)));
const words = (code: keyof typeof BISECT_FINDINGS, args: Finding['args']) =>
  BISECT_WORDS[code]({ ...least, ...args });

describe('BISECT_WORDS', () => {
  test.each(Object.entries(BISECT_WORDS))('%s makes whole sentences', (_, wording) => {
    for (const args of [full, bare, { ...full, how: 'preflight' }, { ...full, codes: 0 }]) {
      const { message, remedy = 'x.', nextCommand = 'ddoauth x' } = wording(args);
      expect(message).toMatch(/^\S.*[.?]$/s);
      for (const text of [message, remedy, nextCommand]) {
        expect(text).not.toMatch(/undefined|NaN|\[object|\(\)|""| {2}|\.\.|\s[.,;]/);
      }
      expect(nextCommand).toMatch(/^ddoauth [a-z]/);
    }
  });

  test('has words for every code', () => {
    expect(Object.keys(BISECT_WORDS).sort()).toEqual(Object.keys(BISECT_FINDINGS).sort());
  });

  test('names so many and no more', () => {
    const { message } = words('bisect.refused', { refused: MANY, accepted: ['a', 'b'] });
    expect(message).toContain('scope_7 and 22 more; the other 2 are accepted in one request');
    expect(words('bisect.refused', { refused: ['x'], accepted: ['a'] }).message).toContain(
      'refuses x; a is accepted (1 question without a login)',
    );
    expect(words('bisect.refused', { refused: ['x'], accepted: [] }).message).toContain(
      'refuses x (1 question',
    );
  });

  test('says what became of codes', () => {
    const all = { accepted: ['a'], how: 'guided' };
    expect(words('bisect.all-accepted', { ...all, codes: 1 }).message).toContain('thrown away');
    expect(words('bisect.all-accepted', { ...all, codes: 0 }).message).not.toContain('thrown');
    expect(words('bisect.all-accepted', { accepted: ['a'] }).message).not.toContain('grant');
  });

  test('says what was known when it ended, if anything was', () => {
    const known = { refused: ['a'], accepted: [], open: ['b'], status: 500 };
    expect(words('bisect.unavailable', known).message).toContain(
      'Known by then: refused a; none accepted; unknown b.',
    );
    expect(words('bisect.unavailable', { status: 500 }).message).not.toContain('Known');
  });

  test.each([
    ['elsewhere', /redirect \(302\) to a place that is neither/],
    ['loop', /to the authorize page itself/],
    ['no-location', /leads nowhere/],
    ['state', /without the state/],
    ['parameters', /no answer/],
    ['status', /status 302/],
    ['paste', /cannot be used \(\)/],
    ['something new', /something new/],
  ])('an unclear answer: %s', (why, pattern) => {
    expect(words('bisect.unclear', { why, status: 302 }).message).toMatch(pattern);
  });

  test('commands are safe to copy', () => {
    const { nextCommand } = words('bisect.refused', { accepted: ['a_read', "it's;$(rm)"] });
    expect(nextCommand).toBe(
      String.raw`ddoauth authorize --site eu1 --scope 'a_read,it'\''s;$(rm)'`,
    );
    expect(words('bisect.refused', { accepted: [] }).nextCommand).toBe(
      'ddoauth authorize --site eu1',
    );
  });

  test('names that hold a separator get a word of their own', () => {
    for (const scope of ['a_read,b_read', 'a_read+b_read', 'a_read%20b_read']) {
      expect(words('bisect.scope-name-unknown', { scope }).message).toContain('separated by one');
    }
    expect(words('bisect.scope-name-unknown', {}).message).not.toContain('separated');
  });

  test('the org is a cause only where somebody has logged in', () => {
    const args = { product: 'Monitors' };
    expect(words('bisect.scope-refused', args).remedy).not.toContain('Monitors');
    expect(words('bisect.scope-refused', { ...args, how: 'guided' }).remedy).toContain('Monitors');
  });
});

describe('authorize.error-returned', () => {
  const next = (args: Finding['args']) =>
    AUTHORIZE_WORDS['authorize.error-returned'](args).nextCommand;

  test('invalid_scope leads to --bisect-scopes, with the scopes of the request', () => {
    const args = { error: 'invalid_scope', description: 'x', site: 'us5' };
    expect(next(args)).toBe('ddoauth authorize --bisect-scopes --site us5');
    expect(next({ ...args, requested: ['a', 'b'] })).toBe(
      'ddoauth authorize --bisect-scopes --site us5 --scope a,b',
    );
  });

  test('other errors lead to diagnose', () => {
    expect(next({ error: 'server_error', description: 'x', site: 'us5' })).toMatch(
      /^ddoauth diagnose/,
    );
  });
});
