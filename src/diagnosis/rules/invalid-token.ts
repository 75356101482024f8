import { answerOf, becauseOf } from '../answers.ts';
import { callsOtherSite } from '../facts/called-sites.ts';
import { defineRule } from '../define-rule.ts';
import { nextRun } from '../next-command.ts';
import { oauthCode } from '../words/phrase.ts';

/** RFC 6750's word for a token that is no good. */
export const invalidToken = defineRule({
  id: 'invalid-token',
  title: 'The access token is expired, revoked or not a token of this site',
  links: ['oauthInDatadog', 'authentication'],
  yieldsTo: ['key-as-token'],
  signatures: [
    {
      pattern:
        /access token (?:provided )?(?:is |has |was )?(?:been )?(?:expired|revoked|malformed|invalid|no longer valid)/i,
      sure: 'likely',
      withDatadog: 'certain',
    },
    {
      pattern: oauthCode('(?:invalid_token|token_expired)'),
      sure: 'possible',
      withDatadog: 'certain',
    },
    {
      pattern:
        /(?<![a-z0-9_])(?:(?:invalid|expired|revoked|malformed) (?:access|bearer)[ _-]token|(?<!(?:refresh|csrf|reset|invitation|id)[ _-])token (?:is |has )?(?:expired|been revoked)|TokenExpiredError)(?![a-z0-9_])/i,
      sure: 'possible',
      withDatadog: 'likely',
    },
  ],
  causes: [
    {
      id: 'expired',
      text: 'the access token is older than an hour: refresh it',
      check: (found) =>
        answerOf(found, 'access-token-alive') === 'no' &&
        answerOf(found, 'grant-refreshes') === 'yes'
          ? { holds: true, because: becauseOf(found, 'access-token-alive', 'grant-refreshes') }
          : undefined,
      live: { ask: 'access-token-alive', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'revoked',
      text: 'the grant was revoked, the integration uninstalled, or the client disabled by an administrator',
      live: { ask: 'grant-refreshes', holdsWhen: 'no' },
    },
    {
      id: 'other-site',
      text: "the call went to another site's API host than the grant's",
      check: callsOtherSite,
      byHand: 'compare the host of the call with the domain that came with the callback',
    },
    {
      id: 'not-the-token',
      text: 'something else stands after Bearer: the refresh token, the code, the whole JSON, or a key',
      check: ({ reading }) => {
        const bearer = reading.credentials.find(({ place }) => place === 'bearer');
        return bearer?.shape === 'api-key' || bearer?.shape === 'application-key'
          ? { holds: true, because: 'the value after Bearer has the shape of a key' }
          : undefined;
      },
      byHand: 'log which member of the token answer is sent, and the length of its value',
    },
    {
      id: 'garbled',
      text: 'the token was cut or changed on the way: a line end, quotes, a header that is too long',
      byHand: 'compare the length of the token that is sent with that of the token answer',
    },
  ],
  fix: "Refresh the grant and use the new access token at the API host of the grant's site. If the refresh is refused too, the user has to authorize again.",
  next: nextRun('grants refresh'),
  mustNotClaim: [
    'a refresh token or a code that is refused at the token endpoint',
    'tokens of other kinds: CSRF tokens, tokens of a parser, invitation tokens',
    'invalid_token of another OAuth provider',
  ],
});
