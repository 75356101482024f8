import { defineRule } from '../define-rule.ts';
import { mentions, atTokenEndpoint, statusAtToken } from '../facts/input-values.ts';
import { nextRun } from '../next-command.ts';
import { oauthCode } from '../words/phrase.ts';
import { anyWordsOf } from '../words/wordings.ts';

const WORDS = anyWordsOf({
  refused: [
    /(?:invalid|wrong|incorrect|bad|old|missing|mismatched) client[\s_-]?(?:secret|credentials)/,
    /client authentication (?:failed|required)/,
  ],
  told: [
    /client[\s_-]?secret(?: (?:is|was|has))?(?: been)?(?: just)? (?:invalid|wrong|incorrect|missing|required|regenerated|rotated|reset|revoked|changed|expired|lost)/,
    /(?:regenerated?|rotated?|reset|lost|new|regenerating|rotating) (?:(?:my|the|our|a|your|its) )?client[\s_-]?secret/,
  ],
});

/** The client did not prove who it is. */
export const clientAuthentication = defineRule({
  id: 'client-authentication',
  title: 'The client could not prove who it is: wrong, old or missing client secret',
  links: ['testingGuide', 'oauthEndpoints', 'rfc6749Token'],
  yieldsTo: ['client-disabled'],
  signatures: [
    { pattern: oauthCode('invalid_client'), sure: 'possible', withDatadog: 'certain' },
    { pattern: oauthCode('unauthorized_client'), sure: 'possible', withDatadog: 'likely' },
    { pattern: WORDS, sure: 'possible', withDatadog: 'likely' },
    {
      status: [401],
      when: (reading) => statusAtToken(reading, 401),
      sure: 'possible',
      withDatadog: 'likely',
    },
  ],
  causes: [
    {
      id: 'grant-type',
      text: 'the client may not use this grant type, or is not approved for this organisation',
      when: ({ reading }) => mentions(reading, oauthCode('unauthorized_client')),
      byHand: 'look at the state of the client in the Developer Platform',
    },
    {
      id: 'missing',
      text: 'the secret is missing or empty in the form body (Datadog documents it there, not in an Authorization header)',
      when: ({ context }) => context.kind !== 'public',
      check: ({ reading }) =>
        mentions(reading, /grant_type=/i) && mentions(reading, /client_id=/i)
          ? {
              holds: !mentions(reading, /client_secret=[^&\s"']/i),
              because: 'looked for client_secret in the form of the input',
            }
          : undefined,
      byHand: 'log the names and lengths of the parameters in the token request',
    },
    {
      id: 'regenerated',
      text: 'the secret is not the present one of this client: it was generated anew and the program still has the old one',
      live: { ask: 'client-secret-accepted', holdsWhen: 'no' },
    },
    {
      id: 'mixed-up',
      text: "the test client's id goes with the published client's secret, or the reverse",
      live: { ask: 'client-secret-accepted', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'public',
      text: 'a public client has no secret: send none',
      when: ({ context }) => context.kind === 'public',
      check: ({ reading }) =>
        atTokenEndpoint(reading) && mentions(reading, /client_id=/i)
          ? {
              holds: mentions(reading, /client_secret=[^&\s]/i),
              because: 'looked for client_secret in the request of the input',
            }
          : undefined,
    },
    {
      id: 'garbled',
      text: 'the secret was cut or changed on the way: a line end, quotes, or + and % not encoded',
      live: { ask: 'client-secret-accepted', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'other-site',
      text: 'the client is not registered on this site',
      live: { ask: 'client-known-here', holdsWhen: 'no' },
    },
  ],
  fix: 'Put the current secret of this very client id into the program. A lost test secret is replaced by generating a new one in the Developer Platform, the published one through ecosystems@datadog.com; existing grants stay valid.',
  next: nextRun('check-regions'),
  mustNotClaim: [
    'a 401 of an API route: that is about the access token',
    'invalid_client_metadata, the answer to a registration',
    'invalid_client of another OAuth provider',
  ],
});
