import type { Cause } from '../../model/diagnosis.ts';
import { checked, confirmed, open, ruledOut } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { atRefresh, mentions, valuesOf } from '../input-values.ts';
import { runNext } from '../next-command.ts';
import { oauthCode } from '../phrase.ts';
import type { Reading } from '../read-input.ts';

const WORDS =
  /(?<![a-z0-9])(?:(?:invalid|incorrect|wrong|bad) (?:authori[sz]ation )?code (?:or|and|\/) (?:code[\s_-]?)?verifier|(?:authori[sz]ation )?code or (?:code[\s_-]?)?verifier (?:is |was )?(?:invalid|incorrect|wrong|not valid))(?![a-z0-9])/i;
const LOOSE =
  /(?<![a-z0-9])(?:(?:invalid|expired|incorrect) (?:authori[sz]ation[\s_-]code|code[\s_-]?verifier)|(?:authori[sz]ation[\s_-]code|code[\s_-]?verifier) (?:is |was |has )?(?:invalid|incorrect|expired|already used|been used|does not match)|(?:pkce|verifier)(?: code)? (?:verification failed|mismatch))(?![a-z0-9])/i;

function verifierCause(reading: Reading): Cause {
  const text =
    'the code_verifier does not belong to the code_challenge of this authorization (another tab, worker, session or a restart)';
  const { outcome, mistake } = reading.pkce;
  if (outcome === 'matches') {
    return ruledOut(
      'verifier',
      text,
      'recomputed S256 of the verifier in the input: it is the challenge in the input',
    );
  }
  if (outcome === 'differs') {
    const how = mistake === undefined ? '' : `; the challenge is ${mistake}`;
    return confirmed(
      'verifier',
      text,
      `recomputed S256 of the verifier in the input: it is not the challenge in the input${how}`,
    );
  }
  return outcome === 'mixed'
    ? open(
        'verifier',
        text,
        'the input holds several verifiers, and some belong to none of its challenges',
      )
    : open('verifier', text);
}

/** The site the callback named and the host the token request went to, when the input has both. */
function otherSite(reading: Reading): { differs: boolean; because: string } | undefined {
  const domain = valuesOf(reading, 'domain')
    .map((value) => value.toLowerCase())
    .find((value) => /^(?:[a-z0-9-]+\.)*(?:datadoghq\.(?:com|eu)|ddog-gov\.com)$/.test(value));
  const hosts = reading.views.flatMap((view) =>
    [...view.matchAll(/https?:\/\/([a-z0-9.-]{1,253})\/oauth2\/v1\/token\b/gi)].map((hit) =>
      (hit[1] ?? '').toLowerCase(),
    ),
  );
  if (domain === undefined || hosts.length === 0) return undefined;
  return {
    differs: !hosts.includes(`api.${domain}`),
    because: `the callback says domain=${domain}, the token request went to ${[...new Set(hosts)].join(', ')}`,
  };
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
      pattern: oauthCode('invalid_grant'),
      when: (reading) => !atRefresh(reading),
      sure: 'possible',
      withDatadog: 'likely',
    },
    { pattern: oauthCode('invalid_grant'), sure: 'possible' },
  ],
  explain: ({ reading, context }) => {
    const site = otherSite(reading);
    const json = mentions(
      reading,
      /content-type["'\s:,]{1,12}(?:value["'\s:]{1,8})?application\/json/i,
    );
    const form = mentions(
      reading,
      /content-type["'\s:,]{1,12}(?:value["'\s:]{1,8})?application\/x-www-form-urlencoded/i,
    );
    return {
      causes: [
        checked(
          'other-site',
          "the code was sent to another site's token endpoint than the one named by domain in the callback",
          site?.differs,
          site?.because ?? '',
        ),
        verifierCause(reading),
        open(
          'code-used',
          'the code was used before: retry of the token request, double submit, browser prefetch of the callback',
        ),
        open('code-too-old', 'the code waited too long before it was exchanged'),
        open(
          'body-encoding',
          'the body is not encoded as its content type says',
          json && !form
            ? 'the input has application/json; application/x-www-form-urlencoded is the documented one'
            : undefined,
        ),
        open(
          'redirect-uri',
          'redirect_uri of the token request is not the one of the authorization request',
        ),
        open(
          'client',
          'the code was issued to another client (test and published client mixed up)',
        ),
      ],
      fix: 'Authorize anew and exchange the code once, at once, at https://api.<domain of the callback>/oauth2/v1/token, as a form body, with the verifier that was kept with this state.',
      nextCommand: runNext('authorize', reading, context),
    };
  },
});
