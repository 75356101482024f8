import { allOf } from '../exchange/fields.ts';
import { fieldOf } from '../exchange/flow.ts';
import { HIDDEN } from '../exchange/sealer.ts';
import { firstOf, withRole, type Mistake } from './mistake.ts';
import { eachToken, isWhole } from './token-body.ts';
import { OTHER_CLIENT, otherClient } from './other-client.ts';

/** Parameters of the token endpoint, documented or standard. */
const KNOWN =
  /^(?:grant_type|code|client_id|client_secret|redirect_uri|code_verifier|refresh_token|scope|state|domain|site|resource|audience|client_assertion(?:_type)?)$/;

function without(
  name: string,
  grant: 'authorization_code' | 'refresh_token' | undefined,
): Mistake['find'] {
  return eachToken((request) => {
    if (!isWhole(request) || request.lost.includes(name)) return undefined;
    if (grant !== undefined && fieldOf(request, 'grant_type') !== grant) return undefined;
    const value = fieldOf(request, name);
    if (value === undefined && name === 'client_id' && request.basic !== undefined)
      return undefined;
    if (value !== undefined && value !== '') return undefined;
    return `the request has ${value === '' ? `an empty ${name}` : `no ${name}`}`;
  });
}

/** Mistakes in the fields of a token request. @see oauth facts, sections 5 and 13 */
export const TOKEN_FIELD_MISTAKES: readonly Mistake[] = [
  {
    id: 'missing-grant-type',
    text: 'grant_type is missing',
    find: without('grant_type', undefined),
    fix: 'Send grant_type=authorization_code with a code, grant_type=refresh_token with a refresh token.',
  },
  {
    id: 'grant-type',
    text: 'grant_type is neither authorization_code nor refresh_token',
    find: eachToken((request) => {
      const value = fieldOf(request, 'grant_type') ?? '';
      return value === '' || /^(?:authorization_code|refresh_token)$|[$<{]/.test(value)
        ? undefined
        : `grant_type is "${value.slice(0, 60)}"`;
    }),
    fix: 'Datadog has the authorization code grant with refresh tokens: authorize in a browser once, refresh from then on.',
  },
  {
    id: 'missing-code',
    text: 'code is missing',
    find: without('code', 'authorization_code'),
    fix: 'Send the code of the callback; grant_type=refresh_token is the one that goes without.',
  },
  {
    id: 'missing-refresh-token',
    text: 'refresh_token is missing',
    find: without('refresh_token', 'refresh_token'),
    fix: "Send refresh_token. Datadog's table of parameters does not list it; it is needed.",
  },
  {
    id: 'missing-client-id',
    text: 'client_id is missing',
    find: without('client_id', undefined),
    fix: 'Send client_id in the body.',
  },
  {
    id: 'basic-and-body',
    text: 'the client authenticates twice: by HTTP Basic and by client_secret in the body',
    find: eachToken((request) =>
      request.basic !== undefined && (fieldOf(request, 'client_secret') ?? '') !== ''
        ? 'the request has Authorization: Basic and client_secret'
        : undefined,
    ),
    sure: 'likely',
    fix: 'Send client_id and client_secret in the body, as Datadog documents it, and no Authorization header. RFC 6749 allows one way only.',
  },
  {
    id: 'basic-only',
    text: 'the client secret comes by HTTP Basic only; Datadog documents it in the body',
    find: eachToken((request) =>
      request.basic !== undefined &&
      request.refused &&
      (fieldOf(request, 'client_secret') ?? '') === ''
        ? 'the request has Authorization: Basic, no client_secret in its body, and was refused'
        : undefined,
    ),
    sure: 'likely',
    fix: 'Send client_id and client_secret in the body.',
  },
  {
    id: 'missing-secret',
    text: 'client_secret is missing; every client of a partner has one',
    find: (reading, context) =>
      context.kind === 'public'
        ? undefined
        : firstOf(withRole(reading, 'token'), (request) => {
            if (!isWhole(request) || request.lost.includes('client_secret') || request.answer)
              return undefined;
            const value = fieldOf(request, 'client_secret');
            if (request.basic !== undefined || (value !== undefined && value !== ''))
              return undefined;
            return `the request has ${value === '' ? 'an empty client_secret' : 'no client_secret'}`;
          }),
    sure: 'likely',
    fix: 'Send the secret of this very client as client_secret: from the environment or the secret store, not from the page.',
    saidBy: ['client-authentication/missing'],
  },
  {
    id: 'id-and-secret-swapped',
    text: "client_id and client_secret stand in each other's place",
    find: eachToken(({ swapped }) =>
      swapped === true
        ? 'the secret has the form of a client id (a UUID), and the id has not'
        : undefined,
    ),
    fix: 'Send the UUID of the Developer Platform as client_id and the secret as client_secret. Ids are logged: generate a new client secret, since this one was sent as one.',
    saidBy: ['client-id-invalid/not-a-uuid'],
  },
  {
    ...OTHER_CLIENT,
    find: eachToken((request, context) => otherClient(fieldOf(request, 'client_id'), context)),
  },
  {
    id: 'redirect-uri-encoding',
    text: 'redirect_uri is percent-encoded twice',
    find: eachToken((request) => {
      const value = fieldOf(request, 'redirect_uri') ?? '';
      return /^https?%(?:25)*3a/i.test(value)
        ? `redirect_uri reads "${value}" once decoded`
        : undefined;
    }),
    fix: 'Encode the fields of the body once: URLSearchParams and most HTTP libraries do it by themselves.',
  },
  {
    id: 'redirect-uri-cut',
    text: 'redirect_uri is not percent-encoded in the body, so that it ends at its own first &',
    find: eachToken(({ form, bodyIs }) => {
      const at = form.findIndex(([name]) => name === 'redirect_uri');
      const next = form[at + 1]?.[0];
      const isCut = bodyIs === 'form' && at !== -1 && (form[at]?.[1] ?? '').includes('?');
      return isCut && next !== undefined && !KNOWN.test(next)
        ? `behind redirect_uri comes ${next.slice(0, 60)}, which is no parameter of the token request`
        : undefined;
    }),
    fix: 'Percent-encode the whole redirect_uri: --data-urlencode, URLSearchParams and most HTTP libraries do it.',
  },
  {
    id: 'missing-verifier',
    text: 'code_verifier is missing; the documented flow has PKCE',
    find: (reading) => {
      // With the authorization request in the input, that one tells whether a verifier is due.
      const seen = firstOf(withRole(reading, 'token'), (request) => {
        const asked = reading.flows.some(
          ({ authorize, tokens }) => authorize !== undefined && tokens.includes(request),
        );
        return asked ||
          !isWhole(request) ||
          request.answer !== undefined ||
          request.lost.length > 0 ||
          fieldOf(request, 'grant_type') !== 'authorization_code' ||
          (fieldOf(request, 'code_verifier') ?? '') !== ''
          ? undefined
          : 'the request has no code_verifier; the authorization request, which says whether one is due, is not in the input';
      });
      return seen && { ...seen, hint: true };
    },
    sure: 'possible',
    fix: 'Send the verifier of this authorization as code_verifier, if its request had a code_challenge; it should have.',
    saidBy: ['pkce-required/left-out', 'flow/verifier-missing'],
  },
  {
    id: 'verifier-shape',
    text: 'code_verifier is not 43 to 128 signs out of A-Z a-z 0-9 - . _ ~',
    find: eachToken((request) =>
      request.misshapen === 'verifier' && fieldOf(request, 'code_verifier') !== HIDDEN
        ? 'counted its signs'
        : undefined,
    ),
    sure: 'likely',
    fix: 'Make the verifier of 32 random bytes as base64url, and send it as it was made.',
  },
  {
    id: 'bearer-at-token',
    text: 'the token request carries an access token, which is not how a client authenticates',
    find: eachToken((request) =>
      request.bearer !== undefined && allOf(request.form, 'client_secret').length === 0
        ? 'the request has Authorization: Bearer and no client_secret'
        : undefined,
    ),
    sure: 'possible',
    fix: 'Send client_id and client_secret in the body and no Authorization header.',
  },
];
