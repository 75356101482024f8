import { checked, open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { mentions } from '../input-values.ts';
import { runNext } from '../next-command.ts';

const WORDS =
  /(?<![a-z0-9])(?:state (?:parameter |value )?(?:mismatch(?:ed)?|does not match|doesn't match|did not match|didn't match|is invalid|not equal)|(?:invalid|mismatch(?:ed|ing)?|wrong|unexpected|unknown|missing) (?:oauth2? )?["']?state["']?(?: (?:response )?parameter| value)?)(?![a-z0-9])/i;

/** The callback carries another state than the request. */
export const stateMismatch = defineRule({
  id: 'state-mismatch',
  title: 'The state of the callback is not the state of the authorization request',
  links: ['rfc6749Authorization', 'oauthEndpoints'],
  signatures: [
    {
      pattern: /(?<![a-z0-9])mismatching_state(?![a-z0-9])|csrf warning! state not equal/i,
      sure: 'likely',
      withDatadog: 'certain',
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
  explain: ({ reading, context }) => ({
    causes: [
      open(
        'other-session',
        'the callback came to another session than the request left from: another browser, tab, worker, or a restart in between',
      ),
      open(
        'cookie',
        'the cookie that holds the state was not sent back: SameSite, another host name (localhost and 127.0.0.1), http instead of https',
      ),
      checked(
        'missing',
        'the callback has no state, because the request sent none',
        mentions(reading, /[?&]code=/i) ? !mentions(reading, /[?&]state=/i) : undefined,
        'looked for state beside code in the input',
      ),
      open('encoding', 'the state has characters that were changed by encoding (+, /, =)'),
      open(
        'old-link',
        'an old callback URL was opened again, or a second authorization overwrote the first',
      ),
      open('attack', 'somebody slipped in a code of his own; that is what state is for'),
    ],
    fix: 'Start the authorization anew. Send a fresh random base64url state, keep it with the session of this browser, and compare before reading anything else.',
    nextCommand: runNext('authorize', reading, context),
  }),
});
