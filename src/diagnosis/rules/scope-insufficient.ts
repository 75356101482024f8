import { defineRule } from '../define-rule.ts';
import { nextRun } from '../next-command.ts';

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
  causes: [
    {
      id: 'scope',
      text: 'the scope of this route is not in the grant',
      byHand: 'ddoauth check-scopes proves each scope of the grant',
    },
    {
      id: 'consent-older',
      text: 'the scope was added to the client after the user had consented',
      byHand: 'compare the scopes of the grant (ddoauth grants list) with those of the client',
    },
    {
      id: 'narrowed',
      text: 'the administrator restricted the scopes of this client',
      byHand: 'an administrator looks in Organization Settings > OAuth Apps',
    },
  ],
  fix: 'See which scopes the grant has, register the missing one, and let the user authorize again.',
  next: nextRun('check-scopes'),
  mustNotClaim: [
    'insufficient funds, memory or rights of other kinds',
    'a scope that the authorization request asks for and the site does not know',
  ],
});
