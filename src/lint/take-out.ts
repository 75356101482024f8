import { nodeAt, type JsonNode } from './json-tree.ts';
import type { Edit } from './define-lint-rule.ts';
import { textAt, type LintFile } from './lint-file.ts';

/**
 * The edits that take an item out of its list, everything else staying byte for byte. None when a
 * comment stands beside it, which may be about it.
 */
export function takeOut(file: LintFile, item: JsonNode): readonly Edit[] {
  const list = nodeAt(file.root, item.path.slice(0, -1));
  const before = list?.items[Number(item.path.at(-1)) - 1];
  if (before === undefined) return [];
  const offset = before.offset + before.length;
  const length = item.offset + item.length - offset;
  const between = textAt(file, { offset, length: item.offset - offset });
  return /^\s*,\s*$/.test(between) ? [{ offset, length, text: '' }] : [];
}
