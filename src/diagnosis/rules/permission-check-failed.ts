import { open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { runNext } from '../next-command.ts';

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
  explain: ({ reading, context }) => ({
    causes: [
      open('scope', 'the grant does not have the scope of this route'),
      open(
        'permission',
        'the user who authorized lacks the permission in his role, or lost it since',
      ),
      open('consent-older', 'the scope was added to the client after the user had consented'),
      open('restriction', 'the object itself is restricted to certain roles or teams'),
    ],
    fix: 'Compare the scopes of the grant with those of the route, then the role of the user with the permission of the same name.',
    nextCommand: runNext('check-scopes', reading, context),
  }),
});
