import { defineLintRule } from '../define-lint-rule.ts';

/** A comment. */
export const jsonComment = defineLintRule({
  id: 'json-comment',
  title: 'A comment in a JSON file',
  severity: 'error',
  cause: 'JSON has no comments (RFC 8259): strict parsers refuse the file, ddoauth too.',
  fix: 'Take the comment out; what it says may go into "description" of the manifest.',
  mustNotClaim: ['// inside a text, as in every URL'],
  file: ({ mistakes }) =>
    mistakes.filter(({ kind }) => kind === 'comment').map((at) => ({ at: { ...at, path: [] } })),
});
