import { checked } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { valuesOf } from '../input-values.ts';

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
  explain: ({ reading }) => {
    const methods = valuesOf(reading, 'code_challenge_method').filter((method) =>
      /^[\w-]{1,20}$/.test(method),
    );
    const has = (test: (method: string) => boolean): boolean | undefined =>
      methods.length === 0 ? undefined : methods.some(test);
    const because = `the input has code_challenge_method=${methods.join(', ')}`;
    return {
      causes: [
        checked(
          'plain',
          'the method is plain',
          has((method) => method.toLowerCase() === 'plain'),
          because,
        ),
        checked(
          'spelling',
          'the method is spelt otherwise than S256, such as s256 or SHA256',
          has((method) => method !== 'S256' && method.toLowerCase() !== 'plain'),
          because,
        ),
        checked(
          'left-out',
          'the method was left out, which means plain',
          methods.length > 0 ? false : undefined,
          because,
        ),
      ],
      fix: 'Send code_challenge_method=S256, in exactly this spelling, with base64url(SHA-256(verifier)) as the challenge.',
      nextCommand: 'ddoauth authorize',
    };
  },
});
