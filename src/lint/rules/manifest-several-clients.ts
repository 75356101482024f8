import { defineLintRule } from '../define-lint-rule.ts';
import { memberOf } from '../json-tree.ts';
import { shownText } from '../lint-file.ts';

/** Several clients, or none where it belongs. */
export const manifestSeveralClients = defineLintRule({
  id: 'manifest-several-clients',
  title: 'The manifest does not hold one client under "integration"',
  severity: 'warning',
  cause:
    'Published manifests hold one client, under the key "integration". What stands elsewhere is not read.',
  fix: 'Keep one client in the file, as {"integration": {…}}.',
  mustNotClaim: ['two manifests with a client each'],
  file: (file, { clients }) => {
    const { kind, root } = file;
    if (kind !== 'manifest' || root === undefined) return [];
    const own = clients.filter((client) => client.file === file);
    const found = own.slice(1).map(({ node, label }) => ({
      at: { ...node },
      args: { count: own.length, label: shownText(label) },
    }));
    const ownKeys = new Set(own.map(({ node }) => node.path[0]));
    const [first] = own;
    // Deeper or elsewhere, or in a list, it is not where Datadog's tools look for it.
    const isPlaced = first?.node.path.length === 1 && first.node.path[0] === 'integration';
    const wrapped = memberOf(root, 'integration') !== undefined;
    const others = root.members
      .filter(
        ({ key, path }) => key !== 'integration' && !key.startsWith('$') && !ownKeys.has(path[0]),
      )
      .map((at) => ({ at, args: { other: shownText(at.key) } }));
    const bare = first === undefined || isPlaced ? [] : [{ at: first.node, args: { bare: true } }];
    return [...bare, ...found, ...(wrapped ? others : [])];
  },
});
