import { checked, open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { runNext } from '../next-command.ts';

/** The answer names the permission that is missing. */
export const permissionNamed = defineRule({
  id: 'permission-named',
  title: 'The grant lacks a permission that the answer names',
  links: ['scopes', 'oauthInDatadog'],
  signatures: [
    {
      pattern:
        /(?<![a-z0-9])missing (?:the )?(?:required )?(?:permissions?|scopes?|authorization scopes?)\s?:?\s?["'[]{0,3}([a-z][a-z0-9]*(?:_[a-z0-9]+)+)/i,
      sure: 'likely',
      withDatadog: 'certain',
    },
    {
      pattern: /(?<![a-z0-9])missing required permissions?:/i,
      sure: 'possible',
      withDatadog: 'likely',
    },
  ],
  explain: ({ reading, context, recognition }) => {
    const name = recognition.groups[0]?.toLowerCase() ?? 'the named permission';
    const asked = context.requestedScopes;
    return {
      causes: [
        checked(
          'not-requested',
          `the grant was not asked to have ${name}`,
          asked && asked.length > 0 ? !asked.includes(name) : undefined,
          `requested: ${(asked ?? []).join(', ')}`,
        ),
        open(
          'not-granted',
          `the client is not registered for ${name}, or the user consented before it was`,
        ),
        open('role', `the role of the user does not have ${name}`),
      ],
      fix: `Register the scope ${name} for the client and let the user authorize again; his role needs the permission of the same name.`,
      nextCommand: runNext('check-scopes', reading, context),
    };
  },
});
