import { defineRule } from '../define-rule.ts';
import { nextRun } from '../next-command.ts';

/** 32 hex digits where 40 belong. */
export const apiKeyAsApplicationKey = defineRule({
  id: 'api-key-as-application-key',
  title: 'An API key stands where an application key belongs',
  links: ['authentication'],
  signatures: [
    {
      pattern: /(?<![a-z0-9])(?:(?:dd|datadog)[-_])?(?:app|application)[-_]?key/i,
      when: ({ credentials }) =>
        credentials.some(
          ({ place, shape, isDatadogs }) =>
            isDatadogs && place === 'application-key' && shape === 'api-key',
        ),
      sure: 'certain',
    },
  ],
  causes: [
    {
      id: 'api-key',
      text: 'the value in the place of the application key is an API key',
      check: () => ({
        holds: true,
        because: 'it has 32 hex digits; an application key has 40',
      }),
    },
    {
      id: 'swapped',
      text: 'API key and application key were swapped',
      check: ({ reading }) =>
        reading.credentials.some(({ place }) => place === 'api-key')
          ? {
              holds: reading.credentials.some(
                ({ place, shape }) => place === 'api-key' && shape === 'application-key',
              ),
              because: 'looked at the shape of the value in the place of the API key',
            }
          : undefined,
    },
  ],
  fix: 'An integration needs no application key: it sends data with DD-API-KEY alone, and reads and changes with Authorization: Bearer and the access token alone.',
  next: nextRun('keys list'),
  mustNotClaim: [
    'an application key of 40 hex digits in its own place',
    'a variable or gap where the value will be ($DD_APP_KEY)',
    'keys of other products',
  ],
});
