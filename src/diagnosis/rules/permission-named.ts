import { defineRule, type Case } from '../define-rule.ts';
import { nextRun } from '../next-command.ts';

/** The name in the message. */
function nameOf({ recognition }: Case): string | undefined {
  return recognition.groups[0]?.toLowerCase();
}

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
  causes: [
    {
      id: 'not-requested',
      text: 'the grant was not asked to have the named permission',
      check: (found) => {
        const name = nameOf(found);
        const asked = found.context.requestedScopes;
        return name !== undefined && asked && asked.length > 0
          ? { holds: !asked.includes(name), because: `${name}; requested: ${asked.join(', ')}` }
          : undefined;
      },
    },
    {
      id: 'not-granted',
      text: 'the client is not registered for it, or the user consented before it was',
      byHand: 'compare the scopes of the grant (ddoauth grants list) with those of the client',
    },
    {
      id: 'role',
      text: 'the role of the user does not have it',
      byHand: 'look at the role of the user in Organization Settings > Users',
    },
  ],
  fix: (found) => {
    const name = nameOf(found) ?? 'the named permission';
    return `Register the scope ${name} for the client and let the user authorize again; his role needs the permission of the same name.`;
  },
  fixInDocs:
    'Register the scope that the answer names for the client and let the user authorize again; his role needs the permission of the same name.',
  next: nextRun('check-scopes'),
  mustNotClaim: [
    'a missing permission of an operating system, a chat or a cloud',
    'Failed permission authorization checks, which names nothing',
  ],
});
