import { otherClientId, twoClientIds } from '../facts/client-ids.ts';
import { contentTypeCheck } from '../facts/content-type.ts';
import { defineRule, type OfflineCheck } from '../define-rule.ts';
import { atRefresh, mentions, valuesOf } from '../facts/input-values.ts';
import { nextRun } from '../next-command.ts';
import { oauthCode } from '../words/phrase.ts';
import { flowCheck } from '../requests/flow-check.ts';
import type { Reading } from '../read-input.ts';

const WORDS =
  /(?<![a-z0-9])(?:(?:invalid|incorrect|wrong|bad) (?:authori[sz]ation )?code (?:or|and|\/) (?:code[\s_-]?)?verifier|(?:authori[sz]ation )?code or (?:code[\s_-]?)?verifier (?:is |was )?(?:invalid|incorrect|wrong|not valid))(?![a-z0-9])/i;
const LOOSE =
  /(?<![a-z0-9])(?:(?:invalid|expired|incorrect) (?:authori[sz]ation[\s_-]code|code[\s_-]?verifier)|(?:authori[sz]ation[\s_-]code|code[\s_-]?verifier) (?:is |was |has )?(?:invalid|incorrect|expired|already used|been used|does not match)|(?:pkce|verifier)(?: code)? (?:verification failed|mismatch))(?![a-z0-9])/i;

/** Whether the verifier in the input belongs to the challenge there: S256 is computed anew. */
function verifierCheck({ pkce: { outcome, mistake } }: Reading): OfflineCheck | undefined {
  const computed = 'recomputed S256 of the verifier in the input: it is';
  switch (outcome) {
    case 'matches':
      return { holds: false, because: `${computed} the challenge in the input` };
    case 'differs': {
      const how = mistake === undefined ? '' : `; the challenge is ${mistake}`;
      return { holds: true, because: `${computed} not the challenge in the input${how}` };
    }
    case 'mixed':
      return {
        because: 'the input holds several verifiers, and some belong to none of its challenges',
      };
    case 'absent':
      return undefined;
  }
}

/** More than one redirect URI in a text that does not tell which request each is of. */
function twoRedirectUris(reading: Reading): OfflineCheck | undefined {
  const used = valuesOf(reading, 'redirect_uri').filter((value) => /^https?:/i.test(value));
  return used.length < 2 ? undefined : { because: `the input has ${used.join(' and ')}` };
}

/** The server names age as the reason, and nothing else beside it. */
const EXPIRED =
  /(?<!\bor |, )\bexpired (?:authori[sz]ation[\s_-])?code\b|\bcode (?:has |is |was )?expired\b(?!,| or\b|\s?\/)/i;

function saysExpired({ errors }: Reading): OfflineCheck | undefined {
  return errors.some(({ text }) => EXPIRED.test(text))
    ? { holds: true, because: 'the server says that the code has expired' }
    : undefined;
}

/** The site the callback named and the host the token request went to, when the input has both. */
function otherSite(reading: Reading): OfflineCheck | undefined {
  const domain = valuesOf(reading, 'domain')
    .map((value) => value.toLowerCase())
    .find((value) => /^(?:[a-z0-9-]+\.)*(?:datadoghq\.(?:com|eu)|ddog-gov\.com)$/.test(value));
  const hosts = reading.views.flatMap((view) =>
    [...view.matchAll(/https?:\/\/([a-z0-9.-]{1,253})\/oauth2\/v1\/token\b/gi)].map((hit) =>
      (hit[1] ?? '').toLowerCase(),
    ),
  );
  if (hosts.length === 0) return undefined;
  if (domain === undefined) return namesOtherSite(reading, hosts);
  return {
    holds: !hosts.includes(`api.${domain}`),
    because: `the callback says domain=${domain}, the token request went to ${[...new Set(hosts)].join(', ')}`,
  };
}

/** A text without a callback that names another site's web host beside the token endpoint. */
function namesOtherSite(reading: Reading, asked: readonly string[]): OfflineCheck | undefined {
  const sites = reading.hosts.flatMap(({ host, place }) =>
    place.kind === 'exact' || place.kind === 'subdomain' ? [{ host, key: place.site.key }] : [],
  );
  const own = new Set(sites.filter(({ host }) => asked.includes(host)).map(({ key }) => key));
  const other = sites.find(({ key }) => own.size > 0 && !own.has(key));
  return (
    other && {
      because: `the input names ${other.host}, and the token request went to ${asked.join(', ')}`,
    }
  );
}

/** The server says that it has no challenge to hold the verifier against: PKCE's own rule knows that. */
function lacksChallenge(reading: Reading): boolean {
  return mentions(reading, /\bchallenge (?:method )?not found\b/i);
}

