import { defineLintRule } from '../define-lint-rule.ts';
import { memberOf, type JsonNode } from '../json-tree.ts';

/** A value of the wrong type. */
export const manifestFieldType = defineLintRule({
  id: 'manifest-field-type',
  title: 'A member of the manifest has the wrong type',
  severity: 'error',
  cause: 'Programs that read the manifest take it for a text or for a list of texts and fail.',
  fix: 'Write a text in double quotes, or a list of them.',
  mustNotClaim: ['null, which counts as missing', 'members that no manifest has'],
  client: ({ source, node }) => {
    if (source !== 'manifest') return [];
    const wrong = (field: string, value: JsonNode, wanted: string) => [
      { at: value, args: { field, wanted, kind: value.kind } },
    ];
    return [...TEXTS, ...LISTS].flatMap((field) => {
      const value = memberOf(node, field)?.value;
      if (value === undefined || value.kind === 'null') return [];
      if (TEXTS.includes(field))
        return value.kind === 'string' ? [] : wrong(field, value, 'a text');
      if (value.kind !== 'list') return wrong(field, value, 'a list of texts');
      return value.items.flatMap((item) =>
        item.kind === 'string' && String(item.value).trim() !== ''
          ? []
          : wrong(field, item, 'a text that is not empty'),
      );
    });
  },
});

const TEXTS: readonly string[] = [
  'id',
  'client_id',
  'name',
  'description',
  'client_role',
  'onboarding_url',
];
const LISTS: readonly string[] = ['redirect_uris', 'scopes'];
