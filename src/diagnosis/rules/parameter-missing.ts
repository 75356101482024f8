import { contentTypeCheck } from '../facts/content-type.ts';
import { cutQuery } from '../facts/cut-query.ts';
import { defineRule, type Case } from '../define-rule.ts';
import { mentions, hasEmpty, valuesOf } from '../facts/input-values.ts';

const NAMES =
  'response[\\s_]?type|grant[\\s_]?type|(?:authorization[\\s_])?code|refresh[\\s_]?token|scope|state|token[\\s_]?type(?:[\\s_]?hint)?|access[\\s_]?token|token|client[\\s_]?secret|username|password|nonce';
const MISSING = new RegExp(
  `(?<![a-z0-9])(?:missing (?:required |mandatory )?(?:parameter:? )?|request is missing (?:the |mandatory )?)["']?(${NAMES})["']? (?:parameter|in )`,
  'i',
);
const REVERSED = new RegExp(
  `(?<![a-z0-9])["']?(${NAMES})["']? (?:parameter )is (?:missing|required)`,
  'i',
);

/** Parameters of the authorize page, which has no body. */
const OF_AUTHORIZE = /^(?:response_type|scope|state|nonce)$/;

/** The parameter the message names, as it is written in a request. */
function nameOf({ recognition }: Case): string {
  return (recognition.groups[0] ?? 'parameter')
    .toLowerCase()
    .replace(/^authorization[ _]/, '')
    .replaceAll(' ', '_');
}

/** The token is missing in the answer of the token endpoint. */
function inAnswer({ reading }: Case): boolean {
  return mentions(reading, /missing_token/i);
}

/** A parameter of the request, or of the answer, is not there. */
export const parameterMissing = defineRule({
  id: 'parameter-missing',
  title: 'A required OAuth parameter is missing',
  links: ['oauthEndpoints', 'rfc6749Token'],
  yieldsTo: ['client-id-missing', 'redirect-uri-missing', 'missing-code', 'pkce-required'],
  signatures: [
    { pattern: MISSING, sure: 'likely', withDatadog: 'certain' },
    { pattern: REVERSED, sure: 'possible', withDatadog: 'likely' },
    {
      pattern:
        /invalid_request\W{1,6}(?:request is )?missing (?:required )?["']?(?!redirect|client[_ ]id)([a-z_]{2,40})["']? parameter/i,
      sure: 'likely',
      withDatadog: 'certain',
    },
    { pattern: /(?<![a-z0-9_])missing_(code|token_type|token)(?![a-z0-9_])/i, sure: 'likely' },
  ],
  causes: [
    {
      id: 'no-token-answer',
      text: 'the token endpoint answered with something else than a token: an error in the errors list, a page, or another host',
      when: inAnswer,
      byHand: 'log status, content type and body of the answer',
    },
    {
      id: 'content-type',
      text: 'the content type does not fit the body (JSON sent as a form, or the reverse), so no parameter was read',
      when: (found) => !inAnswer(found) && !OF_AUTHORIZE.test(nameOf(found)),
      check: ({ reading }) => contentTypeCheck(reading),
      byHand: 'compare the Content-Type of the token request with its body',
    },
    {
      id: 'empty',
      text: 'the named parameter is there and empty',
      when: (found) => !inAnswer(found),
      check: (found) => {
        const { reading } = found;
        const name = nameOf(found);
        const [value] = valuesOf(reading, name);
        if (value !== undefined) {
          return { holds: false, because: `the input has ${name} with a value` };
        }
        return mentions(reading, /[?&][a-z_]{2,40}=/i)
          ? {
              holds: hasEmpty(reading, name),
              because: `looked for ${name} in the request of the input`,
            }
          : undefined;
      },
    },
    {
      id: 'lost-on-the-way',
      text: 'a shell cut the URL at an unquoted &, or a redirect dropped the rest',
      when: ({ reading }) => mentions(reading, /\/oauth2\/v1\/authorize\b/i),
      check: ({ reading }) => cutQuery(reading),
      byHand: 'compare the URL in the address bar with the one the program made',
    },
    {
      id: 'left-out',
      text: 'the parameter was left out or has another name',
      when: (found) => !inAnswer(found),
      byHand: 'look at the names of the parameters that were sent',
    },
    {
      id: 'method',
      when: (found) => !inAnswer(found) && !OF_AUTHORIZE.test(nameOf(found)),
      text: 'the parameters stand in the query while the endpoint reads the body, or a redirect turned POST into GET',
      byHand: 'look at the method and URL of each request that was sent',
    },
  ],
  fix: (found) =>
    inAnswer(found)
      ? 'Look at the status and the body of the answer before reading a token from it.'
      : `Send ${nameOf(found)}; the token endpoint reads it from a body of type application/x-www-form-urlencoded.`,
  fixInDocs:
    'Send the named parameter; the token endpoint reads it from a body of type application/x-www-form-urlencoded. Where the answer lacks the token, look at its status and body first.',
  next: ({ context }) =>
    (context.command ?? '').startsWith('grants')
      ? 'ddoauth grants refresh --verbose'
      : 'ddoauth authorize --verbose',
  mustNotClaim: [
    'a missing client_id, redirect_uri, code_challenge or code_verifier, which have rules of their own',
    'missing parameters of functions, templates and other APIs',
  ],
});
