import { expect, test } from 'vitest';
import { parseScopes } from '../../src/settings/parse-scopes.ts';

test.each([
  [['a'], ['a']],
  [
    ['b a', 'c,a'],
    ['b', 'a', 'c'],
  ],
  [[' a ,, b '], ['a', 'b']],
])('%j', (values, scopes) => {
  expect(parseScopes(values)).toEqual(scopes);
});

test.each([[[]], [['']], [[' , ']], [['a"b']], [['a\\b']], [['ä']], [['a\u0000']]])(
  '%j is refused',
  (values) => {
    expect(() => parseScopes(values)).toThrow(expect.objectContaining({ code: 'usage.flag' }));
  },
);
