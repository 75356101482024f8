import { allOf, repeated, valueOf } from '../exchange/fields.ts';
import type { InputExchange } from '../exchange/exchange.ts';
import { fieldOf } from '../exchange/flow.ts';
import { HIDDEN } from '../exchange/sealer.ts';
import type { DiagnosisContext } from '../../model/diagnosis.ts';
import type { Reading } from '../read-input.ts';
import { firstOf, withRole, type Mistake } from './mistake.ts';

const FORM = 'application/x-www-form-urlencoded';
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Parameters that belong into the body. */
const BODY_NAMES = [
  'grant_type',
  'code',
  'client_id',
  'client_secret',
  'code_verifier',
  'refresh_token',
  'redirect_uri',
];

function each(
  look: (request: InputExchange, context: DiagnosisContext, reading: Reading) => string | undefined,
): Mistake['find'] {
  return (reading, context) =>
    firstOf(withRole(reading, 'token'), (request) => look(request, context, reading));
}

/** The input has the request's body, so that what is not in it was not sent. */
function hasBody({ form, target }: InputExchange): boolean {
  return form.length > 0 || target.query.some(([name]) => BODY_NAMES.includes(name));
}

function without(
  name: string,
  grant: 'authorization_code' | 'refresh_token' | undefined,
): Mistake['find'] {
  return each((request) => {
    if (!hasBody(request) || request.lost.includes(name)) return undefined;
    if (grant !== undefined && fieldOf(request, 'grant_type') !== grant) return undefined;
    const value = fieldOf(request, name);
    if (value === undefined && name === 'client_id' && request.basic !== undefined)
      return undefined;
    if (value !== undefined && value !== '') return undefined;
    return `the request has ${value === '' ? `an empty ${name}` : `no ${name}`}`;
  });
}

