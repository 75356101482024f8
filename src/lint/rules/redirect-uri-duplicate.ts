import { defineLintRule } from '../define-lint-rule.ts';
import { takeOut } from '../take-out.ts';
import { shownText } from '../lint-file.ts';
import { twins } from '../twins.ts';

/** The same redirect URI twice. */
export const redirectUriDuplicate = defineLintRule({
  id: 'redirect-uri-duplicate',
  title: 'A redirect URI is there twice',
  severity: 'error',
  cause: 'The second is without effect; mostly another one was meant.',
  fix: 'Take the second out, or write the one that was meant.',
  fixes: 'takes the second out',
  mustNotClaim: ['URIs that differ in a single letter', 'the same URI in two clients'],
  client: ({ file, redirectUris }) =>
    twins(redirectUris, (value) => value).map(({ text: { value, node: at } }) => ({
      at,
      args: { value: shownText(value) },
      fix: { says: `took out the second ${shownText(value)}`, edits: takeOut(file, at) },
    })),
});
