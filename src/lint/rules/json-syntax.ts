import { defineLintRule } from '../define-lint-rule.ts';

/** Broken JSON. */
export const jsonSyntax = defineLintRule({
  id: 'json-syntax',
  title: 'The file is no valid JSON',
  severity: 'error',
  cause: 'Every program that reads the file stops at this place, ddoauth included.',
  fix: 'Correct the place. Only the first mistake is told, since the others mostly follow from it.',
  mustNotClaim: ['comments and trailing commas, which have rules of their own'],
  file: ({ mistakes }) =>
    mistakes
      .filter(({ kind }) => kind === 'syntax')
      .map((at) => ({ at: { ...at, path: [] }, args: { problem: at.problem } })),
});
