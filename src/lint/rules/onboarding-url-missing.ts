import { defineLintRule } from '../define-lint-rule.ts';
import { memberOf } from '../json-tree.ts';

/** No onboarding URL. */
export const onboardingUrlMissing = defineLintRule({
  id: 'onboarding-url-missing',
  title: 'A published client without an onboarding URL',
  severity: 'warning',
  cause:
    '"Connect Accounts" on the tile, and "Test Authorization" in the Developer Platform, send the user to it.',
  fix: 'Add the one URL of your application that begins the authorization.',
  mustNotClaim: ['test and public clients of a config', 'a profile whose manifest has it'],
  client: ({ source, kind, node, file, onboardingUrl, manifest, manifestPath }) => {
    if (onboardingUrl !== undefined && onboardingUrl.value.trim() !== '') return [];
    if (source === 'profile') {
      if (kind !== 'published' || manifest !== undefined || manifestPath !== undefined) return [];
      return [{ at: node, severity: 'hint' as const }];
    }
    const member = memberOf(node, 'onboarding_url');
    // Broken JSON may hide it.
    if (member === undefined && file.isBroken) return [];
    const wrongType = member !== undefined && !['string', 'null'].includes(member.value.kind);
    return wrongType ? [] : [{ at: member ?? node }];
  },
});
