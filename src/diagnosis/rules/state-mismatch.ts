import { defineRule, NOT_FROM_HERE } from '../define-rule.ts';
import { mentions } from '../facts/input-values.ts';
import { nextRun } from '../next-command.ts';

const WORDS =
  /(?<![a-z0-9])(?:state (?:parameter |value )?(?:mismatch(?:ed)?|does not match|doesn't match|did not match|didn't match|is invalid|not equal)|(?:invalid|mismatch(?:ed|ing)?|wrong|unexpected|unknown|missing) (?:oauth2? )?["']?state["']?(?: (?:response )?parameter| value)?)(?![a-z0-9])/i;

/** The callback carries another state than the request. */
export const stateMismatch = defineRule({
  id: 'state-mismatch',
  title: 'The state of the callback is not the state of the authorization request',
  links: ['rfc6749Authorization', 'oauthEndpoints'],
  signatures: [
    // OmniAuth, Passport, NextAuth, Socialite, ASP.NET Core, SuperTokens and their like.
    {
      pattern:
        /\bcsrf_detected\b|\bInvalidStateException\b|unable to verify authorization request state|(?:state|pkce|correlation) cookie (?:was |is )?(?:missing|not found)|\bcorrelation failed\b|\bOAUTH_CALLBACK_ERROR\b[^\n]{0,200}\bstate\b/i,
      sure: 'possible',
      withDatadog: 'likely',
    },
    {
      pattern: /(?<![a-z0-9])mismatching_state(?![a-z0-9])|csrf warning! state not equal/i,
      sure: 'likely',
      withDatadog: 'certain',
    },
    {
      pattern:
        /(?<![a-z0-9])state (?:parameter |value )?(?:(?:has |is |was |had )?(?:expired|unknown|not found|not recogni[sz]ed|already (?:used|consumed))|could not be (?:found|verified|matched))(?![a-z0-9])/i,
      when: (reading) => mentions(reading, /\boauth|callback|redirect_uri|\bcode=/i),
      sure: 'possible',
      withDatadog: 'likely',
    },
    {
      pattern: WORDS,
      when: (reading) =>
        mentions(reading, /oauth|csrf|callback|redirect_uri|authoriz|openid|\bcode=/i),
      sure: 'possible',
      withDatadog: 'likely',
    },
    {
      pattern:
        /(?<![a-z0-9])unexpected "state" response parameter|checks\.state argument is missing|\bauthorization_request_not_found\b/i,
      sure: 'likely',
    },
  ],
  causes: [
    {
      id: 'other-session',
      text: 'the callback came to another session than the request left from: another browser, tab, worker, or a restart in between',
      byHand: 'log the session id when the request leaves and when the callback comes in',
    },
    {
      id: 'cookie',
      text: 'the cookie that holds the state was not sent back: SameSite, another host name (localhost and 127.0.0.1), http instead of https',
      byHand: 'look at the Cookie header of the callback in the network view of the browser',
    },
    {
      id: 'missing',
      text: 'the callback has no state, because the request sent none',
      check: ({ reading }) =>
        mentions(reading, /[?&]code=/i)
          ? mentions(reading, /[?&]state=/i)
            ? { holds: false, because: 'the input has a state' }
            : mentions(reading, /\/oauth2\/v1\/authorize\?/i)
              ? { holds: true, because: 'neither request nor callback of the input has a state' }
              : { because: 'the callback of the input has no state; the request is not there' }
          : undefined,
      byHand: 'look for state in the authorize URL that the program makes',
    },
    {
      id: 'encoding',
      text: 'the state has characters that were changed by encoding (+, /, =)',
      byHand: 'compare the state of both URLs character by character',
    },
    {
      id: 'old-link',
      text: 'an old callback URL was opened again, or a second authorization overwrote the first',
      byHand: 'see in the log of the program how many authorizations began before this callback',
    },
    {
      id: 'attack',
      text: 'somebody slipped in a code of his own; that is what state is for',
      byHand: NOT_FROM_HERE,
    },
  ],
  fix: 'Start the authorization anew. Send a fresh random base64url state, keep it with the session of this browser, and compare before reading anything else.',
  next: nextRun('authorize'),
  mustNotClaim: [
    'the state of Terraform, of a state machine or of a user interface',
    'a state of a country in an address form',
    'an error of the authorize page that came back with a right state',
  ],
});
