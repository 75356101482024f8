import { repeated } from '../exchange/fields.ts';
import type { InputExchange } from '../exchange/exchange.ts';
import { eachAddress, eachRequest, parameter } from './authorize-request.ts';
import type { Mistake } from './mistake.ts';

const REQUIRED = ['response_type', 'client_id', 'redirect_uri', 'code_challenge', 'state'];

/** The parameters a request lacks, unless a shell took them. */
function missing(request: InputExchange, name: string): boolean {
  return (parameter(request, name) ?? '') === '' && !request.lost.includes(name);
}

/** Everything behind the first parameter is gone. */
function isCut(request: InputExchange): boolean {
  const names = request.target.query.map(([name]) => name);
  return names.length === 1 && REQUIRED.includes(names[0] ?? '');
}

function without(name: string, why: string): Mistake['find'] {
  return eachRequest((request) =>
    missing(request, name) && !isCut(request)
      ? `the request has ${parameter(request, name) === '' ? `an empty ${name}` : `no ${name}`}${why}`
      : undefined,
  );
}

/** Mistakes that an authorization request has in itself. @see oauth facts, sections 3, 4 and 13 */
export const AUTHORIZE_MISTAKES: readonly Mistake[] = [
  {
    id: 'cut-at-ampersand',
    text: 'the URL was cut at its first &: a shell ends an unquoted URL there',
    find: eachRequest((request) => {
      if (request.lost.length > 0) {
        return `the line has the URL without quotes; ${request.lost.slice(0, 6).join(', ')} never left the shell`;
      }
      return isCut(request)
        ? `the request has ${request.target.query[0]?.[0] ?? ''} and nothing behind it`
        : undefined;
    }),
    fix: 'Put the whole URL in quotes wherever a shell sees it: open "https://…".',
  },
  {
    id: 'api-host',
    text: 'the authorize page is asked of the API host; it is on the web app host',
    find: eachAddress(({ target: { place, host } }) =>
      (place.kind === 'exact' && (place.form === 'api' || place.form === 'intake')) ||
      (place.kind === 'below' && place.labels.startsWith('api.'))
        ? `the request goes to ${host}`
        : undefined,
    ),
    fix: 'Send the browser to <site>/oauth2/v1/authorize with site as the onboarding URL has it, or to https://app.<domain>. Only token requests and API calls go to https://api.<domain>.',
  },
  {
    id: 'not-datadog',
    text: 'the host of the authorize page is none of Datadog’s',
    find: eachRequest(({ target: { place, host } }) =>
      host !== '' &&
      (place.kind === 'outside' || (place.kind === 'below' && !place.labels.startsWith('api.')))
        ? `${host} is not in the table of sites`
        : undefined,
    ),
    sure: 'likely',
    fix: 'Take the host from the table of sites: ddoauth sites lists the web app host of each.',
  },
  {
    id: 'http',
    text: 'the authorize page is asked by http',
    find: eachRequest(({ target: { scheme, place, host } }) =>
      scheme === 'http' && place.kind !== 'outside'
        ? `the request goes to http://${host}`
        : undefined,
    ),
    fix: 'Use https.',
  },
  {
    id: 'wrong-path',
    text: 'the path is not /oauth2/v1/authorize',
    find: eachRequest(({ target: { path } }) =>
      path === '/oauth2/v1/authorize' ? undefined : `the path is ${path}`,
    ),
    fix: 'Use the path /oauth2/v1/authorize, with nothing behind it.',
  },
  {
    id: 'duplicate-parameter',
    text: 'a parameter comes more than once',
    find: eachRequest(({ target: { query } }) => {
      const names = repeated(query);
      return names.length > 0 ? `${names.join(', ')} comes more than once` : undefined;
    }),
    fix: 'Send each parameter once; look for code that appends to a URL that has it already.',
    saidBy: ['parameter-duplicate/*'],
  },
  {
    id: 'missing-response-type',
    text: 'response_type is missing',
    find: without('response_type', ''),
    fix: 'Send response_type=code.',
  },
  {
    id: 'missing-client-id',
    text: 'client_id is missing',
    find: without('client_id', ''),
    fix: 'Send the client id of the Developer Platform as client_id.',
    saidBy: ['client-id-missing/*'],
  },
  {
    id: 'missing-redirect-uri',
    text: 'redirect_uri is missing',
    find: without('redirect_uri', ''),
    fix: 'Send one of the registered redirect URIs as redirect_uri, percent-encoded once.',
    saidBy: ['redirect-uri-missing/left-out'],
  },
  {
    id: 'missing-challenge',
    text: 'code_challenge is missing',
    find: without('code_challenge', ', so the code is not bound to a verifier'),
    fix: 'Send code_challenge=<base64url of SHA-256 of the verifier> and code_challenge_method=S256.',
    saidBy: ['pkce-required/left-out'],
  },
  {
    id: 'response-type',
    text: 'response_type is not code',
    find: eachRequest((request) => {
      const value = parameter(request, 'response_type') ?? '';
      return value === '' || value === 'code' ? undefined : `response_type is "${value}"`;
    }),
    fix: 'Send response_type=code; Datadog grants by authorization code only.',
  },
  {
    id: 'missing-state',
    text: 'state is missing, so that a callback cannot be told from a forged one',
    find: without('state', ''),
    sure: 'likely',
    fix: 'Send a fresh random state and compare it in the callback before anything else.',
  },
];
