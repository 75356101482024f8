import { isDeepStrictEqual } from 'node:util';
import { memberOf, plainValue, readJson, type JsonNode } from '../../lint/json-tree.ts';
import type { ConfigProfile } from '../../settings/config-schema.ts';
import { formatJson, layoutOf, OWN_LAYOUT, type Layout } from './format-json.ts';

/** Where an editor finds the schema of a config, when the package is installed beside it. */
const SCHEMA = './node_modules/ddoauth/schema/config.schema.json';

/** What is to stand in a config. */
export interface ConfigChange {
  readonly profile: string;
  /** Members that are put in or replaced; others of the profile stay. */
  readonly content: ConfigProfile;
  /** Written only if the config has no `defaultProfile`. */
  readonly defaultProfile: string | undefined;
}

/** The text of a new config. */
export function newConfig({ profile, content, defaultProfile }: ConfigChange): string {
  const config = {
    $schema: SCHEMA,
    ...(defaultProfile === undefined ? {} : { defaultProfile }),
    profiles: { [profile]: content },
  };
  return `${formatJson(config, OWN_LAYOUT, 0)}${OWN_LAYOUT.eol}`;
}

/**
 * The text of a config after the change. What does not change stays byte for byte: other profiles, the
 * order of members, blanks, line ends.
 * @param text a config that `parseConfig` takes; a byte order mark may stand before it
 */
export function changedConfig(text: string, change: ConfigChange): string {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const layout = layoutOf(text.slice(mark.length));
  let rest = text.slice(mark.length);
  const { profile, content, defaultProfile } = change;
  const root = (): JsonNode => {
    const node = readJson(rest).root;
    if (node === undefined) throw new Error('a config that was read before cannot be read again');
    return node;
  };
  if (memberOf(root(), 'profiles') === undefined) {
    rest = put(rest, root(), 'profiles', {}, { layout, depth: 0 });
  }
  const profiles = (): JsonNode => memberOf(root(), 'profiles')?.value ?? root();
  if (memberOf(profiles(), profile) === undefined) {
    rest = put(rest, profiles(), profile, content, { layout, depth: 1 });
  } else {
    for (const [key, value] of Object.entries(content)) {
      const node = memberOf(profiles(), profile)?.value;
      if (node !== undefined) rest = put(rest, node, key, value, { layout, depth: 2 });
    }
  }
  if (defaultProfile !== undefined && memberOf(root(), 'defaultProfile') === undefined) {
    const before = memberOf(root(), 'profiles')?.key;
    rest = put(rest, root(), 'defaultProfile', defaultProfile, { layout, depth: 0, before });
  }
  return mark + rest;
}

/** Where a member goes. */
interface Placing {
  readonly layout: Layout;
  /** Steps to the right of the object's own line. */
  readonly depth: number;
  /** Key of the member before which a new one goes. Default: after the last. */
  readonly before?: string | undefined;
}

/** Puts a member into an object of a text, or replaces its value. */
function put(
  text: string,
  object: JsonNode,
  key: string,
  value: unknown,
  { layout, depth, before }: Placing,
): string {
  const there = memberOf(object, key);
  const formatted = formatJson(value, layout, depth + 1);
  if (there !== undefined) {
    if (isDeepStrictEqual(plainValue(there.value), value)) return text;
    return splice(text, there.value.offset, there.value.length, formatted);
  }
  const member = `${JSON.stringify(key)}: ${formatted}`;
  const next = object.members.find((each) => each.key === before);
  const { eol, indent } = layout;
  const isBroken = eol !== '' && (object.members.length === 0 || spansLines(text, object));
  const gap = isBroken ? `${eol}${indent.repeat(depth + 1)}` : ' ';
  if (next !== undefined) return splice(text, next.offset, 0, `${member},${gap}`);
  const last = object.members.at(-1)?.value;
  if (last !== undefined) return splice(text, last.offset + last.length, 0, `,${gap}${member}`);
  const inner = isBroken ? `${gap}${member}${eol}${indent.repeat(depth)}` : member;
  return splice(text, object.offset, object.length, `{${inner}}`);
}

function spansLines(text: string, { offset, length }: JsonNode): boolean {
  return /[\r\n]/.test(text.slice(offset, offset + length));
}

function splice(text: string, offset: number, length: number, part: string): string {
  return text.slice(0, offset) + part + text.slice(offset + length);
}
