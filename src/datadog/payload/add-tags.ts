import type { DataType } from '../../catalog/data-types.ts';
import { PAYLOAD_PARTS, type TagPlace } from '../../catalog/payload-parts.ts';
import { nodeAt, readJsonTree, type JsonNode } from './json-tree.ts';
import { select } from './select.ts';

/** A tag as name and value. */
export type Tag = readonly [name: string, value: string];

/** The tag that ties a datum to a run. */
export function runTag(runId: string): Tag {
  return ['ddoauth_run', runId];
}

/** A tag as it is written and searched for: `ddoauth_run:3f9a1c2b7d`. */
export function tagText([name, value]: Tag): string {
  return `${name}:${value}`;
}

/** Whether a kind of data carries its tags as attributes, which searches name otherwise. */
export function tagsAreAttributes(dataType: DataType): boolean {
  return (PAYLOAD_PARTS[dataType]?.tag ?? []).some(({ as }) => as === 'map' || as === 'attributes');
}

/** A payload with tags added. */
export interface TaggedPayload {
  readonly text: string;
  /** How many objects got them. */
  readonly tagged: number;
  /** How many could not take them: their list is full. */
  readonly full: number;
}

/**
 * Puts tags into every item of a payload that has tags, and changes nothing else: what is no tag
 * keeps its bytes.
 * @param text JSON of the right shape for the data type
 */
export function addTags(dataType: DataType, text: string, tags: readonly Tag[]): TaggedPayload {
  const payload: unknown = JSON.parse(text);
  const root = readJsonTree(text);
  const edits: { at: number; insert: string }[] = [];
  let full = 0;
  for (const place of PAYLOAD_PARTS[dataType]?.tag ?? []) {
    for (const { steps } of select(payload, place.in)) {
      const node = nodeAt(root, steps);
      if (node?.members === undefined) continue;
      const edit = editFor(place, node, text, tags);
      if (edit === undefined) full += 1;
      else edits.push(edit);
    }
  }
  const pieces: string[] = [];
  let from = 0;
  for (const { at, insert } of edits.sort((a, b) => a.at - b.at)) {
    pieces.push(text.slice(from, at), insert);
    from = at;
  }
  return { text: pieces.join('') + text.slice(from), tagged: edits.length, full };
}

/** What to insert where, so that an object carries the tags; `undefined` when there is no room. */
function editFor(
  { member, as, most }: TagPlace,
  object: JsonNode,
  text: string,
  tags: readonly Tag[],
): { at: number; insert: string } | undefined {
  const there = object.members?.get(member);
  const entries = entriesOf(as, tags);
  if (there === undefined) {
    const fresh = { list: `[${entries}]`, text: `"${entries}"`, map: `{${entries}}` };
    const comma = (object.members?.size ?? 0) > 0 ? ',' : '';
    const value = as === 'attributes' ? fresh.list : fresh[as];
    return { at: object.end - 1, insert: `${comma}${JSON.stringify(member)}:${value}` };
  }
  const size = there.items?.length ?? there.members?.size ?? 0;
  if (most !== undefined && size + tags.length > most) return undefined;
  const empty = as === 'text' ? isBlank(text.slice(there.start + 1, there.end - 1)) : size === 0;
  return { at: there.end - 1, insert: `${empty ? '' : ','}${entries}` };
}

/** Tags as JSON, in the form in which they stand at a place, without what is around them. */
function entriesOf(as: TagPlace['as'], tags: readonly Tag[]): string {
  switch (as) {
    case 'list':
      return tags.map((tag) => JSON.stringify(tagText(tag))).join(',');
    case 'text':
      return JSON.stringify(tags.map(tagText).join(',')).slice(1, -1);
    case 'map':
      return tags.map((tag) => tag.map((part) => JSON.stringify(part)).join(':')).join(',');
    case 'attributes':
      return tags
        .map(([key, stringValue]) => JSON.stringify({ key, value: { stringValue } }))
        .join(',');
  }
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
