import { defineLintRule } from '../define-lint-rule.ts';
import { secretAdvice } from '../../settings/config-secrets.ts';
import { nearest } from '../../sites/nearest.ts';
import { shownText } from '../lint-file.ts';
import { MANIFEST_FIELDS } from '../../settings/manifest-entries.ts';

/** A member that no manifest has. */
export const manifestUnknownKey = defineLintRule({
  id: 'manifest-unknown-key',
  title: 'A member that manifests do not have',
  severity: 'warning',
  cause:
    'What is misspelt is without effect, and what Datadog does not know may be refused at review.',
  fix: 'Correct the spelling, or take it out.',
  mustNotClaim: [
    'client_id in place of id',
    'a member named like a secret or a PKCE switch, which have rules of their own',
  ],
  client: ({ source, node }) => {
    if (source !== 'manifest') return [];
    return node.members.flatMap((at, index) => {
      const known = MANIFEST_FIELDS.includes(at.key) || secretAdvice(at.key) !== undefined;
      if (known || /pkce|code_?challenge/i.test(at.key)) return [];
      const plain = at.key.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
      const guess =
        OTHER_NAMES[plain] ?? (index < MOST_GUESSES ? nearest(plain, MANIFEST_FIELDS) : undefined);
      // What resembles nothing is passed over by whoever reads the file.
      const severity = guess === undefined ? ('hint' as const) : ('warning' as const);
      return [{ at, severity, args: { key: shownText(at.key), guess } }];
    });
  },
});

/** Other names of the same things, too far away for a typing error. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  callback_url: 'redirect_uris',
  callback_urls: 'redirect_uris',
  redirect_url: 'redirect_uris',
  redirect_urls: 'redirect_uris',
  scope: 'scopes',
  permissions: 'scopes',
  role: 'client_role',
};

/** Guessing takes long. */
const MOST_GUESSES = 500;
