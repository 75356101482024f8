import { confirmed, open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { runNext } from '../next-command.ts';

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
  explain: ({ reading, context }) => ({
    causes: [
      confirmed(
        'application-key',
        'the value in the place of the API key is an application key',
        'it has 40 hex digits; an API key has 32',
      ),
      open('swapped', 'API key and application key were swapped'),
    ],
    fix: 'Put the API key (32 hex digits) into DD-API-KEY. Sending data needs no application key; a call with an OAuth token needs neither.',
    nextCommand: runNext('keys list', reading, context),
  }),
});
