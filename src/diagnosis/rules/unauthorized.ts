import { flowCheck } from '../requests/flow-check.ts';
import { answerOf, becauseOf } from '../answers.ts';
import { callsOtherSite } from '../facts/called-sites.ts';
import { defineRule } from '../define-rule.ts';
import { mentions, atTokenEndpoint } from '../facts/input-values.ts';
import { nextRun } from '../next-command.ts';
import { KEY_ROUTES, lacksBearer } from '../facts/request-headers.ts';

/** An API call after the grant was not let in. */
export const unauthorized = defineRule({
  id: 'unauthorized',
  title: 'Datadog did not accept the access token (401 Unauthorized)',
  links: ['oauthInDatadog', 'authentication'],
  yieldsTo: ['client-authentication', 'api-key-refused', 'invalid-token', 'proxy-refused'],
  signatures: [
    {
      entry: ({ text, envelope }) => envelope !== 'rfc6749' && /^unauthorized\W{0,3}$/i.test(text),
      sure: 'likely',
      withDatadog: 'certain',
    },
    {
      pattern: /(?<![a-z0-9])unauthori[sz]ed(?![a-z0-9_])/i,
      status: [401],
      when: (reading) => !atTokenEndpoint(reading),
      sure: 'possible',
      withDatadog: 'likely',
    },
    {
      pattern: /^\W{0,5}(?:error:? )?(?:401:? )?unauthori[sz]ed(?: 401)?\W{0,5}$/i,
      sure: 'possible',
      withDatadog: 'likely',
    },
    {
      status: [401],
      when: (reading) => reading.namesDatadog && !atTokenEndpoint(reading),
      sure: 'possible',
      withDatadog: 'likely',
    },
  ],
  causes: [
    {
      id: 'no-bearer',
      text: 'the access token was not sent as Authorization: Bearer',
      check: ({ reading }) => lacksBearer(reading),
      byHand: 'log the names of the headers that are sent, and the first word of Authorization',
    },
    {
      id: 'other-token',
      text: 'the call carries another access token than the one that was granted last',
      check: flowCheck('other-token'),
      byHand:
        'log the last four characters of the token that is sent, and of the one that was granted',
    },
    {
      id: 'expired',
      text: 'the access token is older than an hour: refresh it',
      check: (found) =>
        answerOf(found, 'access-token-alive') === 'no' &&
        answerOf(found, 'grant-refreshes') === 'yes'
          ? {
              holds: true,
              because: becauseOf(found, 'access-token-alive', 'grant-refreshes'),
            }
          : undefined,
      live: { ask: 'access-token-alive', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'other-site',
      text: "the call went to another site's API host than the grant's",
      check: callsOtherSite,
    },
    {
      id: 'no-oauth',
      text: 'the route does not take OAuth tokens at all',
      check: ({ reading }) =>
        mentions(reading, KEY_ROUTES)
          ? { because: 'the input names a route that is known to take keys only' }
          : undefined,
      byHand: 'see whether the API reference of the route lists OAuth',
    },
    {
      id: 'revoked',
      text: 'the grant was revoked, or the client disabled by an administrator',
      live: { ask: 'grant-refreshes', holdsWhen: 'no' },
    },
    {
      id: 'scope',
      text: 'a scope is missing; some routes answer 401 then',
      check: ({ reading }) =>
        mentions(reading, /\/api\/v[12]\/integration\/(?:aws|gcp)\b/i)
          ? { because: 'routes of the AWS and GCP integrations are known for it' }
          : undefined,
      byHand: 'ddoauth check-scopes proves each scope of the grant',
    },
    {
      id: 'both',
      text: 'keys and a token were sent together; send one kind only',
      when: ({ reading }) =>
        mentions(reading, /dd-(?:api|application)-key/i) && mentions(reading, /\bbearer\b/i),
      check: () => ({ because: 'the input has both kinds of header' }),
    },
  ],
  fix: "Refresh the access token and try it at a route that takes any token, at the API host of the grant's site; if that works, the route or a scope is the cause.",
  next: nextRun('grants refresh'),
  mustNotClaim: [
    'a 401 of the token endpoint, which is about the client secret',
    'unauthorized_client, an answer to an authorization or token request',
    'unauthorized in ordinary words',
  ],
});
