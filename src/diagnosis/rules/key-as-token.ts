import { defineRule } from '../define-rule.ts';
import { nextRun } from '../next-command.ts';

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
  causes: [
    {
      id: 'key',
      text: 'the value after Bearer is a key',
      check: ({ reading }) => {
        const application = reading.credentials.some(
          ({ place, shape }) => place === 'bearer' && shape === 'application-key',
        );
        return {
          holds: true,
          because: `it has ${application ? '40' : '32'} hex digits, as ${application ? 'application' : 'API'} keys have`,
        };
      },
    },
    {
      id: 'wrong-variable',
      text: 'the variable that holds the token was filled with the key',
      byHand: 'look at where the program takes the value after Bearer from',
    },
  ],
  fix: 'Send an API key in DD-API-KEY, and only data with it. After Bearer goes the access token of the grant, and no key beside it.',
  next: nextRun('grants token'),
  mustNotClaim: [
    'an access token after Bearer',
    '32 hex digits after Bearer in a request to another product',
  ],
});
