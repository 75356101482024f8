import { open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { runNext } from '../next-command.ts';
import { oauthCode } from '../phrase.ts';

/** The user, or Datadog on somebody's behalf, said no. */
export const accessDenied = defineRule({
  id: 'access-denied',
  title: 'The authorization was refused on the consent page',
  links: ['rfc6749Authorization', 'oauthInDatadog'],
  signatures: [
    { pattern: oauthCode('access_denied'), sure: 'possible', withDatadog: 'certain' },
    {
      pattern:
        /(?<![a-z0-9])(?:the )?resource owner (?:or authorization server )?denied the request|user (?:has )?denied (?:the )?(?:access|authorization|request|consent)/i,
      sure: 'possible',
      withDatadog: 'likely',
    },
  ],
  explain: ({ reading, context }) => ({
    causes: [
      open('cancelled', 'the user pressed Cancel'),
      open(
        'permissions',
        'the user lacks a permission that one of the scopes asks for; who starts at the integration tile needs all of them',
      ),
      open('disabled', 'an administrator has disabled the client for the organisation'),
      open('wrong-org', 'the user was logged in to another organisation than meant and backed out'),
    ],
    fix: 'Authorize again as a user whose role has every permission the scopes stand for, and choose Authorize.',
    nextCommand: runNext('authorize', reading, context),
  }),
});
