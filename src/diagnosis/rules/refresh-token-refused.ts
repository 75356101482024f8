import { asksOtherSite } from '../facts/called-sites.ts';
import { otherClientId } from '../facts/client-ids.ts';
import { defineRule } from '../define-rule.ts';
import { atRefresh } from '../facts/input-values.ts';
import { nextRun } from '../next-command.ts';
import { oauthCode } from '../words/phrase.ts';

/** The token endpoint no longer takes the refresh token. */
export const refreshTokenRefused = defineRule({
  id: 'refresh-token-refused',
  title: 'The token endpoint refused the refresh token',
  links: ['oauthInDatadog', 'oauthEndpoints', 'rfc6749Token'],
  signatures: [
    {
      pattern:
        /(?<![a-z0-9])(?:invalid|expired|revoked|unknown) refresh[\s_-]?token|refresh[\s_-]?token (?:is |was |has )?(?:been )?(?:invalid|expired|revoked|not valid|already used)(?![a-z0-9])/i,
      sure: 'possible',
      withDatadog: 'certain',
    },
    {
      pattern: oauthCode('invalid_grant'),
      when: (reading) =>
        atRefresh(reading) &&
        !reading.views.some((view) => /code or (?:code[\s_-]?)?verifier/i.test(view)),
      sure: 'possible',
      withDatadog: 'certain',
    },
    {
      pattern: oauthCode('invalid_grant'),
      when: (reading, { command }) =>
        (command ?? '').startsWith('grants') &&
        !reading.views.some((view) => /code or (?:code[\s_-]?)?verifier/i.test(view)),
      sure: 'likely',
    },
  ],
  causes: [
    {
      id: 'revoked',
      text: 'the user or the partner revoked the authorization, or the integration was uninstalled',
      live: { ask: 'grant-refreshes', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'rotated',
      text: 'an earlier refresh gave a new refresh token and it was not saved, or two processes refreshed at once',
      byHand: 'look in the log of the program for an earlier refresh whose answer was not saved',
    },
    {
      id: 'other-site',
      text: 'the refresh went to another site than the grant belongs to',
      check: asksOtherSite,
      byHand: 'compare the host of the refresh with the domain that came with the callback',
    },
    {
      id: 'client-disabled',
      text: 'an administrator disabled the client for the organisation',
      live: { ask: 'grant-refreshes', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'other-client',
      text: 'the token belongs to another client id (test and published client mixed up)',
      check: otherClientId,
      byHand: 'compare the client id of the refresh with that of the authorization',
    },
    {
      id: 'expired',
      text: 'the refresh token has expired: those of public clients do after about 30 days, those of partner clients not by themselves',
      check: ({ context: { kind } }) =>
        kind === undefined
          ? undefined
          : kind === 'public'
            ? { because: 'the profile is a public client' }
            : { holds: false, because: `the profile is a ${kind} client of a partner` },
    },
  ],
  fix: 'Refresh at the site of the grant with the newest refresh token. If it stays refused, the user has to authorize again.',
  next: nextRun('authorize'),
  mustNotClaim: [
    'a refresh token parameter that is missing',
    'an authorization code or verifier that is refused',
    'reloading a page',
  ],
});
