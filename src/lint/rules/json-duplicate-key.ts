import { defineLintRule } from '../define-lint-rule.ts';
import { nodesBelow } from '../json-tree.ts';
import { shownText } from '../lint-file.ts';

/** A key twice. */
export const jsonDuplicateKey = defineLintRule({
  id: 'json-duplicate-key',
  title: 'A key that is there twice in one object',
  severity: 'error',
  cause: 'Parsers take the last one, most without a word, so the first is silently without effect.',
  fix: 'Keep the one that is meant.',
  mustNotClaim: ['the same key in different objects'],
  file: ({ root }) =>
    (root === undefined ? [] : [...nodesBelow(root)]).flatMap(({ members }) => {
      const seen = new Set<string>();
      return members
        .filter(({ key }) => seen.has(key) || !seen.add(key))
        .map((at) => ({ at, args: { key: shownText(at.key) } }));
    }),
});
