import { defineRule } from '../define-rule.ts';
import { mentions, valuesOf } from '../facts/input-values.ts';
import { runNext } from '../next-command.ts';
import type { Reading } from '../read-input.ts';

const WAIT = 'Wait for the number of seconds in X-RateLimit-Reset (a duration, not a time)';
const QUOTE = 'Quote X-RateLimit-Name when asking for a higher limit.';

/** The number a header of the input has. */
function numberOf(reading: Reading, name: string): number | undefined {
  const value = valuesOf(reading, name)[0];
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}

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
  causes: [
    {
      id: 'used-up',
      text: 'this limit is used up for the present period; it counts for the whole organisation, so others use it too',
      check: ({ reading }) =>
        numberOf(reading, 'x-ratelimit-remaining') === 0
          ? { holds: true, because: 'X-RateLimit-Remaining in the input is 0' }
          : undefined,
      byHand: 'look at X-RateLimit-Remaining and X-RateLimit-Name of the answer',
    },
    {
      id: 'loop',
      text: 'the program repeats requests without a pause, or refreshes the token before every call',
      byHand: 'count the requests of the program in its log',
    },
    {
      id: 'proxy',
      text: 'the 429 comes from a gateway in between, not from Datadog',
      check: ({ reading }) =>
        mentions(reading, /x-ratelimit-(?:limit|name|remaining|reset)/i)
          ? { holds: false, because: "the answer has Datadog's X-RateLimit headers" }
          : undefined,
      byHand: 'look at the Server and Via headers of the answer',
    },
  ],
  fix: ({ reading }) => {
    const reset = numberOf(reading, 'x-ratelimit-reset');
    const limitName = valuesOf(reading, 'x-ratelimit-name')[0];
    return [
      reset === undefined ? WAIT : `Wait ${reset} s (X-RateLimit-Reset is a duration)`,
      `, then go on with fewer requests at once. `,
      limitName === undefined
        ? QUOTE
        : `The limit is called ${limitName}; quote that name when asking for more.`,
    ].join('');
  },
  fixInDocs: `${WAIT}, then go on with fewer requests at once. ${QUOTE}`,
  // A command of this program that was limited is run again.
  next: ({ reading, context }) => {
    const { command = 'diagnose' } = context;
    const again = command === 'diagnose' ? 'check-scopes --concurrency 1' : command;
    return runNext(again, reading, context);
  },
  mustNotClaim: [
    'X-RateLimit headers with requests left',
    'limits of other kinds and rates of interest',
  ],
});
