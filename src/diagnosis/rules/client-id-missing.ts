import { checked, open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { hasEmpty, mentions } from '../input-values.ts';

const MISSING =
  /(?<![a-z0-9])(?:missing (?:required )?client[\s_-]?id|request is missing client[\s_-]?id|client[\s_-]?id (?:parameter )?is (?:missing|required))(?![a-z0-9_])/i;

/** The request has no client id. */
export const clientIdMissing = defineRule({
  id: 'client-id-missing',
  title: 'The request has no client_id',
  links: ['oauthEndpoints', 'rfc6749Authorization'],
  signatures: [{ pattern: MISSING, sure: 'likely', withDatadog: 'certain' }],
  explain: ({ reading, context }) => {
    const hasUrl = mentions(reading, /[?&](?:response_type|redirect_uri|grant_type)=/i);
    return {
      causes: [
        checked(
          'empty',
          'the parameter is there and empty: a setting or variable was not filled in',
          hasUrl ? hasEmpty(reading, 'client_id') : undefined,
          'read the request in the input',
        ),
        open(
          'not-in-body',
          'the token request carries it in a header or in the query, not in the form body',
        ),
        open(
          'content-type',
          'the body is JSON while the content type says form, or the reverse, so nothing was read',
        ),
        open(
          'lost-on-the-way',
          'a proxy, a login redirect or a shell (an unquoted &) cut the query',
        ),
      ],
      fix: 'Send client_id in the query of the authorization request and in the form body of the token request.',
      nextCommand:
        context.clientId === undefined
          ? 'ddoauth authorize --client-id <id>'
          : 'ddoauth authorize --no-browser',
    };
  },
});
