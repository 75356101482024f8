import { defineRule } from '../define-rule.ts';
import { nextRun } from '../next-command.ts';

/** Scope or role does not allow the call. */
export const permissionCheckFailed = defineRule({
  id: 'permission-check-failed',
  title: "The grant's scopes or the user's role do not allow this call",
  links: ['scopes', 'oauthInDatadog'],
  signatures: [
    {
      pattern:
        /(?<![a-z0-9])failed permissions? authori[sz]ation checks?|permissions? authori[sz]ation checks? failed(?![a-z0-9])/i,
      sure: 'certain',
    },
  ],
  causes: [
    {
      id: 'scope',
      text: 'the grant does not have the scope of this route',
      byHand: 'ddoauth check-scopes proves each scope of the grant',
    },
    {
      id: 'permission',
      text: 'the user who authorized lacks the permission in his role, or lost it since',
      byHand: 'look at the role of the user in Organization Settings > Users',
    },
    {
      id: 'consent-older',
      text: 'the scope was added to the client after the user had consented',
      byHand: 'compare the scopes of the grant (ddoauth grants list) with those of the client',
    },
    {
      id: 'restriction',
      text: 'the object itself is restricted to certain roles or teams',
      byHand: 'open the permissions of the object in the web app',
    },
  ],
  fix: 'Compare the scopes of the grant with those of the route, then the role of the user with the permission of the same name.',
  next: nextRun('check-scopes'),
  mustNotClaim: [
    'a bare Forbidden, which has many more causes',
    'permission checks of an operating system or another product',
  ],
});
