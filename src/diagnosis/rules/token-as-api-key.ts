import { defineRule } from '../define-rule.ts';
import { nextRun } from '../next-command.ts';
import type { Reading } from '../read-input.ts';

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
  causes: [
    {
      id: 'token',
      text: 'the value in the place of the key is an access token',
      check: () => ({
        holds: true,
        because: 'it has the shape of a token, or is the one that stands after Bearer',
      }),
    },
    {
      id: 'no-key-yet',
      text: 'no API key was created with the token yet',
      byHand: 'ddoauth keys list shows the keys stored here',
    },
  ],
  fix: 'There are no OAuth scopes for sending data. Create the API key once with POST /api/v2/api_keys/marketplace and the token, store it, and send data with it in DD-API-KEY.',
  next: nextRun('create-key'),
  mustNotClaim: [
    'an API key in its own place',
    'tokens in settings of other products (apiKey: eyJ…)',
  ],
});
