import { defineRule, type Case } from '../define-rule.ts';
import { mentions } from '../facts/input-values.ts';
import { hasOtherName } from '../facts/other-name.ts';

/** The message is about the verifier, else about the challenge. */
function aboutVerifier({ recognition }: Case): boolean {
  return /verifier/i.test(recognition.groups.join(' '));
}

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
    // A program that looks for the verifier it kept.
    {
      pattern:
        /(?:code|pkce)[\s_-]?(?:code[\s_-]?)?verifier["']? (?:was |is )?(?:not found|lost|undefined|null|not set|not (?:in|kept|stored))|(?<![a-z0-9])no (?:pkce )?(?:code[\s_-]?)?verifier (?:found|in|for)(?![a-z])/i,
      sure: 'possible',
      withDatadog: 'likely',
    },
    { pattern: /(?<![a-z0-9])pkce (?:is )?required/i, sure: 'possible', withDatadog: 'likely' },
    {
      pattern: /(?<![a-z0-9])challenge (?:method )?not found(?![a-z0-9])/i,
      sure: 'possible',
      withDatadog: 'likely',
    },
  ],
  causes: [
    {
      id: 'left-out',
      text: 'the request was sent without the named parameter',
      check: (found) => {
        const verifier = aboutVerifier(found);
        const name = verifier ? 'code_verifier' : 'code_challenge';
        const request = verifier ? 'token request' : 'authorization request';
        return mentions(
          found.reading,
          verifier ? /grant_type["'\s:=]{1,6}authorization_code/i : /[?&]response_type=/i,
        )
          ? {
              holds: !mentions(found.reading, new RegExp(`${name}["'\\s:=]{1,6}[^\\s"'&]`, 'i')),
              because: `looked for ${name} in the ${request} of the input`,
            }
          : undefined;
      },
    },
    {
      id: 'pkce-off',
      text: 'PKCE is switched off in the OAuth library',
      byHand: 'look in the settings of the library for PKCE or a code challenge method',
    },
    {
      id: 'verifier-lost',
      text: 'the verifier was not kept between the two requests: another session, tab, worker or a restart',
      when: aboutVerifier,
      byHand: 'log whether a verifier is found when the callback comes in',
    },
    {
      id: 'challenge-lost',
      text: 'a redirect before the login page dropped the parameter',
      when: (found) => !aboutVerifier(found),
      byHand: 'compare the URL in the address bar with the one the program made',
    },
    {
      id: 'wrong-name',
      text: 'the parameter has another name, such as codeVerifier',
      check: ({ reading }) =>
        hasOtherName(reading, /[?&](codeVerifier|codeChallenge|verifier|challenge|pkce)=/),
      byHand: 'look at the names of the parameters that were sent',
    },
  ],
  fix: 'Send code_challenge and code_challenge_method=S256 in the authorization request, keep the verifier with the session, and send code_verifier in the token request.',
  next: 'ddoauth authorize',
  mustNotClaim: [
    'a verification code that a form asks for',
    'a verifier that is there and wrong',
    'a coding challenge',
  ],
});
