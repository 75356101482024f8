import { defineRule } from '../define-rule.ts';
import { mentions } from '../facts/input-values.ts';

const METHOD = /unsupported request method ([a-z]{3,10})/i;
const BASIC = /\bauthorization["'\s:=,]{1,12}(?:value["'\s:]{1,8})?basic\b/i;
const IN_QUERY = /url query parameters are not allowed/i;

/** `invalid_request` without a reason, or with one no other rule knows. */
export const requestInvalid = defineRule({
  id: 'request-invalid',
  title: 'The authorization or token request is refused as malformed (invalid_request)',
  links: ['oauthEndpoints', 'rfc6749Authorization', 'rfc6749Token'],
  yieldsTo: [
    'client-id-invalid',
    'client-id-missing',
    'redirect-uri-mismatch',
    'redirect-uri-invalid',
    'redirect-uri-missing',
    'parameter-missing',
    'parameter-duplicate',
    'pkce-required',
    'pkce-method',
    'query-unreadable',
    'unsupported-type',
    'scope-not-recognized',
    'client-disabled',
    'registration-refused',
    'code-or-verifier-invalid',
    'refresh-token-refused',
    'missing-code',
    'event-time',
    'api-key-refused',
  ],
  signatures: [
    {
      entry: ({ code, text }) => code === 'invalid_request' && text.replace(/\W/g, '') === '',
      sure: 'possible',
      withDatadog: 'certain',
    },
    {
      pattern: new RegExp(`${METHOD.source}|${IN_QUERY.source}`, 'i'),
      sure: 'possible',
      withDatadog: 'certain',
    },
    {
      entry: ({ code, text }) => code === 'invalid_request' && text !== '',
      sure: 'possible',
    },
    {
      pattern: /^\W{0,3}invalid_request\W{0,3}$|[([]invalid_request[)\]]\W{0,3}$/im,
      sure: 'possible',
      withDatadog: 'likely',
    },
  ],
  causes: [
    {
      id: 'method',
      text: 'the endpoint was called by another method: authorize takes GET in the browser, token and revoke take POST',
      check: ({ reading }) => {
        const used = reading.views.map((view) => METHOD.exec(view)?.[1]).find(Boolean);
        return used === undefined
          ? undefined
          : { holds: true, because: `the answer names ${used.toUpperCase()}` };
      },
      byHand: 'look at the method that was sent, also after a redirect',
    },
    {
      id: 'query-on-post',
      text: 'the POST carries parameters in its URL; they belong into the form body',
      check: ({ reading }) =>
        mentions(reading, IN_QUERY)
          ? { holds: true, because: 'the answer says so' }
          : mentions(reading, /\/oauth2\/v1\/(?:token|revoke)\?[a-z_]{2,40}=/i)
            ? { holds: true, because: 'the input has parameters in the URL of the token endpoint' }
            : undefined,
      byHand: 'look at the URL that was sent',
    },
    {
      id: 'parameter',
      text: 'a parameter is missing, there twice, or empty',
      byHand: 'compare the names of the parameters with the page of the endpoint',
    },
    {
      id: 'content-type',
      text: 'the content type does not fit the body, so no parameter was read',
      byHand: 'compare the Content-Type of the token request with its body',
    },
    {
      id: 'two-authentications',
      text: 'the client proves itself in two ways at once, in the body and in an Authorization header',
      check: ({ reading }) => {
        if (!mentions(reading, BASIC) || !mentions(reading, /client_secret=/i)) return undefined;
        const because = 'the input has both';
        // Of several requests each may have its own.
        return reading.exchanges.length > 1 ? { because } : { holds: true, because };
      },
      byHand: 'look for client_secret in the body and Authorization: Basic in the headers',
    },
  ],
  fix: 'Send exactly the documented parameters, each once: the authorization request in the query of a GET, the token request in the form body of a POST. The same request made by this program shows the difference.',
  next: 'ddoauth authorize --verbose',
  mustNotClaim: [
    'invalid_request with a text that names the parameter: other rules know those',
    'an invalid request of the API, which is about its content',
    'the words "invalid request" without the OAuth code',
  ],
});
