import { defineRule } from '../define-rule.ts';
import { nextRun } from '../next-command.ts';
import type { Reading } from '../read-input.ts';

/** The places of the keys that are sent in one request with a token. */
function keysSentAlong({ credentials }: Reading): string[] {
  const withToken = new Set(
    credentials.filter(({ place }) => place === 'bearer').map(({ request }) => request),
  );
  const places = credentials
    .filter(
      (each) => each.place !== 'bearer' && each.in === 'header' && withToken.has(each.request),
    )
    .map(({ place }) => (place === 'api-key' ? 'DD-API-KEY' : 'DD-APPLICATION-KEY'));
  return [...new Set(places)];
}

/** Two kinds of credentials in one request. */
export const keysBesideToken = defineRule({
  id: 'keys-beside-token',
  title: 'A key and an access token are sent in one request',
  links: ['authentication', 'testingGuide'],
  signatures: [
    {
      pattern: /(?<![a-z0-9])(?:dd|datadog)-(?:api|application|app)-key/i,
      when: (reading) => keysSentAlong(reading).length > 0,
      sure: 'certain',
    },
  ],
  causes: [
    {
      id: 'both',
      text: 'two kinds of credentials, and which of them Datadog heeds is not documented',
      check: ({ reading }) => ({
        holds: true,
        because: `the request has Authorization: Bearer and ${keysSentAlong(reading).join(' and ')}`,
      }),
    },
    {
      id: 'copied',
      text: 'the headers of an example that uses keys were kept',
      byHand: 'look in the program for where the headers are set',
    },
  ],
  fix: 'Send one kind: the access token alone to read and change, the API key alone to send data. An application key never goes with a token.',
  next: nextRun('check-scopes'),
  mustNotClaim: [
    'an API key and an application key in one request without a token',
    'a request with a token and another one with a key in one text',
  ],
});
