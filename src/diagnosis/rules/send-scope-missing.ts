import { open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { mentions } from '../input-values.ts';
import { runNext } from '../next-command.ts';
import { SEND_SCOPES } from '../send-scopes.ts';

const NAME = new RegExp(
  `(?<![a-z0-9_.-])(${[...SEND_SCOPES].map((name) => name.replaceAll('.', '\\.')).join('|')})(?![a-z0-9_.-])`,
  'i',
);
const DATA = '(?:metrics?|events?|logs?|traces?|data|service checks?)';
const SENDING =
  '(?:send|sending|submit|submitting|submission|submissions|ingest|ingesting|ingestion|write|writing|post|posting|push|pushing)';
/** A question for such a scope, in either order of words. */
const QUESTION = new RegExp(
  `\\bscopes?\\b[^\\n]{0,60}\\b(?:${SENDING}\\b[^\\n]{0,25}\\b${DATA}|${DATA}\\b[^\\n]{0,25}\\b${SENDING})\\b|\\b(?:${SENDING}\\b[^\\n]{0,25}\\b${DATA}|${DATA}\\b[^\\n]{0,25}\\b${SENDING})\\b[^\\n]{0,60}\\bscopes?\\b`,
  'i',
);

/** Somebody looks for a scope that does not exist. */
export const sendScopeMissing = defineRule({
  id: 'send-scope-missing',
  title: 'There are no scopes for sending metrics, events or logs',
  links: ['testingGuide', 'scopes', 'oauthEndpoints'],
  yieldsTo: ['scope-not-recognized'],
  signatures: [
    {
      pattern: NAME,
      when: (reading) => mentions(reading, /\bscopes?\b/i),
      sure: 'possible',
      withDatadog: 'likely',
    },
    { pattern: QUESTION, sure: 'possible', withDatadog: 'likely' },
  ],
  explain: ({ reading, context }) => ({
    causes: [
      open(
        'no-such-scope',
        'data is sent with an API key, not with the access token, so no scope exists for it',
      ),
      open(
        'api-keys-write',
        'the client does not ask for api_keys_write, with which the key is created once per organisation',
      ),
      open('public-client', 'a public client cannot get api_keys_write'),
    ],
    fix: 'Register the scope api_keys_write for the client, authorize, create the API key with POST /api/v2/api_keys/marketplace, keep it, and send data with it in the DD-API-KEY header.',
    nextCommand: runNext('create-key', reading, context),
  }),
});
