import { confirmed, open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { runNext } from '../next-command.ts';

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
  explain: ({ reading, context }) => ({
    causes: [
      confirmed(
        'api-key',
        'the value in the place of the application key is an API key',
        'it has 32 hex digits; an application key has 40',
      ),
      open('swapped', 'API key and application key were swapped'),
    ],
    fix: 'An integration needs no application key: it sends data with DD-API-KEY alone, and reads and changes with Authorization: Bearer and the access token alone.',
    nextCommand: runNext('keys list', reading, context),
  }),
});
