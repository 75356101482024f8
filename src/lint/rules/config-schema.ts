import { defineLintRule } from '../define-lint-rule.ts';
import { configIssues } from '../../settings/read-config.ts';
import { secretAdvice } from '../../settings/config-secrets.ts';
import {
  memberOf,
  nodeAt,
  plainValue,
  type JsonNode,
  type JsonPath,
  type Span,
} from '../json-tree.ts';
import { shownText } from '../lint-file.ts';

/** What the schema of the config refuses. */
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
    return configIssues(plainValue(root))
      .filter(({ keys }) => secretAdvice(String(keys.at(-1) ?? '')) === undefined)
      .map(({ keys, problem }) => ({
        at: placeOf(root, keys),
        args: { problem, key: shownText(String(keys.at(-1) ?? '')) },
      }));
  },
});

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
