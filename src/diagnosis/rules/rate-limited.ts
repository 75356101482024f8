import { confirmed, open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { valuesOf } from '../input-values.ts';
import { runNext } from '../next-command.ts';

/** Too many requests in the period. */
export const rateLimited = defineRule({
  id: 'rate-limited',
  title: 'The rate limit of the organisation is used up (429)',
  links: ['rateLimits'],
  signatures: [
    { status: [429], sure: 'likely', withDatadog: 'certain' },
    {
      pattern:
        /(?<![a-z0-9])(?:too many requests|rate[\s-]?limit(?:ed)?(?: (?:has been |was |is )?(?:exceeded|reached|hit))|rate limit(?:ed)? of|exceeded (?:the |your )?rate limit|you are being rate limited)(?![a-z0-9])/i,
      sure: 'likely',
      withDatadog: 'certain',
    },
    {
      pattern: /x-ratelimit-remaining["']?\s?[:=]\s?["']?0\b/i,
      sure: 'likely',
      withDatadog: 'certain',
    },
  ],
  explain: ({ reading, context }) => {
    const number = (name: string): number | undefined => {
      const value = valuesOf(reading, name)[0];
      return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
    };
    const reset = number('x-ratelimit-reset');
    const limitName = valuesOf(reading, 'x-ratelimit-name')[0];
    const remaining = number('x-ratelimit-remaining');
    const text =
      'this limit is used up for the present period; it counts for the whole organisation, so others use it too';
    return {
      causes: [
        remaining === 0
          ? confirmed('used-up', text, 'X-RateLimit-Remaining in the input is 0')
          : open('used-up', text),
        open(
          'loop',
          'the program repeats requests without a pause, or refreshes the token before every call',
        ),
        open('proxy', 'the 429 comes from a gateway in between, not from Datadog'),
      ],
      fix: `${reset === undefined ? 'Wait for the number of seconds in X-RateLimit-Reset (a duration, not a time)' : `Wait ${reset} s (X-RateLimit-Reset is a duration)`}, then go on with fewer requests at once.${limitName === undefined ? ' Quote X-RateLimit-Name when asking for a higher limit.' : ` The limit is called ${limitName}; quote that name when asking for more.`}`,
      nextCommand: runNext('check-scopes --concurrency 1', reading, context),
    };
  },
});
