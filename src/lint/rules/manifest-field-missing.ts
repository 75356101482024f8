import { defineLintRule, type LintFinding } from '../define-lint-rule.ts';
import { memberOf } from '../json-tree.ts';

/** What every manifest has and this one lacks. */
export const manifestFieldMissing = defineLintRule({
  id: 'manifest-field-missing',
  title: 'A member of the manifest is missing or empty',
  severity: 'error',
  cause:
    'All published manifests have id, name, description, client_role, onboarding_url, redirect_uris and scopes. Without redirect URIs nobody can authorize, without scopes the grant is good for nothing.',
  fix: 'Fill it in. The id of a published client is shown when the integration is submitted.',
  mustNotClaim: [
    'onboarding_url, which has a rule of its own',
    'client_id in place of id',
    'what is not seen because the JSON is broken',
  ],
  client: ({ source, node, file }) => {
    if (source !== 'manifest') return [];
    return FIELDS.flatMap(([field, severity]): LintFinding[] => {
      const member =
        memberOf(node, field) ?? (field === 'id' ? memberOf(node, 'client_id') : undefined);
      if (member === undefined)
        return file.isBroken ? [] : [{ at: node, severity, args: { field } }];
      const { value } = member;
      const empty =
        value.kind === 'null' ||
        (value.kind === 'string' && String(value.value).trim() === '') ||
        (value.kind === 'list' && value.items.length === 0);
      const worst = field === 'id' || field === 'name' ? 'error' : severity;
      return empty ? [{ at: member, severity: worst, args: { field, empty } }] : [];
    });
  },
});

/** How bad it is when one of them is not there. */
const FIELDS = [
  ['id', 'warning'],
  ['name', 'error'],
  ['description', 'hint'],
  ['client_role', 'warning'],
  ['redirect_uris', 'error'],
  ['scopes', 'warning'],
] as const;
