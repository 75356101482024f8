import { expect, test } from 'vitest';
import { nearest } from '../../src/sites/nearest.ts';

test.each([
  ['clientIdd', ['kind', 'clientId', 'name'], 'clientId'],
  ['client_id', ['kind', 'clientId'], 'clientId'],
  ['redirectUri', ['redirectUris', 'scopes'], 'redirectUris'],
  ['socpes', ['sites', 'scopes'], 'scopes'],
  ['us6', ['us1', 'us3', 'us5', 'eu1'], 'us5'],
  ['a', ['b'], undefined],
  ['x', ['profiles'], undefined],
  ['', ['us1'], undefined],
  ['frankfurt', ['us1', 'eu1'], undefined],
  ['us1', [], undefined],
])('%s', (word, candidates, expected) => {
  expect(nearest(word, candidates)).toBe(expected);
});

test('a very long word is compared with nothing', () => {
  expect(nearest('x'.repeat(1_000_000), ['x'.repeat(1_000_000)])).toBeUndefined();
});
