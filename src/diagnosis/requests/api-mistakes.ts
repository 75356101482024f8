import { allOf, valueOf } from '../exchange/fields.ts';
import { firstOf, withRole, type Mistake } from './mistake.ts';

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
    id: 'keys-for-marketplace',
    text: "the integration's API key is asked for with keys; it takes the access token of a grant",
    find: (reading) =>
      firstOf(withRole(reading, 'api'), ({ bearer, oddAuthorization, headers, target }) =>
        /^\/api\/v2\/api_keys\/marketplace\/?$/.test(target.path) &&
        bearer === undefined &&
        oddAuthorization !== true &&
        /^dd-(?:api|application)-key$/m.test(headers.map(([name]) => name).join('\n'))
          ? `${target.path} has keys in its headers and no Authorization: Bearer`
          : undefined,
      ),
    fix: 'Send Authorization: Bearer <access token> of a grant with api_keys_write, and no DD-API-KEY or DD-APPLICATION-KEY.',
  },
  {
    id: 'refresh-token-by-name',
    text: 'what is sent as Bearer is a refresh token, by the name of the variable',
    find: (reading) =>
      firstOf(withRole(reading, 'api', 'intake'), ({ bearerNamed }) =>
        bearerNamed === undefined
          ? undefined
          : `the Bearer value is a variable with ${bearerNamed} in its name`,
      ),
    sure: 'likely',
    fix: 'Send access_token of the token answer; the refresh token goes to the token endpoint only.',
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
