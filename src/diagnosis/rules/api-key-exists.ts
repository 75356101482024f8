import { defineRule } from '../define-rule.ts';
import { mentions } from '../facts/input-values.ts';
import { nextRun } from '../next-command.ts';
import { phrase } from '../words/phrase.ts';

const KEY =
  '(?:(?:my|the|our|an?|its|datadog|generated|marketplace|oauth|created)\\s){0,4}api[\\s_-]?key';
const LOST = new RegExp(
  `(?<![a-z0-9])(?:lost|lose|losing|misplaced|forgot(?:ten)?|deleted|cannot see|can't see|didn't (?:save|store|keep)|did not (?:save|store|keep)|never (?:saved|stored|kept)|not (?:saved|stored)|recover|retrieve|regenerate)\\s${KEY}|api[\\s_-]?key (?:is |was |has |got |been ){0,3}(?:lost|misplaced|forgotten|not (?:saved|stored|shown)|gone)(?![a-z0-9])`,
  'i',
);

/** The key of this organisation exists already, and its value is gone. */
export const apiKeyExists = defineRule({
  id: 'api-key-exists',
  title: 'The API key of this client exists already; its value was shown once',
  links: ['testingGuide', 'oauthEndpoints'],
  signatures: [
    { pattern: phrase('an api key with this name already exists'), sure: 'certain' },
    {
      pattern:
        /(?<![a-z0-9])api[\s_-]?key\b[^\n]{0,60}\b(?:already exists|exists already|already (?:been )?created)|duplicate api[\s_-]?key/i,
      sure: 'possible',
      withDatadog: 'certain',
    },
    {
      status: [409],
      when: (reading, { command }) =>
        command === 'create-key' || mentions(reading, /api_keys\/marketplace/i),
      sure: 'likely',
      withDatadog: 'certain',
    },
    { pattern: LOST, sure: 'possible', withDatadog: 'likely' },
  ],
  causes: [
    {
      id: 'second-request',
      text: 'there is one key per organisation and client, and it was created before',
      check: ({ reading }) =>
        mentions(reading, phrase('with this name already exists'))
          ? { holds: true, because: 'the message says so' }
          : undefined,
      byHand: 'search Organization Settings > API Keys for the name of the integration',
    },
    {
      id: 'not-stored',
      text: 'the first answer was not saved: a crash, a timeout, or validation before saving',
      byHand: 'look in the log of the program for its first request to api_keys/marketplace',
    },
    {
      id: 'other-process',
      text: 'another process or environment of yours created the key and holds it',
      byHand: 'search the stores of all environments; ddoauth keys list shows what is stored here',
    },
    {
      id: 'reinstalled',
      text: 'the integration was uninstalled and installed again; uninstalling leaves the key',
      byHand:
        'compare the date of the key in Organization Settings > API Keys with that of the installation',
    },
  ],
  fix: 'If no store of yours has the value, it cannot be read again. In Datadog open Organization Settings > API Keys, search for the name of the integration, revoke the key, install the integration again, and create the key once more; save it before doing anything else.',
  next: nextRun('keys list'),
  mustNotClaim: [
    '409 of another route, where another object was changed or exists',
    '"already exists" of users, monitors and other objects',
    'an API key that is required or invalid',
  ],
});
