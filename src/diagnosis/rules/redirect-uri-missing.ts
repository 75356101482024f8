import { checked, open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { hasEmpty, mentions, valuesOf } from '../input-values.ts';

const MISSING =
  /(?<![a-z0-9])(?:missing (?:required )?redirect[\s_-]?uri(?! mismatch)|request is missing redirect[\s_-]?uri|redirect[\s_-]?uri (?:parameter )?is (?:missing|required))(?![a-z0-9_])/i;

/** The request has no redirect URI. */
export const redirectUriMissing = defineRule({
  id: 'redirect-uri-missing',
  title: 'The request has no redirect_uri',
  links: ['oauthEndpoints', 'rfc6749Authorization'],
  signatures: [{ pattern: MISSING, sure: 'likely', withDatadog: 'certain' }],
  explain: ({ reading }) => {
    const hasUrl = mentions(reading, /\/oauth2\/v1\/authorize\?/i);
    const sent = valuesOf(reading, 'redirect_uri').length > 0;
    return {
      causes: [
        checked(
          'empty',
          'the parameter is there and empty',
          hasUrl ? hasEmpty(reading, 'redirect_uri') : undefined,
          'read the authorization URL of the input',
        ),
        checked(
          'left-out',
          'the parameter was left out',
          hasUrl ? !sent && !hasEmpty(reading, 'redirect_uri') : undefined,
          'read the authorization URL of the input',
        ),
        open('wrong-name', 'it goes by another name, such as redirect_url or callback'),
        open(
          'lost-on-the-way',
          'a proxy, a login redirect or a shell (an unquoted &) cut the query',
        ),
      ],
      fix: 'Send redirect_uri in the authorization request, and the same value in the token request.',
      nextCommand: 'ddoauth authorize --no-browser',
    };
  },
});
