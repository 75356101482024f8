import { defineRule } from '../define-rule.ts';
import { nextRun } from '../next-command.ts';

/** 40 hex digits where 32 belong. */
export const applicationKeyAsApiKey = defineRule({
  id: 'application-key-as-api-key',
  title: 'An application key stands where an API key belongs',
  links: ['authentication'],
  signatures: [
    {
      pattern: /(?<![a-z0-9])(?:(?:dd|datadog)[-_])?api[-_]?key/i,
      when: ({ credentials }) =>
        credentials.some(
          ({ place, shape, isDatadogs }) =>
            isDatadogs && place === 'api-key' && shape === 'application-key',
        ),
      sure: 'certain',
    },
  ],
  causes: [
    {
      id: 'application-key',
      text: 'the value in the place of the API key is an application key',
      check: () => ({
        holds: true,
        because: 'it has 40 hex digits; an API key has 32',
      }),
    },
    {
      id: 'swapped',
      text: 'API key and application key were swapped',
      check: ({ reading }) =>
        reading.credentials.some(({ place }) => place === 'application-key')
          ? {
              holds: reading.credentials.some(
                ({ place, shape }) => place === 'application-key' && shape === 'api-key',
              ),
              because: 'looked at the shape of the value in the place of the application key',
            }
          : undefined,
    },
  ],
  fix: 'Put the API key (32 hex digits) into DD-API-KEY. Sending data needs no application key; a call with an OAuth token needs neither.',
  next: nextRun('keys list'),
  mustNotClaim: [
    'an API key of 32 hex digits in its own place, with an application key beside it',
    'a git commit or another 40 hex digits that stand in no key',
    'api_key of another product',
  ],
});
