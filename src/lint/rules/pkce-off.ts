import { defineLintRule } from '../define-lint-rule.ts';
import { nodesBelow } from '../json-tree.ts';
import { shownText } from '../lint-file.ts';

/** PKCE switched off or weakened. */
export const pkceOff = defineLintRule({
  id: 'pkce-off',
  title: 'PKCE is switched off',
  severity: 'warning',
  cause:
    'The authorization code flow of Datadog integrations is the one with PKCE, challenge method S256; ddoauth always uses it and has no switch for it.',
  fix: 'Take the member out, and see that your application sends code_challenge with S256.',
  mustNotClaim: ['PKCE switched on, or S256', 'a text that mentions PKCE'],
  file: ({ root }) =>
    (root === undefined ? [] : [...nodesBelow(root)]).flatMap(({ members }) =>
      members
        .filter(({ key, value }) => {
          const name = key.toLowerCase().replaceAll(/[-_]/g, '');
          const said = String(value.value).toLowerCase();
          if (value.kind === 'object' || value.kind === 'list') return false;
          if (
            /^(?:use|enable|require|with|is)?pkce(?:enabled|required|support|method)?$/.test(name)
          ) {
            return OFF.includes(said);
          }
          if (/^(?:disable|no|skip|without)pkce$/.test(name)) return said === 'true';
          return /^codechallengemethods?$/.test(name) && OFF.includes(said);
        })
        .map((at) => ({
          at,
          args: { key: shownText(at.key), value: shownText(String(at.value.value)) },
        })),
    ),
});

/** What says no; `plain` is a challenge that protects nothing. */
const OFF: readonly string[] = ['false', 'null', 'none', 'off', 'no', 'disabled', 'plain', '0'];
