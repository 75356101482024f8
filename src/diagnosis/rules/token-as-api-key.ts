import { confirmed, open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import type { Reading } from '../read-input.ts';
import { runNext } from '../next-command.ts';

/** A value in a key's place that is a token by its shape, or by standing after Bearer too. */
function tokensInKeyPlace({ credentials }: Reading): boolean {
  const bearers = new Set(
    credentials.filter(({ place }) => place === 'bearer').map(({ fingerprint }) => fingerprint),
  );
  return credentials.some(
    ({ place, shape, fingerprint, isDatadogs }) =>
      isDatadogs &&
      place !== 'bearer' &&
      (shape === 'access-token' || (shape === 'other' && bearers.has(fingerprint))),
  );
}

/** The access token where a key belongs. */
export const tokenAsApiKey = defineRule({
  id: 'token-as-api-key',
  title: 'An access token stands where a key belongs',
  links: ['authentication', 'oauthEndpoints'],
  signatures: [
    {
      pattern: /(?<![a-z0-9])(?:(?:dd|datadog)[-_])?(?:api|app|application)[-_]?key/i,
      when: tokensInKeyPlace,
      sure: 'certain',
    },
  ],
  explain: ({ reading, context }) => ({
    causes: [
      confirmed(
        'token',
        'the value in the place of the key is an access token',
        'it has the shape of a token, or is the one that stands after Bearer',
      ),
      open('no-key-yet', 'no API key was created with the token yet'),
    ],
    fix: 'There are no OAuth scopes for sending data. Create the API key once with POST /api/v2/api_keys/marketplace and the token, store it, and send data with it in DD-API-KEY.',
    nextCommand: runNext('create-key', reading, context),
  }),
});
