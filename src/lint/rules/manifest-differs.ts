import { defineLintRule } from '../define-lint-rule.ts';
import { shownText } from '../lint-file.ts';

/** A profile that says otherwise than its manifest. */
export const manifestDiffers = defineLintRule({
  id: 'manifest-differs',
  title: 'A profile and its manifest say different things',
  severity: 'warning',
  cause:
    'Keys of the profile win over its manifest. What Datadog has registered for a published client is what the manifest says, so the profile would test another client.',
  fix: 'Take the key out of the profile, or correct the manifest.',
  mustNotClaim: [
    'a profile that takes some of the redirect URIs or scopes of its manifest',
    'a test client that shares the manifest of the published one',
  ],
  client: ({ source, kind, id, redirectUris, scopes, manifest }) => {
    if (source !== 'profile' || manifest === undefined || kind === 'test') return [];
    const differs =
      id !== undefined && manifest.id !== undefined && id.value !== manifest.id.value
        ? [
            {
              at: id.node,
              args: {
                what: 'client id',
                value: shownText(id.value),
                theirs: shownText(manifest.id.value),
              },
            },
          ]
        : [];
    const strange = (
      [
        ['redirect URI', redirectUris, manifest.redirectUris],
        ['scope', scopes, manifest.scopes],
      ] as const
    ).flatMap(([what, own, theirs]) => {
      const there = new Set(theirs.map(({ value }) => value));
      return own
        .filter(({ value }) => !there.has(value))
        .map(({ value, node }) => ({ at: node, args: { what, value: shownText(value) } }));
    });
    return [...differs, ...strange];
  },
});
