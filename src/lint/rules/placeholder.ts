import { defineLintRule, type LintFinding } from '../define-lint-rule.ts';
import { EXAMPLE_ENDS } from '../../catalog/test-hosts.ts';
import { isPublished, urlsOf } from '../clients.ts';
import { shownText } from '../lint-file.ts';
import { placeholderIn, readWebUri } from '../uri.ts';

/** Something that was to be filled in. */
export const placeholder = defineLintRule({
  id: 'placeholder',
  title: 'A placeholder that was not filled in',
  severity: 'error',
  cause:
    'URLs are compared byte for byte and opened as they stand: {tenant} is never replaced. The onboarding URL in particular is one fixed URL for all customers.',
  fix: 'Write the URL itself. What differs from customer to customer belongs into the session, not into the URL.',
  mustNotClaim: [
    'example.com in a test client',
    'a path segment that is a plain word, such as /organizations/org-id',
  ],
  client: (client) => [
    ...urlsOf(client).flatMap(({ value, node: at }): LintFinding[] => {
      const found = placeholderIn(value);
      if (found !== undefined)
        return [{ at, args: { value: shownText(value), found: shownText(found) } }];
      const host = readWebUri(value)?.name ?? '';
      const example = EXAMPLE_ENDS.some((end) => host === end || host.endsWith(`.${end}`));
      return isPublished(client) && example
        ? [{ at, severity: 'warning', args: { value: shownText(value), found: host } }]
        : [];
    }),
    ...[client.name, client.description].flatMap((text) => {
      const found = UNWRITTEN.exec(text?.value ?? '')?.[0];
      return text === undefined || found === undefined
        ? []
        : [
            {
              at: text.node,
              severity: 'warning' as const,
              args: { value: shownText(text.value), found: shownText(found) },
            },
          ];
    }),
  ],
});

/** The same in a name or a description; braces and angle brackets alone stand in texts, too. */
const UNWRITTEN =
  /\$\{[\w .-]+\}|\{\{[\w .-]+\}\}|<(?:your|insert)[\w -]*>|^\s*(?:todo|tbd|fixme|changeme|xxx+)\s*$/i;
