import { checked, open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { timesInOneQuery } from '../input-values.ts';

const NAMES =
  'client_id|client_secret|response_type|redirect_uri|scope|state|code|code_challenge|code_challenge_method|code_verifier|grant_type|refresh_token|token|token_type_hint|username|password|nonce|prompt|request|domain|site';

/** A parameter stands in the request twice. */
export const parameterDuplicate = defineRule({
  id: 'parameter-duplicate',
  title: 'A parameter stands in the request more than once',
  links: ['oauthEndpoints', 'rfc6749Authorization'],
  signatures: [
    {
      pattern: new RegExp(
        `(?<![a-z0-9])duplicated? ["']?(${NAMES})["']? parameters?(?![a-z0-9])`,
        'i',
      ),
      sure: 'likely',
      withDatadog: 'certain',
    },
    {
      pattern: /invalid_request\W{1,6}duplicate ["']?([a-z_]{2,40})["']? parameter/i,
      sure: 'likely',
      withDatadog: 'certain',
    },
  ],
  explain: ({ reading, recognition }) => {
    const name = (recognition.groups[0] ?? '').toLowerCase();
    const times = timesInOneQuery(reading, name);
    return {
      causes: [
        checked(
          'twice-in-url',
          `the request has ${name} twice`,
          times === 0 ? undefined : times > 1,
          `counted ${times} in one query of the input`,
        ),
        open('added-twice', `a library adds ${name} by itself and the program adds it again`),
        open('appended', 'a base URL from the settings has a query already'),
        open('query-and-body', `${name} is sent in the query and in the body`),
      ],
      fix: `Send ${name} once. Build the query with a function that sets a parameter instead of appending it.`,
      nextCommand: 'ddoauth authorize --no-browser',
    };
  },
});
