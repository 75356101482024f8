import { defineLintRule } from '../define-lint-rule.ts';
import { registeredUris } from '../clients.ts';

/** No redirect URI at all. */
export const redirectUriMissing = defineLintRule({
  id: 'redirect-uri-missing',
  title: 'The profile has no redirect URI',
  severity: 'warning',
  cause:
    'ddoauth authorize cannot build an authorize URL without one, unless --redirect-uri gives it.',
  fix: 'Add the registered ones as "redirectUris", or name the "manifest" that has them.',
  mustNotClaim: [
    'a profile whose manifest has them',
    'a manifest, for which it is a missing member',
  ],
  client: (client) => {
    const { source, node, manifestPath, manifest } = client;
    if (source !== 'profile' || registeredUris(client).length > 0) return [];
    if (node.kind !== 'object' || client.file.isBroken) return [];
    // A manifest that cannot be read is told at its place.
    return manifestPath !== undefined && manifest === undefined ? [] : [{ at: node }];
  },
});
