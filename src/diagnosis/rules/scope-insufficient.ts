import { open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { runNext } from '../next-command.ts';

/** RFC 6750's answer to a token with too few scopes. */
export const scopeInsufficient = defineRule({
  id: 'scope-insufficient',
  title: 'The access token does not have the scope this call needs',
  links: ['scopes', 'oauthInDatadog'],
  signatures: [
    {
      pattern: /(?<![a-z0-9_])insufficient[_ ]scopes?(?![a-z0-9_])/i,
      sure: 'possible',
      withDatadog: 'certain',
    },
    {
      pattern: /requires higher privileges than provided by the access token/i,
      sure: 'likely',
      withDatadog: 'certain',
    },
  ],
  explain: ({ reading, context }) => ({
    causes: [
      open('scope', 'the scope of this route is not in the grant'),
      open('consent-older', 'the scope was added to the client after the user had consented'),
      open('narrowed', 'the administrator restricted the scopes of this client'),
    ],
    fix: 'See which scopes the grant has, register the missing one, and let the user authorize again.',
    nextCommand: runNext('check-scopes', reading, context),
  }),
});
