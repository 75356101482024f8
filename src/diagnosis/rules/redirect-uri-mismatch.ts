import { otherClientId } from '../facts/client-ids.ts';
import { defineRule, type Case, type CauseRow, type OfflineCheck } from '../define-rule.ts';
import { listOf, mentions, valuesOf } from '../facts/input-values.ts';
import { phrase } from '../words/phrase.ts';
import { pairInText } from '../facts/redirect-pairs.ts';
import {
  compareRedirectUri,
  type UriComparison,
  type UriDifference,
} from '../facts/redirect-uris.ts';

/** The comparison nearest to a hit, of all URIs the case knows. */
function comparisonOf({ reading, context }: Case): UriComparison | undefined {
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

function becauseOfUris(comparison: UriComparison | undefined): string {
  if (!comparison) return '';
  const { used, nearest, differences } = comparison;
  return differences.length === 0
    ? `"${used}" is in the list of registered URIs at hand, byte for byte`
    : `"${used}" was used, "${nearest}" is the nearest in the list of registered URIs at hand`;
}

/** No registered URI is a spelling of the one that was used. */
function isForeign({ differences }: UriComparison): boolean {
  return differences.includes('host') || differences.includes('path');
}

/** A text in which nothing says which URI is registered and which was sent may still have both. */
function pairHint({ reading }: Case, id: UriDifference): OfflineCheck | undefined {
  const pair = pairInText(reading);
  return pair?.differences.includes(id)
    ? { because: `the input has both "${pair.used}" and "${pair.nearest}"` }
    : undefined;
}

function spelling(id: UriDifference, text: string): CauseRow {
  return {
    id,
    text,
    check: (found) => {
      const comparison = comparisonOf(found);
      if (!comparison) return pairHint(found, id);
      if (isForeign(comparison)) return undefined;
      return {
        holds: comparison.differences.includes(id),
        because: becauseOfUris(comparison),
      };
    },
    byHand: 'compare both URIs byte for byte',
  };
}

/** Ways in which a registered URI may be missed, most frequent first. */
const SPELLINGS: readonly CauseRow[] = [
  spelling('loopback-name', 'it says localhost where 127.0.0.1 is registered, or the reverse'),
  spelling('trailing-slash', 'it has a trailing slash too many or too few'),
  spelling('port', 'its port is another one, or is left out'),
  spelling('scheme', 'http and https are mixed up'),
  spelling('letter-case', 'upper and lower case differ'),
  spelling(
    'encoding',
    'it is percent-encoded twice, not at all, or was cut at an unencoded & or #',
  ),
  spelling('query-or-fragment', 'its query string or fragment differs'),
];

const FIX =
  'Compare the redirect_uri of the authorization request with the list in the Developer Platform byte for byte, and register the one that is used. A published client has to be submitted again for that.';

/** The redirect URI of the request is none of the registered ones. */
export const redirectUriMismatch = defineRule({
  id: 'redirect-uri-mismatch',
  title: 'The redirect URI of the request is not one of those registered for the client',
  links: ['testingGuide', 'oauthEndpoints', 'rfc8252'],
  signatures: [
    { pattern: phrase('mismatching redirect uri'), sure: 'certain' },
    // A text that was cut.
    { pattern: /\bmismatching redire?c?t?(?: ur?)?\W{0,5}$/i, sure: 'certain' },
    {
      pattern:
        /(?<![a-z0-9])(?:mismatch(?:ed|ing)? redirect[\s_-]?ur[il]s?|redirect[\s_-]?ur[il] mismatch(?:es)?|redirect[\s_-]?ur[il] (?:does not|doesn't|did not|didn't) match)(?![a-z0-9_])/i,
      sure: 'possible',
      withDatadog: 'certain',
    },
  ],
  causes: [
    {
      id: 'list-differs',
      text: 'the list at hand is not what is registered at Datadog',
      when: (found) => comparisonOf(found)?.differences.length === 0,
      check: (found) => ({ because: becauseOfUris(comparisonOf(found)) }),
      live: { ask: 'redirect-uri-accepted', holdsWhen: 'no' },
    },
    {
      id: 'not-registered',
      text: 'the redirect URI is not registered for this client, in no spelling',
      check: (found) => {
        const comparison = comparisonOf(found);
        return comparison && { holds: isForeign(comparison), because: becauseOfUris(comparison) };
      },
      live: { ask: 'redirect-uri-accepted', holdsWhen: 'no', proves: 'fails' },
    },
    ...SPELLINGS,
    {
      id: 'client-mixed-up',
      text: "the test client's id goes with the published client's redirect URI, or the reverse",
      check: otherClientId,
      byHand: 'compare the client id of the request with both ids in the Developer Platform',
    },
    {
      id: 'unsubmitted-change',
      text: 'a change to the published client was never submitted for review',
      check: ({ context: { kind } }) =>
        kind === 'test'
          ? { holds: false, because: 'the profile is a test client, which changes at once' }
          : undefined,
      byHand: 'look for pending changes of the integration in the Developer Platform',
    },
    {
      id: 'mcp-restriction',
      text: 'the organisation allows only certain redirect URIs for MCP clients (Organization Settings > Preferences)',
      when: ({ reading }) => mentions(reading, /\bmcp\b/i),
      byHand:
        'an administrator looks in Organization Settings > Preferences > MCP OAuth Redirect URLs',
    },
  ],
  fix: (found) => {
    const comparison = comparisonOf(found);
    return comparison && comparison.differences.length > 0
      ? `Send "${comparison.nearest}" exactly as registered, or register "${comparison.used}". It is compared byte for byte.`
      : FIX;
  },
  fixInDocs: FIX,
  next: 'ddoauth authorize --redirect-uri <registered URI>',
  mustNotClaim: [
    'redirect_uri_mismatch and the like of Google, GitHub, Okta, Auth0, Microsoft',
    'a redirect URI that is missing or not well-formed',
    'callback and redirect in other senses',
  ],
});
