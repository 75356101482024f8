import { defineLintRule } from '../define-lint-rule.ts';

/** A published client whose registration is nowhere. */
export const publishedWithoutManifest = defineLintRule({
  id: 'published-without-manifest',
  title: 'A published client without a manifest',
  severity: 'hint',
  cause:
    'Redirect URIs and scopes of a published client stand in assets/oauth_clients.json of the integration. A copy in the config goes stale.',
  fix: 'Name the file: "manifest": "assets/oauth_clients.json".',
  mustNotClaim: ['test and public clients'],
  client: ({ source, kind, node, manifestPath }) =>
    source === 'profile' && kind === 'published' && manifestPath === undefined
      ? [{ at: node }]
      : [],
});
