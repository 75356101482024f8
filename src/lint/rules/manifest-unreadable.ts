import { defineLintRule } from '../define-lint-rule.ts';
import { manifestClients, manifestOf } from '../clients.ts';
import { readLintFile, shownText } from '../lint-file.ts';

/** A manifest that is not there. */
export const manifestUnreadable = defineLintRule({
  id: 'manifest-unreadable',
  title: 'The manifest of a profile cannot be used',
  severity: 'error',
  cause: 'Every command with this profile ends with exit code 2.',
  fix: 'Give the path from the folder of the config to assets/oauth_clients.json, and a client id that is in it.',
  mustNotClaim: ['a path that is right from the folder of the config, wherever the command is run'],
  client: ({ file, node, manifestPath, id }, { read }) => {
    const path = manifestOf(file, node);
    if (path === undefined || manifestPath === undefined) return [];
    const at = manifestPath.node;
    const problem = (reason: string) => [
      { at, args: { value: shownText(manifestPath.value), reason } },
    ];
    const text = read(path);
    if (typeof text !== 'string') return problem(text.reason);
    const manifest = readLintFile(text, { path, shown: manifestPath.value });
    if ('reason' in manifest) return problem(manifest.reason);
    if (manifest.kind !== 'manifest') return problem('it is a config, not a manifest');
    const clients = manifestClients(manifest, undefined);
    if (clients.length < 2 || clients.some((client) => client.id?.value === id?.value)) return [];
    return problem('it has several clients, and none has the client id of this profile');
  },
});
