import { confirmed, open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import type { Reading } from '../read-input.ts';
import { runNext } from '../next-command.ts';

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
  explain: ({ reading, context }) => {
    const places = keysSentAlong(reading).join(' and ');
    return {
      causes: [
        confirmed(
          'both',
          'two kinds of credentials, and which of them Datadog heeds is not documented',
          `the request has Authorization: Bearer and ${places}`,
        ),
        open('copied', 'the headers of an example that uses keys were kept'),
      ],
      fix: 'Send one kind: the access token alone to read and change, the API key alone to send data. An application key never goes with a token.',
      nextCommand: runNext('check-scopes', reading, context),
    };
  },
});
