import { repeated } from '../exchange/fields.ts';
import { firstOf, withRole, type Mistake } from './mistake.ts';
import { BODY_NAMES, eachToken, hasBody } from './token-body.ts';

const FORM = 'application/x-www-form-urlencoded';

/** Mistakes in where a token request goes and how it is encoded. @see oauth facts, sections 5 and 13 */
export const TOKEN_FORM_MISTAKES: readonly Mistake[] = [
  {
    id: 'cut-at-ampersand',
    text: 'the body or URL was cut at its first &: a shell ends an unquoted word there',
    find: eachToken(({ lost }) =>
      lost.length > 0
        ? `the line has an & without quotes; ${lost.slice(0, 6).join(', ')} never left the shell`
        : undefined,
    ),
    fix: "Put body and URL in quotes, or give each field its own --data-urlencode 'name=value'.",
  },
  {
    id: 'app-host',
    text: 'the token request goes to the web app host; the token endpoint is on the API host',
    find: eachToken(({ target: { place, host } }) =>
      (place.kind === 'exact' && place.form !== 'api') || place.kind === 'subdomain'
        ? `the request goes to ${host}`
        : undefined,
    ),
    fix: 'Send it to https://api.<domain>/oauth2/v1/token, with the domain parameter of the callback.',
  },
  {
    id: 'subdomain-host',
    text: 'the API host was made of the site parameter, which may carry a customer subdomain',
    find: eachToken(({ target: { place, host } }) =>
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
    find: eachToken(({ target: { scheme, place, host } }) =>
      scheme === 'http' && place.kind !== 'outside'
        ? `the request goes to http://${host}`
        : undefined,
    ),
    fix: 'Use https; generate a new client secret, since this one went unencrypted.',
  },
  {
    id: 'wrong-path',
    text: 'the path is not /oauth2/v1/token',
    find: eachToken(({ target: { path, host } }) =>
      host === '' || path === '/oauth2/v1/token' ? undefined : `the path is ${path}`,
    ),
    fix: 'Use the path /oauth2/v1/token.',
  },
  {
    id: 'method',
    text: 'the token request is not a POST',
    find: eachToken((request) =>
      request.method !== 'POST' && (hasBody(request) || request.status !== undefined)
        ? `the method is ${request.method}`
        : undefined,
    ),
    fix: 'Send a POST with the parameters in its body; a redirect that the HTTP client follows may turn POST into GET.',
  },
  {
    id: 'json-in-form',
    text: 'the body is JSON and its content type says form, so that no parameter is read',
    find: eachToken(({ contentType, bodyIs }) =>
      contentType === FORM && bodyIs === 'json'
        ? `the body begins with { and the content type is ${FORM}`
        : undefined,
    ),
    fix: `Encode the body as a form (URLSearchParams, urlencode); the content type ${FORM} stays.`,
  },
  {
    id: 'form-in-json',
    text: 'the body is a form and its content type says otherwise, so that no parameter is read',
    find: eachToken(({ contentType, bodyIs, form }) =>
      contentType !== undefined && contentType !== FORM && bodyIs === 'form' && form.length > 1
        ? `the body is name=value pairs and the content type is ${contentType}`
        : undefined,
    ),
    fix: `Send the content type ${FORM}.`,
  },
  {
    id: 'multipart',
    text: 'the body is multipart/form-data',
    find: eachToken(({ bodyIs, contentType }) =>
      bodyIs === 'multipart' || contentType === 'multipart/form-data'
        ? `the content type is ${contentType ?? 'multipart/form-data'}`
        : undefined,
    ),
    fix: `Send ${FORM}: --data instead of -F, URLSearchParams instead of FormData.`,
  },
  {
    id: 'json-body',
    text: 'the body is JSON; the documented encoding is a form',
    find: (reading) => {
      const seen = firstOf(
        withRole(reading, 'token'),
        ({ contentType, bodyIs, refused, answer }) => {
          if (bodyIs !== 'json' || contentType === FORM || answer) return undefined;
          const type = `the content type is ${contentType ?? 'not given'}`;
          return refused ? `${type}, and the server refused the request` : type;
        },
      );
      // Datadog's troubleshooting names application/json too: only a refusal speaks against it.
      return seen && (seen.at?.refused === true ? seen : { ...seen, hint: true });
    },
    sure: 'likely',
    fix: `Send the parameters as ${FORM}.`,
  },
  {
    id: 'in-query',
    text: 'parameters stand in the URL; the endpoint reads them from the body, and URLs are logged',
    find: eachToken(({ target: { query } }) => {
      const names = query.map(([name]) => name).filter((name) => BODY_NAMES.includes(name));
      return names.length > 0 ? `${[...new Set(names)].join(', ')} in the query` : undefined;
    }),
    fix: 'Move them into the body. Generate a new client secret if it was among them.',
  },
  {
    id: 'duplicate-parameter',
    text: 'a parameter comes more than once',
    find: eachToken(({ form }) => {
      const names = repeated(form);
      return names.length > 0 ? `${names.join(', ')} comes more than once` : undefined;
    }),
    fix: 'Send each parameter once.',
    saidBy: ['parameter-duplicate/*'],
  },
];