/** Whether the input shows a fetch of the callback that no user made. */
function prefetched(reading: Reading): OfflineCheck | undefined {
  if (mentions(reading, /\b(?:sec-)?purpose["'\s:=,]{1,12}(?:value["'\s:]{1,8})?prefetch\b/i)) {
    return { because: 'a request in the input says that it is a prefetch' };
  }
  return mentions(reading, /\bHEAD \S{0,400}[?&]code=/)
    ? { because: 'a HEAD request for the callback is in the input' }
    : undefined;
}

/** The token endpoint takes the code or the verifier for wrong. */
export const codeOrVerifierInvalid = defineRule({
  id: 'code-or-verifier-invalid',
  title: 'The token endpoint refused the authorization code or its verifier',
  links: ['testingGuide', 'oauthEndpoints', 'rfc7636', 'rfc6749Token'],
  yieldsTo: ['refresh-token-refused'],
  signatures: [
    { pattern: WORDS, sure: 'certain' },
    { pattern: LOOSE, sure: 'possible', withDatadog: 'likely' },
    {
      pattern:
        /(?<![a-z0-9])auth(?:ori[sz]ation)?[\s_-]code (?:(?:has|was|is|had) )?(?:(?:already|been) ){0,2}(?:used|redeemed|consumed|spent|expired|revoked)(?![a-z0-9])/i,
      sure: 'possible',
      withDatadog: 'likely',
    },
    {
      pattern: oauthCode('invalid_grant'),
      when: (reading) => !atRefresh(reading) && !lacksChallenge(reading),
      sure: 'possible',
      withDatadog: 'likely',
    },
    {
      pattern: oauthCode('invalid_grant'),
      when: (reading) => !lacksChallenge(reading),
      sure: 'possible',
    },
  ],
  causes: [
    {
      id: 'other-site',
      text: "the code was sent to another site's token endpoint than the one named by domain in the callback",
      check: flowCheck('other-site', ({ reading }) => otherSite(reading)),
    },
    {
      id: 'verifier',
      text: 'the code_verifier does not belong to the code_challenge of this authorization (another tab, worker, session or a restart)',
      check: flowCheck('verifier', ({ reading }) => verifierCheck(reading)),
    },
    {
      id: 'code-used',
      text: 'the code was used before: a retry of the token request, a double submit, two callbacks for one authorization',
      check: flowCheck('code-used'),
      byHand: 'count the token requests for this authorization in the log of the program',
    },
    {
      id: 'code-prefetched',
      text: 'a browser or link scanner fetched the callback ahead of the user and the program spent the code on it',
      check: (found) => flowCheck('code-prefetched')(found) ?? prefetched(found.reading),
      byHand:
        'look for a HEAD request, or a header Purpose or Sec-Purpose: prefetch, in the log of the callback',
    },
    {
      id: 'code-spent-elsewhere',
      text: "the partner's backend exchanges the code at the callback, and something else tries it again",
      check: flowCheck('code-spent-elsewhere'),
      byHand: 'see whether the redirect URI leads to a server that exchanges the code itself',
    },
    {
      id: 'code-too-old',
      text: 'the code waited too long before it was exchanged',
      check: (found) => saysExpired(found.reading) ?? flowCheck('code-too-old')(found),
      byHand: 'compare the time of the callback with that of the token request',
    },
    {
      id: 'code-cut',
      text: 'the code was cut or changed on the way: a shell that ends at &, a + or % that was not encoded',
      check: flowCheck('code-cut'),
      byHand:
        'compare the code of the callback with that of the token request, first and last characters and length',
    },
    {
      id: 'body-encoding',
      text: 'the body is not encoded as its content type says',
      check: ({ reading }) => contentTypeCheck(reading),
      byHand: 'compare the Content-Type of the token request with its body',
    },
    {
      id: 'redirect-uri',
      text: 'redirect_uri of the token request is not the one of the authorization request',
      check: flowCheck('redirect-uri', ({ reading }) => twoRedirectUris(reading)),
      byHand: 'compare redirect_uri of both requests',
    },
    {
      id: 'client',
      text: 'the code was issued to another client (test and published client mixed up)',
      check: flowCheck('client', (found) => twoClientIds(found.reading) ?? otherClientId(found)),
      byHand: 'compare client_id of both requests',
    },
  ],
  fix: 'Authorize anew and exchange the code once, at once, at https://api.<domain of the callback>/oauth2/v1/token, as a form body, with the verifier that was kept with this state.',
  next: nextRun('authorize'),
  mustNotClaim: [
    'verification codes and postal codes',
    'invalid_grant of another OAuth provider',
    'invalid_grant at a refresh, where there is no code',
    'a verifier that is missing',
  ],
});
