import { defineRule, type Case } from '../define-rule.ts';
import { timesInOneQuery } from '../facts/input-values.ts';

const NAMES =
  'client_id|client_secret|response_type|redirect_uri|scope|state|code|code_challenge|code_challenge_method|code_verifier|grant_type|refresh_token|token|token_type_hint|username|password|nonce|prompt|request|domain|site';

/** The parameter the message names. */
function nameOf({ recognition }: Case): string {
  return (recognition.groups[0] ?? 'parameter').toLowerCase();
}

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
  causes: [
    {
      id: 'twice-in-url',
      text: 'the request has the named parameter twice',
      check: (found) => {
        const name = nameOf(found);
        const times = timesInOneQuery(found.reading, name);
        return times === 0
          ? undefined
          : {
              holds: times > 1,
              because: `counted ${name} ${times} times in one query of the input`,
            };
      },
    },
    {
      id: 'added-twice',
      text: 'a library adds the parameter by itself and the program adds it again',
      byHand: 'look at the URL that was sent, and at what the program hands to the library',
    },
    {
      id: 'appended',
      text: 'a base URL from the settings has a query already',
      byHand: 'look at the authorize and token URLs in the settings of the program',
    },
    {
      id: 'query-and-body',
      text: 'the parameter is sent in the query and in the body',
      byHand: 'look at the URL and the body of the token request that was sent',
    },
  ],
  fix: (found) =>
    `Send ${nameOf(found)} once. Build the query with a function that sets a parameter instead of appending it.`,
  fixInDocs:
    'Send the named parameter once. Build the query with a function that sets a parameter instead of appending it.',
  next: 'ddoauth authorize --no-browser',
  mustNotClaim: [
    'duplicate parameters of a function in a programming language',
    'duplicate keys of a database',
  ],
});
