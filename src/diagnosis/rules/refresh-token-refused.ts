import { open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { atRefresh } from '../input-values.ts';
import { runNext } from '../next-command.ts';
import { oauthCode } from '../phrase.ts';

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
  explain: ({ reading, context }) => ({
    causes: [
      open(
        'revoked',
        'the user or the partner revoked the authorization, or the integration was uninstalled',
      ),
      open(
        'rotated',
        'an earlier refresh gave a new refresh token and it was not saved, or two processes refreshed at once',
      ),
      open('other-site', 'the refresh went to another site than the grant belongs to'),
      open('client-disabled', 'an administrator disabled the client for the organisation'),
      open(
        'other-client',
        'the token belongs to another client id (test and published client mixed up)',
      ),
      context.kind === 'public'
        ? open('expired', 'the refresh token of a public client has expired (about 30 days)')
        : open('expired', 'the token has expired; those of partner clients do not by themselves'),
    ],
    fix: 'Refresh at the site of the grant with the newest refresh token. If it stays refused, the user has to authorize again.',
    nextCommand: runNext('authorize', reading, context),
  }),
});
