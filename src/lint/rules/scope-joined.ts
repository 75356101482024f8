import { defineLintRule, type Fix } from '../define-lint-rule.ts';
import { bareScope, joinedScopes } from '../scope-names.ts';
import { nodeAt, type JsonNode } from '../json-tree.ts';
import { shownText, textAt, type LintFile } from '../lint-file.ts';

/** Several scopes in one text. */
export const scopeJoined = defineLintRule({
  id: 'scope-joined',
  title: 'Several scopes in one text',
  severity: 'error',
  cause:
    'The list has one text for each scope. Joined ones are one unknown scope, and that fails the whole authorization.',
  fix: 'Write each as a text of its own.',
  fixes: 'writes each as a text of its own, when all of them are known',
  mustNotClaim: ['blanks or a comma at an end of one name'],
  client: ({ scopes, file }) =>
    scopes.flatMap(({ value, node: at }) => {
      const names = joinedScopes(value);
      if (names.length < 2) return [];
      const fix = parted(names, at, file);
      const args = { value: shownText(value), names: names.map(shownText) };
      return [{ at, args, ...(fix === undefined ? {} : { fix }) }];
    }),
});

/** The names as entries of their own; `undefined` when one of them is unknown, so that it is a guess. */
function parted(names: readonly string[], at: JsonNode, file: LintFile): Fix | undefined {
  const known = names.flatMap((name) => bareScope(name) ?? []);
  if (known.length < names.length) return undefined;
  const { offset, length } = at;
  const text = known.map((name) => JSON.stringify(name)).join(`,${gapBefore(at, file)}`);
  return {
    says: `wrote ${known.join(', ')} as texts of their own`,
    edits: [{ offset, length, text }],
  };
}

/** What separates the entries of this list: a line break with its indent, or a blank. */
function gapBefore(at: JsonNode, file: LintFile): string {
  const list = nodeAt(file.root, at.path.slice(0, -1));
  const before = list?.items[Number(at.path.at(-1)) - 1];
  const start = before === undefined ? (list?.offset ?? at.offset) : before.offset + before.length;
  const between = textAt(file, { offset: start, length: at.offset - start }).replace(/^\[|,/, '');
  return /^\s+$/.test(between) ? between : ' ';
}
