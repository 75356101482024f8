import { checked, open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { mentions } from '../input-values.ts';
import { runNext } from '../next-command.ts';

/** A request that wants an API key came without a good one. */
export const apiKeyRefused = defineRule({
  id: 'api-key-refused',
  title: 'The request needs a valid API key of this site',
  links: ['authentication', 'testingGuide'],
  signatures: [
    {
      entry: ({ text }) =>
        /^(?:an? )?api key (?:is )?(?:required|missing|invalid)\W{0,3}$/i.test(text),
      sure: 'certain',
    },
    {
      pattern:
        /(?<![a-z0-9])(?:api[ _-]?key (?:is )?(?:required|missing|invalid|not valid)|(?:missing|invalid|no valid) (?:dd-)?api[ _-]?key)(?![a-z0-9])/i,
      sure: 'possible',
      withDatadog: 'likely',
    },
    {
      pattern: /["']valid["']\s?:\s?false/i,
      when: (reading) => mentions(reading, /api\/v[12]\/validate\b/i),
      sure: 'possible',
      withDatadog: 'certain',
    },
  ],
  explain: ({ reading, context }) => ({
    causes: [
      checked(
        'bearer-instead',
        'the access token was sent to a route that takes an API key',
        mentions(reading, /\bauthorization["']?\s?:|\bbearer\b/i)
          ? !mentions(reading, /dd-api-key/i)
          : undefined,
        'looked for the headers in the input',
      ),
      open('header-missing', 'the DD-API-KEY header is missing or empty'),
      open(
        'other-site',
        'the key belongs to another site; some intakes accept it all the same and drop the data',
      ),
      open('revoked', 'the key was revoked in Organization Settings > API Keys'),
    ],
    fix: "Send the key from POST /api/v2/api_keys/marketplace in the DD-API-KEY header, to the hosts of the grant's site.",
    nextCommand: runNext('keys validate', reading, context),
  }),
});
