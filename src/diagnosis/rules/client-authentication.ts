import { open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { atTokenEndpoint, mentions } from '../input-values.ts';
import { oauthCode } from '../phrase.ts';
import { runNext } from '../next-command.ts';

const WORDS =
  /(?<![a-z0-9])(?:(?:invalid|wrong|incorrect|bad|old|missing|mismatched) client[\s_-]?(?:secret|credentials)|client[\s_-]?secret(?: (?:is|was|has))?(?: been)?(?: just)? (?:invalid|wrong|incorrect|missing|required|regenerated|rotated|reset|revoked|changed|expired|lost)|(?:regenerated?|rotated?|reset|lost|new|regenerating|rotating) (?:(?:my|the|our|a|your|its) )?client[\s_-]?secret|client authentication (?:failed|required))(?![a-z0-9])/i;

/** The client did not prove who it is. */
export const clientAuthentication = defineRule({
  id: 'client-authentication',
  title: 'The client could not prove who it is: wrong, old or missing client secret',
  links: ['testingGuide', 'oauthEndpoints', 'rfc6749Token'],
  signatures: [
    { pattern: oauthCode('invalid_client'), sure: 'possible', withDatadog: 'certain' },
    { pattern: oauthCode('unauthorized_client'), sure: 'possible', withDatadog: 'likely' },
    { pattern: WORDS, sure: 'possible', withDatadog: 'likely' },
    { status: [401], when: atTokenEndpoint, sure: 'possible', withDatadog: 'likely' },
  ],
  explain: ({ reading, context }) => {
    const unauthorized = mentions(reading, oauthCode('unauthorized_client'));
    const isPublic = context.kind === 'public';
    return {
      causes: [
        ...(unauthorized
          ? [
              open(
                'grant-type',
                'the client may not use this grant type, or is not approved for this organisation',
              ),
            ]
          : []),
        open('regenerated', 'the secret was generated anew and the program still has the old one'),
        open(
          'mixed-up',
          "the test client's id goes with the published client's secret, or the reverse",
        ),
        isPublic
          ? open('public', 'a public client has no secret: send none')
          : open(
              'missing',
              'the secret is missing or empty in the form body (Datadog documents it there, not in an Authorization header)',
            ),
        open(
          'garbled',
          'the secret was cut or changed on the way: a line end, quotes, or + and % not encoded',
        ),
        open('other-site', 'the client is not registered on this site'),
      ],
      fix: 'Put the current secret of this very client id into the program. A lost test secret is replaced by generating a new one in the Developer Platform, the published one through ecosystems@datadog.com; existing grants stay valid.',
      nextCommand: runNext('check-regions', reading, context),
    };
  },
});
