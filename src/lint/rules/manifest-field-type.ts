import { defineLintRule } from '../define-lint-rule.ts';
import { memberOf, type JsonNode } from '../json-tree.ts';
import type { Fix, LintFinding } from '../define-lint-rule.ts';
import { textAt, type LintFile } from '../lint-file.ts';
import { bareScope, joinedScopes } from '../scope-names.ts';

/** A value of the wrong type. */
export const manifestFieldType = defineLintRule({
  id: 'manifest-field-type',
  title: 'A member of the manifest has the wrong type',
  severity: 'error',
  cause: 'Programs that read the manifest take it for a text or for a list of texts and fail.',
  fix: 'Write a text in double quotes, or a list of them.',
  fixes: 'puts a text that stands for a list into brackets',
  mustNotClaim: ['null and an empty text, which count as missing', 'members that no manifest has'],
  client: ({ source, node, file }) => {
    if (source !== 'manifest') return [];
    const wrong = (field: string, value: JsonNode, wanted: string): LintFinding[] => [
      { at: value, args: { field, wanted, kind: kindOf(value) } },
    ];
    return [...TEXTS, ...LISTS].flatMap((field) => {
      const value = memberOf(node, field)?.value;
      if (value === undefined || value.kind === 'null') return [];
      if (TEXTS.includes(field))
        return value.kind === 'string' ? [] : wrong(field, value, 'a text');
      // Empty counts as missing.
      if (kindOf(value) === 'empty') return [];
      if (value.kind !== 'list') {
        return wrong(field, value, 'a list of texts').map((finding) =>
          isPlain(field, value) ? { ...finding, fix: inBrackets(field, value, file) } : finding,
        );
      }
      return value.items.flatMap((item) =>
        item.kind === 'string' && String(item.value).trim() !== ''
          ? []
          : wrong(field, item, 'a text that is not empty').map((finding) => ({
              ...finding,
              args: { ...finding.args, item: true },
            })),
      );
    });
  },
});

/** The type, and of a text whether there is anything in it. */
function kindOf({ kind, value }: JsonNode): string {
  return kind === 'string' && String(value).trim() === '' ? 'empty' : kind;
}

/** Whether a text is what an entry would be: known scopes, or one URI; not a list written as a text. */
function isPlain(field: string, { kind, value }: JsonNode): boolean {
  if (kind !== 'string') return false;
  const text = String(value);
  return field === 'scopes'
    ? joinedScopes(text).every((name) => bareScope(name) !== undefined)
    : /^https?:\/\/[^\s"'<>[\]{},;]+$/.test(text);
}

/** The text as the only entry of a list; several in one text are told, and parted, by other rules. */
function inBrackets(field: string, value: JsonNode, file: LintFile): Fix {
  const { offset, length } = value;
  const text = `[${textAt(file, value)}]`;
  return { says: `put ${field} into brackets`, edits: [{ offset, length, text }] };
}

const TEXTS: readonly string[] = [
  'id',
  'client_id',
  'name',
  'description',
  'client_role',
  'onboarding_url',
];
const LISTS: readonly string[] = ['redirect_uris', 'scopes'];
