import { defineRule } from '../define-rule.ts';
import { nextRun } from '../next-command.ts';
import { oauthCode } from '../words/phrase.ts';

/** The user, or Datadog on somebody's behalf, said no. */
export const accessDenied = defineRule({
  id: 'access-denied',
  title: 'The authorization was refused on the consent page',
  links: ['rfc6749Authorization', 'oauthInDatadog'],
  yieldsTo: ['client-disabled'],
  signatures: [
    { pattern: oauthCode('access_denied'), sure: 'possible', withDatadog: 'certain' },
    {
      pattern:
        /(?<![a-z0-9])(?:the )?resource owner (?:or authorization server )?denied the request|user (?:has )?denied (?:the )?(?:access|authorization|request|consent)/i,
      sure: 'possible',
      withDatadog: 'likely',
    },
  ],
  causes: [
    {
      id: 'cancelled',
      text: 'the user pressed Cancel',
      byHand: 'ask the user who authorized',
    },
    {
      id: 'test-client',
      text: 'the client is a test client, and the user is of another organisation than its own sandbox',
      when: ({ context }) => context.kind === undefined || context.kind === 'test',
      byHand: 'compare the organisation on the consent page with the one the client was made in',
    },
    {
      id: 'permissions',
      text: 'the user lacks a permission that one of the scopes asks for; who starts at the integration tile needs all of them',
      byHand:
        'compare the scopes of the client with the role of the user in Organization Settings > Users',
    },
    {
      id: 'disabled',
      text: 'an administrator has disabled the client for the organisation',
      byHand: 'an administrator looks in Organization Settings > OAuth Apps',
    },
    {
      id: 'wrong-org',
      text: 'the user was logged in to another organisation than meant and backed out',
      byHand: 'ask the user which organisation the consent page named',
    },
  ],
  fix: 'Authorize again as a user whose role has every permission the scopes stand for, and choose Authorize.',
  next: nextRun('authorize'),
  mustNotClaim: [
    'AccessDenied of a cloud storage, a database or a shell ("permission denied")',
    'access_denied of another OAuth provider',
    'a 403 of the API after the grant: that is about scope, role or product',
  ],
});
