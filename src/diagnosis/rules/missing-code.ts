import { defineRule, type Case } from '../define-rule.ts';
import { mentions } from '../facts/input-values.ts';
import { nextRun } from '../next-command.ts';
import { oauthCode } from '../words/phrase.ts';

const CODE =
  '(?:an? |the |any )?(?:authori[sz]ation |oauth |auth )?["\'`]?code["\'`]?(?: parameter)?';
const PLACE = '(?:callback|redirect|response|query|callback url|redirect url)';
const MISSING = new RegExp(
  `(?<![a-z0-9])(?:(?:no|missing) ${CODE} (?:was )?(?:found |received |present |returned )?(?:in|from|on|with) (?:the )?${PLACE}|${PLACE} (?:url )?(?:without|has no|had no|did not (?:contain|include|have)|does not (?:contain|include|have)|is missing|lacks) ${CODE}(?![a-z0-9_])|${CODE} (?:was |is )?(?:not found|missing) (?:in|from) (?:the )?${PLACE})`,
  'i',
);
/** The parameters with which Datadog comes back, in a query. */
const DATADOGS_CALLBACK =
  /[?&](?:domain=|site=https?(?::\/\/|%3A%2F%2F))[\w.-]{0,100}(?:datadoghq|ddog-gov)\./i;
const URL_WITH = (names: string): RegExp => new RegExp(`[?&](?:${names})=`, 'i');

function hasNo(found: Case, names: string): boolean {
  return !mentions(found.reading, URL_WITH(names));
}

/** The callback came without what it is for. */
export const missingCode = defineRule({
  id: 'missing-code',
  title: 'The callback has no authorization code',
  links: ['oauthEndpoints', 'rfc6749Authorization'],
  signatures: [
    { pattern: oauthCode('missing_code'), sure: 'likely', withDatadog: 'certain' },
    {
      pattern: /missing code parameter in (?:the )?(?:response|callback)/i,
      sure: 'likely',
      withDatadog: 'certain',
    },
    { pattern: MISSING, sure: 'possible', withDatadog: 'likely' },
    {
      pattern: /\b(?:missing|no) (?:authori[sz]ation )?["'`]?code["'`]?(?: parameter)?(?![\w-])/i,
      // The callback is there to be looked at.
      when: (reading) => mentions(reading, DATADOGS_CALLBACK) && !mentions(reading, /[?&]code=/i),
      sure: 'likely',
      withDatadog: 'certain',
    },
    // A handler that takes the code without looking whether it is there.
    {
      pattern:
        /\b(?:Bad\w{0,12}|MultiValueDict)?KeyError: ["']code["']|undefined array key "code"|key not found: :?"?code"?/i,
      when: (reading) => mentions(reading, /\boauth|callback|authori[sz]/i),
      sure: 'possible',
      withDatadog: 'likely',
    },
  ],
  causes: [
    {
      id: 'error-instead',
      text: 'Datadog answered with an error instead of a code, and the program looks for the code first',
      check: (found) =>
        mentions(found.reading, URL_WITH('error|code|site|domain'))
          ? {
              holds: mentions(found.reading, URL_WITH('error')),
              because: 'looked for error in the URL of the input',
            }
          : undefined,
      byHand: 'look at the whole URL of the callback',
    },
    {
      id: 'onboarding-url',
      text: 'it is the onboarding URL, which carries site and domain and no code: the flow only begins there',
      check: (found) =>
        mentions(found.reading, URL_WITH('site|domain'))
          ? {
              holds: hasNo(found, 'code|error|state'),
              because: 'looked for site and domain without code and state in the input',
            }
          : undefined,
      byHand: 'see whether onboarding URL and redirect URI lead to the same handler',
    },
    {
      id: 'authorize-url',
      text: 'the authorize URL was handed over, not the URL after consenting',
      when: ({ reading }) => mentions(reading, /\/oauth2\/v1\/authorize\b/i),
      check: ({ reading }) => ({
        holds: mentions(reading, /^\W{0,3}https?:\/\/\S{1,300}\/oauth2\/v1\/authorize\?/i),
        because: 'read the URL of the input',
      }),
    },
    {
      id: 'cut',
      text: 'a shell, a proxy or a redirect of the own server cut the query',
      byHand: 'compare the URL in the address bar with what the program logged',
    },
    {
      id: 'other-request',
      text: 'another request came in: a health check, the favicon, a prefetch, the page reloaded',
      byHand: 'look at method, path and User-Agent of the request in the log',
    },
  ],
  fix: 'Look for error first, then compare state, then read code. Keep the onboarding URL and the redirect URI apart, and answer other requests without ending the wait.',
  next: nextRun('authorize'),
  mustNotClaim: [
    'a token request whose code parameter is missing',
    'source code, a discount code or a postal code that is missing',
    'an error code that is missing in a response',
  ],
});
