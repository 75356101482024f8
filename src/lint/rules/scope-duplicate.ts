import { defineLintRule } from '../define-lint-rule.ts';
import { takeOut } from '../take-out.ts';
import { shownText } from '../lint-file.ts';
import { twins } from '../twins.ts';

/** A scope twice. */
export const scopeDuplicate = defineLintRule({
  id: 'scope-duplicate',
  title: 'A scope is there twice',
  severity: 'warning',
  cause: 'The second is without effect; mostly another one was meant.',
  fix: 'Take the second out, or write the one that was meant.',
  fixes: 'takes the second out',
  mustNotClaim: ['_read and _write of one thing'],
  client: ({ file, scopes }) =>
    twins(scopes, (value) => value).map(({ text: { value, node: at } }) => ({
      at,
      args: { scope: shownText(value) },
      fix: { says: `took out the second ${shownText(value)}`, edits: takeOut(file, at) },
    })),
});
