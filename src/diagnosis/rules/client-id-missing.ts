import { contentTypeCheck } from '../facts/content-type.ts';
import { cutQuery } from '../facts/cut-query.ts';
import { defineRule } from '../define-rule.ts';
import { mentions, hasEmpty } from '../facts/input-values.ts';

const MISSING =
  /(?<![a-z0-9])(?:missing (?:required )?client[\s_-]?id|request is missing client[\s_-]?id|client[\s_-]?id (?:parameter )?is (?:missing|required))(?![a-z0-9_])/i;

/** The request has no client id. */
export const clientIdMissing = defineRule({
  id: 'client-id-missing',
  title: 'The request has no client_id',
  links: ['oauthEndpoints', 'rfc6749Authorization'],
  signatures: [{ pattern: MISSING, sure: 'likely', withDatadog: 'certain' }],
  causes: [
    {
      id: 'empty',
      text: 'the parameter is there and empty: a setting or variable was not filled in',
      check: ({ reading }) =>
        mentions(reading, /[?&](?:response_type|redirect_uri|grant_type)=/i)
          ? { holds: hasEmpty(reading, 'client_id'), because: 'read the request in the input' }
          : undefined,
    },
    {
      id: 'not-in-body',
      text: 'the token request carries it in a header or in the query, not in the form body',
      byHand: 'look at the body of the token request that was sent',
    },
    {
      id: 'content-type',
      text: 'the body is JSON while the content type says form, or the reverse, so nothing was read',
      check: ({ reading }) => contentTypeCheck(reading),
      byHand: 'compare the Content-Type of the token request with its body',
    },
    {
      id: 'lost-on-the-way',
      text: 'a proxy, a login redirect or a shell (an unquoted &) cut the query',
      check: ({ reading }) => cutQuery(reading),
      byHand: 'compare the URL in the address bar with the one the program made',
    },
  ],
  fix: 'Send client_id in the query of the authorization request and in the form body of the token request.',
  next: ({ context }) =>
    context.clientId === undefined
      ? 'ddoauth authorize --client-id <id>'
      : 'ddoauth authorize --no-browser',
  mustNotClaim: [
    'a client id that is there and not known',
    'client_id of a settings file that a program wants',
  ],
});