/** Mistakes that a token request has in itself. @see oauth facts, sections 5 and 13 */
export const TOKEN_MISTAKES: readonly Mistake[] = [
  {
    id: 'cut-at-ampersand',
    text: 'the body or URL was cut at its first &: a shell ends an unquoted word there',
    find: each(({ lost }) =>
      lost.length > 0
        ? `the line has an & without quotes; ${lost.slice(0, 6).join(', ')} never left the shell`
        : undefined,
    ),
    fix: "Put body and URL in quotes, or give each field its own --data-urlencode 'name=value'.",
  },
  {
    id: 'app-host',
    text: 'the token request goes to the web app host; the token endpoint is on the API host',
    find: each(({ target: { place, host } }) =>
      (place.kind === 'exact' && place.form !== 'api') || place.kind === 'subdomain'
        ? `the request goes to ${host}`
        : undefined,
    ),
    fix: 'Send it to https://api.<domain>/oauth2/v1/token, with the domain parameter of the callback.',
  },
  {
    id: 'subdomain-host',
    text: 'the API host was made of the site parameter, which may carry a customer subdomain',
    find: each(({ target: { place, host } }) =>
      place.kind === 'below' && place.labels.startsWith('api.')
        ? `${host} should be ${new URL(place.nearest.api.url).host}`
        : undefined,
    ),
    fix: 'Send it to https://api.<domain>/oauth2/v1/token, with the domain parameter of the callback.',
    saidBy: ['customer-subdomain-host/site-as-host', 'host-not-in-certificate/*'],
  },
  {
    id: 'http',
    text: 'the token request goes by http',
    find: each(({ target: { scheme, place, host } }) =>
      scheme === 'http' && place.kind !== 'outside'
        ? `the request goes to http://${host}`
        : undefined,
    ),
    fix: 'Use https; generate a new client secret, since this one went unencrypted.',
  },
  {
    id: 'wrong-path',
    text: 'the path is not /oauth2/v1/token',
    find: each(({ target: { path, host } }) =>
      host === '' || path === '/oauth2/v1/token' ? undefined : `the path is ${path}`,
    ),
    fix: 'Use the path /oauth2/v1/token.',
  },
  {
    id: 'method',
    text: 'the token request is not a POST',
    find: each((request) =>
      request.method !== 'POST' && (hasBody(request) || request.status !== undefined)
        ? `the method is ${request.method}`
        : undefined,
    ),
    fix: 'Send a POST with the parameters in its body; a redirect that the HTTP client follows may turn POST into GET.',
  },
  {
    id: 'json-in-form',
    text: 'the body is JSON and its content type says form, so that no parameter is read',
    find: each(({ contentType, bodyIs }) =>
      contentType === FORM && bodyIs === 'json'
        ? `the body begins with { and the content type is ${FORM}`
        : undefined,
    ),
    fix: `Encode the body as a form (URLSearchParams, urlencode); the content type ${FORM} stays.`,
  },
  {
    id: 'form-in-json',
    text: 'the body is a form and its content type says otherwise, so that no parameter is read',
    find: each(({ contentType, bodyIs, form }) =>
      contentType !== undefined && contentType !== FORM && bodyIs === 'form' && form.length > 1
        ? `the body is name=value pairs and the content type is ${contentType}`
        : undefined,
    ),
    fix: `Send the content type ${FORM}.`,
  },
  {
    id: 'multipart',
    text: 'the body is multipart/form-data',
    find: each(({ bodyIs, contentType }) =>
      bodyIs === 'multipart' || contentType === 'multipart/form-data'
        ? `the content type is ${contentType ?? 'multipart/form-data'}`
        : undefined,
    ),
    fix: `Send ${FORM}: --data instead of -F, URLSearchParams instead of FormData.`,
  },
  {
    id: 'json-body',
    text: 'the body is JSON; the documented encoding is a form',
    find: each(({ contentType, bodyIs, refused }) =>
      refused && bodyIs === 'json' && contentType !== FORM
        ? `the content type is ${contentType ?? 'not given'}, and the server refused the request`
        : undefined,
    ),
    sure: 'likely',
    fix: `Send the parameters as ${FORM}.`,
  },
  {
    id: 'in-query',
    text: 'parameters stand in the URL; the endpoint reads them from the body, and URLs are logged',
    find: each(({ target: { query } }) => {
      const names = query.map(([name]) => name).filter((name) => BODY_NAMES.includes(name));
      return names.length > 0 ? `${[...new Set(names)].join(', ')} in the query` : undefined;
    }),
    fix: 'Move them into the body. Generate a new client secret if it was among them.',
  },
  {
    id: 'duplicate-parameter',
    text: 'a parameter comes more than once',
    find: each(({ form }) => {
      const names = repeated(form);
      return names.length > 0 ? `${names.join(', ')} comes more than once` : undefined;
    }),
    fix: 'Send each parameter once.',
    saidBy: ['parameter-duplicate/*'],
  },
  {
    id: 'missing-grant-type',
    text: 'grant_type is missing',
    find: without('grant_type', undefined),
    fix: 'Send grant_type=authorization_code with a code, grant_type=refresh_token with a refresh token.',
  },
  {
    id: 'grant-type',
    text: 'grant_type is neither authorization_code nor refresh_token',
    find: each((request) => {
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
    find: each((request) =>
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
    find: each((request) =>
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
            if (!hasBody(request) || request.lost.includes('client_secret') || request.answer)
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
    id: 'client-id-other',
    text: 'client_id is not the one of the profile',
    find: each((request, { clientId }) => {
      const value = fieldOf(request, 'client_id') ?? '';
      return clientId !== undefined &&
        UUID.test(value) &&
        value.toLowerCase() !== clientId.toLowerCase()
        ? `the request has ${value}, the profile ${clientId}`
        : undefined;
    }),
    sure: 'likely',
    fix: 'Use the id of the client that is meant: a test client and its published client have different ids.',
  },
  {
    id: 'redirect-uri-encoding',
    text: 'redirect_uri is percent-encoded twice',
    find: each((request) => {
      const value = fieldOf(request, 'redirect_uri') ?? '';
      return /^https?%(?:25)*3a/i.test(value)
        ? `redirect_uri reads "${value}" once decoded`
        : undefined;
    }),
    fix: 'Encode the fields of the body once: URLSearchParams and most HTTP libraries do it by themselves.',
  },
  {
    id: 'verifier-shape',
    text: 'code_verifier is not 43 to 128 signs out of A-Z a-z 0-9 - . _ ~',
    find: each((request) =>
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
    find: each((request) =>
      request.bearer !== undefined && allOf(request.form, 'client_secret').length === 0
        ? 'the request has Authorization: Bearer and no client_secret'
        : undefined,
    ),
    sure: 'possible',
    fix: 'Send client_id and client_secret in the body and no Authorization header.',
  },
];

/** Mistakes of API calls. @see oauth facts, section 11; api facts, section 2 */
export const API_MISTAKES: readonly Mistake[] = [
  {
    id: 'bearer',
    text: 'data is sent with an access token; this route takes an API key only',
    find: (reading) =>
      firstOf(withRole(reading, 'intake'), ({ bearer, headers, target }) =>
        bearer !== undefined &&
        valueOf(headers, 'dd-api-key') === undefined &&
        valueOf(target.query, 'api_key') === undefined
          ? `the request to ${target.host}${target.path} has Authorization: Bearer and no DD-API-KEY`
          : undefined,
      ),
    fix: 'Create the API key once with the token (POST /api/v2/api_keys/marketplace, scope api_keys_write), then send data with DD-API-KEY and without the token.',
    saidBy: ['token-to-intake/bearer'],
  },
  {
    id: 'keys-instead-of-token',
    text: 'the call has an application key instead of the access token that the flow granted',
    find: (reading) =>
      reading.flows.some(({ tokens }) => tokens.some(({ answer }) => answer !== undefined))
        ? firstOf(withRole(reading, 'api'), ({ bearer, headers }) =>
            bearer === undefined && valueOf(headers, 'dd-application-key') !== undefined
              ? 'a token was granted before; the call has DD-APPLICATION-KEY and no Authorization'
              : undefined,
          )
        : undefined,
    fix: 'Send Authorization: Bearer <access token> and no DD-APPLICATION-KEY: a key acts for the person who made it, not for the grant.',
  },
  {
    id: 'no-scheme',
    text: 'Authorization has no "Bearer" before the access token',
    find: (reading) =>
      firstOf(withRole(reading, 'api', 'intake'), ({ oddAuthorization }) =>
        oddAuthorization === true ? 'the header begins with something else than Bearer' : undefined,
      ),
    fix: 'Send Authorization: Bearer <access token>.',
  },
  {
    id: 'token-in-query',
    text: 'the access token stands in the URL',
    find: (reading) =>
      firstOf(withRole(reading, 'api', 'intake'), ({ target: { query } }) =>
        allOf(query, 'access_token').length > 0 ? 'the query has access_token' : undefined,
      ),
    sure: 'likely',
    fix: 'Send Authorization: Bearer <access token>; a token in a URL is in every log on its way, so revoke this one.',
  },
  {
    id: 'app-host',
    text: 'the API is called at the web app host; it is on the API host',
    find: (reading) =>
      firstOf(withRole(reading, 'api'), ({ bearer, target: { place, host } }) =>
        bearer !== undefined &&
        place.kind === 'exact' &&
        (place.form === 'app' || place.form === 'alias')
          ? `the call goes to ${host}, the API host is ${new URL(place.site.api.url).host}`
          : undefined,
      ),
    sure: 'likely',
    fix: 'Call https://api.<domain>, with the domain parameter of the callback.',
  },
];
