import type { Cause, DiagnosisContext } from '../../model/diagnosis.ts';
import { checked, confirmed, open, ruledOut } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { listOf, mentions, valuesOf } from '../input-values.ts';
import { phrase } from '../phrase.ts';
import type { Reading } from '../read-input.ts';
import { compareRedirectUri, type UriComparison, type UriDifference } from '../redirect-uris.ts';

/** Ways in which a registered URI may be missed, most frequent first. */
const SPELLINGS: readonly (readonly [UriDifference, string])[] = [
  ['loopback-name', 'it says localhost where 127.0.0.1 is registered, or the reverse'],
  ['trailing-slash', 'it has a trailing slash too many or too few'],
  ['port', 'its port is another one, or is left out'],
  ['scheme', 'http and https are mixed up'],
  ['letter-case', 'upper and lower case differ'],
  ['encoding', 'it is percent-encoded twice, not at all, or was cut at an unencoded & or #'],
  ['query-or-fragment', 'its query string or fragment differs'],
];

/** The comparison nearest to a hit, of all URIs the case knows. */
function compare(reading: Reading, context: DiagnosisContext): UriComparison | undefined {
  const registered = [
    ...(context.registeredRedirectUris ?? []),
    ...listOf(reading, 'redirect_uris'),
  ];
  const inText = valuesOf(reading, 'redirect_uri');
  // The text shows what was sent; the caller's is only what this program would send.
  const used =
    inText.length > 0 || context.redirectUri === undefined ? inText : [context.redirectUri];
  const all = used.flatMap((uri) => compareRedirectUri(uri, registered) ?? []);
  return all.find(({ differences }) => differences.length > 0) ?? all[0];
}

function uriCauses(comparison: UriComparison | undefined): Cause[] {
  const unregistered = 'the redirect URI is not registered for this client';
  if (!comparison) {
    return [open('not-registered', unregistered), ...SPELLINGS.map(([id, text]) => open(id, text))];
  }
  const { used, nearest, differences } = comparison;
  const because =
    differences.length === 0
      ? `"${used}" is in the list of registered URIs at hand, byte for byte`
      : `"${used}" was used, "${nearest}" is the nearest in the list of registered URIs at hand`;
  const foreign = differences.includes('host') || differences.includes('path');
  return [
    ...(differences.length === 0
      ? [open('list-differs', 'the list at hand is not what is registered at Datadog', because)]
      : []),
    foreign || differences.length === 0
      ? checked('not-registered', unregistered, foreign, because)
      : ruledOut('not-registered', `${unregistered} in any spelling`, because),
    ...SPELLINGS.map(([id, text]) => {
      if (foreign) return open(id, text);
      return differences.includes(id) ? confirmed(id, text, because) : ruledOut(id, text, because);
    }),
  ];
}

/** The redirect URI of the request is none of the registered ones. */
export const redirectUriMismatch = defineRule({
  id: 'redirect-uri-mismatch',
  title: 'The redirect URI of the request is not one of those registered for the client',
  links: ['testingGuide', 'oauthEndpoints', 'rfc8252'],
  signatures: [
    { pattern: phrase('mismatching redirect uri'), sure: 'certain' },
    {
      pattern:
        /(?<![a-z0-9])(?:mismatch(?:ed|ing)? redirect[\s_-]?ur[il]s?|redirect[\s_-]?ur[il] mismatch(?:es)?|redirect[\s_-]?ur[il] (?:does not|doesn't|did not|didn't) match)(?![a-z0-9_])/i,
      sure: 'possible',
      withDatadog: 'certain',
    },
  ],
  explain: ({ reading, context }) => {
    const comparison = compare(reading, context);
    const isTest = context.kind === 'test';
    const unsubmitted = 'a change to the published client was never submitted for review';
    return {
      causes: [
        ...uriCauses(comparison),
        open(
          'client-mixed-up',
          "the test client's id goes with the published client's redirect URI, or the reverse",
        ),
        isTest
          ? ruledOut(
              'unsubmitted-change',
              unsubmitted,
              'the profile is a test client, which changes at once',
            )
          : open('unsubmitted-change', unsubmitted),
        ...(mentions(reading, /\bmcp\b/i)
          ? [
              open(
                'mcp-restriction',
                'the organisation allows only certain redirect URIs for MCP clients (Organization Settings > Preferences)',
              ),
            ]
          : []),
      ],
      fix:
        comparison && comparison.differences.length > 0
          ? `Send "${comparison.nearest}" exactly as registered, or register "${comparison.used}". It is compared byte for byte.`
          : 'Compare the redirect_uri of the authorization request with the list in the Developer Platform byte for byte, and register the one that is used. A published client has to be submitted again for that.',
      nextCommand: 'ddoauth authorize --redirect-uri <registered URI>',
    };
  },
});
