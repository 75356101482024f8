import { answerOf } from '../answers.ts';
import { defineRule } from '../define-rule.ts';
import { mentions } from '../facts/input-values.ts';
import { nextRun } from '../next-command.ts';

/** Routes and hosts that take an API key and nothing else, and what senders say of them. */
const SENDS =
  /\b(?:http-intake\.logs|event-management-intake|otlp|agent-http-intake)\.[\w.-]{0,80}|\/api\/v[12]\/(?:series|distribution_points|check_run|validate|logs)(?![\w/-])|\b(?:failed|unable|cannot|could not) to (?:send|submit|flush|post|ship) (?:the )?(?:metrics?|logs?|events?|traces?|spans?|service checks?|data)\b/i;

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
    {
      pattern: /(?<![a-z0-9])forbidden(?![a-z0-9])|\b403\b/i,
      when: (reading) => reading.namesDatadog && mentions(reading, SENDS),
      sure: 'likely',
    },
  ],
  causes: [
    {
      id: 'bearer-instead',
      text: 'the access token was sent to a route that takes an API key',
      check: ({ reading }) =>
        mentions(reading, /\bauthorization["'\s:=,]{1,12}(?:value["'\s:]{1,8})?bearer\b/i)
          ? {
              holds: !mentions(reading, /dd-api-key/i),
              because: 'looked for the headers in the input',
            }
          : undefined,
    },
    {
      id: 'header-missing',
      text: 'the DD-API-KEY header is missing or empty',
      check: ({ reading }) =>
        mentions(reading, /dd-api-key["']?\s?[:=]\s?["']?\[redacted\]/i)
          ? { holds: false, because: 'the input has the header with a value' }
          : undefined,
      byHand: 'log the names of the headers that are sent, and the length of the value',
    },
    {
      id: 'other-site',
      text: 'the key belongs to another site; some intakes accept it all the same and drop the data',
      live: { ask: 'api-key-valid-elsewhere', holdsWhen: 'yes' },
    },
    {
      id: 'too-new',
      text: 'the key was created a moment ago and is not known everywhere yet',
      byHand: 'validate it again after a minute',
    },
    {
      id: 'revoked',
      text: 'the key was revoked in Organization Settings > API Keys',
      check: (found) =>
        answerOf(found, 'api-key-valid-here') === 'no' &&
        answerOf(found, 'api-key-valid-elsewhere') === 'no'
          ? { because: 'the key is valid at no site: revoked, or not copied whole' }
          : undefined,
      live: { ask: 'api-key-valid-here', holdsWhen: 'no', proves: 'fails' },
    },
  ],
  fix: "Send the key from POST /api/v2/api_keys/marketplace in the DD-API-KEY header, to the hosts of the grant's site.",
  next: nextRun('keys validate'),
  mustNotClaim: [
    '"valid": false in any other JSON than that of /api/v1/validate',
    'the 409 of a key that exists already',
    'a bare Forbidden, which has many more causes',
  ],
});
