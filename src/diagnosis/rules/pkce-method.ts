import { defineRule, type Case, type OfflineCheck } from '../define-rule.ts';
import { valuesOf } from '../facts/input-values.ts';

/** A check of the methods in the input; `undefined` when it names none. */
function methodCheck(test: (method: string) => boolean): (found: Case) => OfflineCheck | undefined {
  return ({ reading }) => {
    const methods = valuesOf(reading, 'code_challenge_method')
      .map((method) => method.replace(/[,;.)\]]+$/, ''))
      .filter((method) => /^[\w-]{1,20}$/.test(method));
    return methods.length === 0
      ? undefined
      : {
          holds: methods.some(test),
          because: `the input has code_challenge_method=${methods.join(', ')}`,
        };
  };
}

/** The challenge method is not known. */
export const pkceMethod = defineRule({
  id: 'pkce-method',
  title: 'The code_challenge_method is not supported',
  links: ['rfc7636', 'oauthEndpoints'],
  signatures: [
    {
      pattern: /(?<![a-z0-9])(?:code[\s_-]?challenge )?transform algorithm (?:is )?not supported/i,
      sure: 'likely',
      withDatadog: 'certain',
    },
    {
      pattern:
        /code_challenge_method\b[^\n]{0,60}\b(?:is )?(?:not supported|unsupported|invalid)|(?:unsupported|invalid) code_challenge_method/i,
      sure: 'likely',
      withDatadog: 'certain',
    },
  ],
  causes: [
    {
      id: 'plain',
      text: 'the method is plain',
      check: methodCheck((method) => method.toLowerCase() === 'plain'),
    },
    {
      id: 'spelling',
      text: 'the method is spelt otherwise than S256, such as s256 or SHA256',
      check: methodCheck((method) => method !== 'S256' && method.toLowerCase() !== 'plain'),
    },
    {
      id: 'left-out',
      text: 'the method was left out, which means plain',
      check: methodCheck(() => false),
    },
  ],
  fix: 'Send code_challenge_method=S256, in exactly this spelling, with base64url(SHA-256(verifier)) as the challenge.',
  next: 'ddoauth authorize',
  mustNotClaim: [
    'algorithms of signatures or ciphers that are not supported',
    'a challenge that is missing altogether',
  ],
});
