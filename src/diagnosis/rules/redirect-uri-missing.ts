import { cutQuery } from '../facts/cut-query.ts';
import { defineRule } from '../define-rule.ts';
import { mentions, valuesOf, hasEmpty } from '../facts/input-values.ts';
import { hasOtherName } from '../facts/other-name.ts';
import type { Reading } from '../read-input.ts';

const MISSING =
  /(?<![a-z0-9])(?:missing (?:required )?redirect[\s_-]?uri(?! mismatch)|request is missing redirect[\s_-]?uri|redirect[\s_-]?uri (?:parameter )?is (?:missing|required))(?![a-z0-9_])/i;

/** The input has the URL of an authorization request. */
function hasAuthorizeUrl(reading: Reading): boolean {
  return mentions(reading, /\/oauth2\/v1\/authorize\?/i);
}

/** The request has no redirect URI. */
export const redirectUriMissing = defineRule({
  id: 'redirect-uri-missing',
  title: 'The request has no redirect_uri',
  links: ['oauthEndpoints', 'rfc6749Authorization'],
  signatures: [{ pattern: MISSING, sure: 'likely', withDatadog: 'certain' }],
  causes: [
    {
      id: 'empty',
      text: 'the parameter is there and empty',
      check: ({ reading }) =>
        hasAuthorizeUrl(reading)
          ? {
              holds: hasEmpty(reading, 'redirect_uri'),
              because: 'read the authorization URL of the input',
            }
          : undefined,
    },
    {
      id: 'left-out',
      text: 'the parameter was left out',
      check: ({ reading }) =>
        hasAuthorizeUrl(reading)
          ? {
              holds:
                valuesOf(reading, 'redirect_uri').length === 0 &&
                !hasEmpty(reading, 'redirect_uri'),
              because: 'read the authorization URL of the input',
            }
          : undefined,
    },
    {
      id: 'wrong-name',
      text: 'it goes by another name, such as redirect_url or callback',
      check: ({ reading }) =>
        hasOtherName(reading, /[?&](redirect_url|redirectUri|callback(?:_url)?|return_to)=/),
      byHand: 'look at the names of the parameters that were sent',
    },
    {
      id: 'lost-on-the-way',
      text: 'a proxy, a login redirect or a shell (an unquoted &) cut the query',
      check: ({ reading }) => cutQuery(reading),
      byHand: 'compare the URL in the address bar with the one the program made',
    },
  ],
  fix: 'Send redirect_uri in the authorization request, and the same value in the token request.',
  next: 'ddoauth authorize --no-browser',
  mustNotClaim: [
    'a redirect URI that is there and not registered',
    'redirect_uris of a manifest or registration',
  ],
});
