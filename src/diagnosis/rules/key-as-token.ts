import { confirmed, open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { runNext } from '../next-command.ts';

/** `Authorization: Bearer` with something that has the shape of a key. */
export const keyAsToken = defineRule({
  id: 'key-as-token',
  title: 'A key is sent as if it were an access token',
  links: ['authentication', 'oauthInDatadog'],
  signatures: [
    {
      pattern: /\bauthorization\b/i,
      when: ({ credentials }) =>
        credentials.some(
          ({ place, shape, isDatadogs }) =>
            isDatadogs &&
            place === 'bearer' &&
            (shape === 'api-key' || shape === 'application-key'),
        ),
      sure: 'likely',
    },
  ],
  explain: ({ reading, context }) => {
    const shapes = reading.credentials.filter(({ place }) => place === 'bearer');
    const application = shapes.some(({ shape }) => shape === 'application-key');
    return {
      causes: [
        confirmed(
          'key',
          `the value after Bearer is ${application ? 'an application key' : 'an API key'}`,
          `it has ${application ? '40' : '32'} hex digits, as ${application ? 'application' : 'API'} keys have`,
        ),
        open('wrong-variable', 'the variable that holds the token was filled with the key'),
      ],
      fix: 'Send an API key in DD-API-KEY, and only data with it. After Bearer goes the access token of the grant, and no key beside it.',
      nextCommand: runNext('grants token', reading, context),
    };
  },
});
