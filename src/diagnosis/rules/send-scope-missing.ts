import { defineRule } from '../define-rule.ts';
import { mentions } from '../facts/input-values.ts';
import { nextRun } from '../next-command.ts';
import { SEND_SCOPES } from '../words/send-scopes.ts';

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
  causes: [
    {
      id: 'no-such-scope',
      text: 'data is sent with an API key, not with the access token, so no scope exists for it',
      check: (found) =>
        found.recognition.groups[0] === undefined
          ? undefined
          : {
              holds: true,
              because: `Datadog's list of scopes has no ${found.recognition.groups[0]}`,
            },
      byHand: "look through Datadog's list of scopes: none is for sending metrics, events or logs",
    },
    {
      id: 'api-keys-write',
      text: 'the client does not ask for api_keys_write, with which the key is created once per organisation',
      check: ({ context: { requestedScopes: asked } }) =>
        asked && asked.length > 0
          ? { holds: !asked.includes('api_keys_write'), because: `requested: ${asked.join(', ')}` }
          : undefined,
      byHand: 'look at the scopes of the client in the Developer Platform',
    },
    {
      id: 'public-client',
      text: 'a public client cannot get api_keys_write',
      check: ({ context: { kind } }) =>
        kind === undefined
          ? undefined
          : { holds: kind === 'public', because: `the profile is a ${kind} client` },
    },
  ],
  fix: 'Register the scope api_keys_write for the client, authorize, create the API key with POST /api/v2/api_keys/marketplace, keep it, and send data with it in the DD-API-KEY header.',
  next: nextRun('create-key'),
  mustNotClaim: [
    'scopes that exist and have write in their name, such as logs_write_archives',
    'a scope that the authorize page refuses by name',
    'functions and tables of the same name',
  ],
});
