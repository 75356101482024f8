import { defineLintRule } from '../define-lint-rule.ts';

/** A comma too many. */
export const jsonTrailingComma = defineLintRule({
  id: 'json-trailing-comma',
  title: 'A comma before a closing bracket',
  severity: 'error',
  cause: 'JSON allows no comma after the last member: strict parsers refuse the file, ddoauth too.',
  fix: 'Take the comma out.',
  fixes: 'takes the comma out',
  mustNotClaim: ['a comma inside a text'],
  file: ({ mistakes }) =>
    mistakes
      .filter(({ kind }) => kind === 'trailing-comma')
      .map((at) => ({
        at: { ...at, path: [] },
        fix: { says: 'took out a comma too many', edits: [{ ...at, text: '' }] },
      })),
});
