import { checked, open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { mentions } from '../input-values.ts';

/** PKCE's challenge or verifier is not there. */
export const pkceRequired = defineRule({
  id: 'pkce-required',
  title: 'The request lacks the PKCE challenge or verifier',
  links: ['rfc7636', 'oauthInDatadog'],
  signatures: [
    {
      pattern:
        /(?<![a-z0-9])(?:code[\s_-]?(challenge|verifier) (?:parameter )?(?:is )?(?:required|missing)|missing (?:required )?(?:parameter:? )?code[\s_-]?(challenge|verifier)(?![a-z_])|request is missing code[\s_-]?(challenge|verifier))/i,
      sure: 'likely',
      withDatadog: 'certain',
    },
    { pattern: /(?<![a-z0-9])pkce (?:is )?required/i, sure: 'possible', withDatadog: 'likely' },
    {
      pattern: /(?<![a-z0-9])challenge (?:method )?not found(?![a-z0-9])/i,
      sure: 'possible',
      withDatadog: 'likely',
    },
  ],
  explain: ({ reading, recognition }) => {
    const verifier = /verifier/i.test(recognition.groups.join(' '));
    const name = verifier ? 'code_verifier' : 'code_challenge';
    const request = verifier ? 'token request' : 'authorization request';
    const hasRequest = mentions(
      reading,
      verifier ? /grant_type["'\s:=]{1,6}authorization_code/i : /[?&]response_type=/i,
    );
    const sent = mentions(reading, new RegExp(`${name}["'\\s:=]{1,6}[^\\s"'&]`, 'i'));
    return {
      causes: [
        checked(
          'left-out',
          `the ${request} was sent without ${name}`,
          hasRequest ? !sent : undefined,
          `read the ${request} in the input`,
        ),
        open('pkce-off', 'PKCE is switched off in the OAuth library'),
        verifier
          ? open(
              'verifier-lost',
              'the verifier was not kept between the two requests: another session, tab, worker or a restart',
            )
          : open('challenge-lost', 'a redirect before the login page dropped the parameter'),
        open('wrong-name', 'the parameter has another name, such as codeVerifier'),
      ],
      fix: 'Send code_challenge and code_challenge_method=S256 in the authorization request, keep the verifier with the session, and send code_verifier in the token request.',
      nextCommand: 'ddoauth authorize',
    };
  },
});
