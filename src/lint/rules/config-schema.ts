import { defineLintRule } from '../define-lint-rule.ts';
import { ToolError } from '../../errors.ts';
import { configSites } from '../../settings/config-sites.ts';
import { UNSAFE_NAMES } from '../../settings/json-syntax.ts';
import { configIssues, parseConfig } from '../../settings/read-config.ts';
import { isObject } from '../../settings/read-json-file.ts';
import { createSiteTable } from '../../sites/site-table.ts';
import { secretAdvice } from '../../settings/config-secrets.ts';
import {
  memberOf,
  nodeAt,
  nodesBelow,
  plainValue,
  type JsonNode,
  type JsonPath,
  type Span,
} from '../json-tree.ts';
import { shownText } from '../lint-file.ts';

/** Keys and indexes that lead to a mistake, and the second half of a sentence. */
interface Issue {
  readonly keys: JsonPath;
  readonly problem: string;
}

/** What the schema of the config refuses, and what ddoauth refuses beside that. */
export const configSchema = defineLintRule({
  id: 'config-schema',
  title: 'The config is not as its schema wants it',
  severity: 'error',
  cause:
    'ddoauth refuses the config: a misspelt key would otherwise be without effect and nobody would notice.',
  fix: 'Correct the place; schema/config.schema.json of the package describes the file.',
  mustNotClaim: [
    'manifests, whose members have rules of their own',
    'a member that is named like a secret, which has a rule of its own',
  ],
  file: ({ kind, root, isBroken }) => {
    if (kind !== 'config' || root === undefined) return [];
    // What follows broken syntax is guesswork.
    if (isBroken) return [];
    const value = plainValue(root);
    const issues = configIssues(value);
    const wrong = issues.length > 0 ? issues : siteIssues(value);
    return [...wrong, ...unsafeNames(root)]
      .filter(({ keys }) => secretAdvice(String(keys.at(-1) ?? '')) === undefined)
      .map(({ keys, problem }) => ({
        at: placeOf(root, keys),
        args: { problem, key: shownText(String(keys.at(-1) ?? '')) },
      }));
  },
});

/** Names of members that ddoauth refuses wherever they stand. */
function unsafeNames(root: JsonNode): Issue[] {
  return [...nodesBelow(root)].flatMap(({ members }) =>
    members
      .filter(({ key }) => UNSAFE_NAMES.includes(key))
      .map(({ path }) => ({ keys: path, problem: 'a key of this name is not allowed' })),
  );
}

/** Sites that a config may not add: their name or domain is that of another one, or a host is no URL. */
function siteIssues(value: unknown): Issue[] {
  const keys = isObject(value) && isObject(value['sites']) ? Object.keys(value['sites']) : [];
  const all = siteRefusal(value, keys);
  if (all === undefined) return [];
  // Which one it is: the first with which the table is refused.
  const last = keys
    .slice(0, MOST_SITES)
    .findIndex((_, index) => siteRefusal(value, keys.slice(0, index + 1)) !== undefined);
  const key = keys[last];
  return [{ keys: key === undefined ? ['sites'] : ['sites', key], problem: all }];
}

/** Trying one by one takes long. */
const MOST_SITES = 50;

function siteRefusal(value: unknown, keys: readonly string[]): string | undefined {
  try {
    const { sites, ...config } = parseConfig(value, '');
    const some = Object.entries(sites ?? {}).filter(([key]) => keys.includes(key));
    createSiteTable(configSites({ ...config, sites: Object.fromEntries(some) }, ''));
    return undefined;
  } catch (error) {
    if (error instanceof ToolError) return error.message.replace(/^(?:: )?sites\.[^:]*: /, '');
    throw error;
  }
}

/** The key that is wrong or the value; for what is missing, the object that lacks it. */
function placeOf(root: JsonNode, keys: JsonPath): Span & { readonly path: JsonPath } {
  for (let length = keys.length; length > 0; length -= 1) {
    const step = keys[length - 1];
    const parent = nodeAt(root, keys.slice(0, length - 1));
    const member = typeof step === 'string' ? memberOf(parent, step) : undefined;
    const found = member ?? nodeAt(root, keys.slice(0, length));
    if (found !== undefined)
      return { offset: found.offset, length: found.length, path: found.path };
  }
  return { ...root, path: [] };
}
