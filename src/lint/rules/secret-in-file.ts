import { defineLintRule, type LintFinding } from '../define-lint-rule.ts';
import { secretAdvice } from '../../settings/config-secrets.ts';
import { nodesBelow, type JsonMember, type JsonNode, type JsonPath } from '../json-tree.ts';
import { shownText, type LintFile } from '../lint-file.ts';
import { secretShape } from '../secret-shapes.ts';

/** A secret that would be committed. */
export const secretInFile = defineLintRule({
  id: 'secret-in-file',
  title: 'A secret in a file that is kept in git',
  severity: 'error',
  cause:
    'The config and the manifest are meant to be committed; whoever reads the repository has the secret from then on.',
  fix: 'Take it out, revoke or regenerate it, and give it to ddoauth by the environment or at its prompt.',
  mustNotClaim: [
    'an object of such a name, such as a profile called secret',
    'a client id, which is public',
    "members of a probe's body or query by their names: they belong to the API that is asked",
  ],
  file: (file) => {
    const { root } = file;
    if (root === undefined) return [];
    return [...nodesBelow(root)].flatMap((node) => [
      ...node.members.flatMap((member) => byName(file.kind, member)),
      ...(node.kind === 'string' ? byShape(node) : []),
    ]);
  },
});

/** Queries and bodies of a config's probes are another API's. */
function inProbe(kind: LintFile['kind'], { path }: { readonly path: JsonPath }): boolean {
  return kind === 'config' && path[0] === 'probes';
}

function byName(kind: LintFile['kind'], member: JsonMember): LintFinding[] {
  const advice = secretAdvice(member.key);
  const { value } = member;
  const holds = value.kind === 'string' || value.kind === 'list';
  // Its shape says the same.
  const told = value.kind === 'string' && secretShape(String(value.value)) !== undefined;
  if (advice === undefined || !holds || told || inProbe(kind, member)) return [];
  return [{ at: member, args: { key: shownText(member.key), advice } }];
}

function byShape(node: JsonNode): LintFinding[] {
  const key = node.path.findLast((step) => typeof step === 'string') ?? '';
  const shape = secretShape(String(node.value));
  // An id of 32 digits without its hyphens has a rule of its own.
  if (shape === undefined || /^(?:client_?)?id$/i.test(key)) return [];
  return [{ at: node, args: { key: shownText(key), shape } }];
}
