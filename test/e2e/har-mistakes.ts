import { createHash } from 'node:crypto';
import {
  apiStep,
  goodSteps,
  refreshStep,
  tokenStep,
  type AppBehaviour,
  type CallbackFacts,
  type Step,
} from '../support/broken-app.ts';

/** One mistake of an application, and what `diagnose` has to make of the recording. */
export interface InjectedMistake {
  readonly name: string;
  /** The rule that comes first. */
  readonly rule: string;
  /** Its first cause, which has to be confirmed. */
  readonly cause: string;
  readonly behaviour: AppBehaviour;
  /** What the user presses on the consent page, if it comes. Default `Authorize`. */
  readonly press?: 'Authorize' | 'Deny';
  /** The site the user picks. Default: the one the flow began on. */
  readonly site?: string;
  /** How many flows the recording has. Default 1. */
  readonly flows?: number;
  /** Loads the callback once more. */
  readonly reloads?: boolean;
}

const OTHER_CLIENT = '11111111-2222-4333-8444-555555555555';
const OTHER_VERIFIER = 'x'.repeat(43);

function onlyToken(
  changes: Readonly<Record<string, string | undefined>>,
  host?: string,
): (facts: CallbackFacts) => readonly Step[] {
  return (facts) => [tokenStep(facts, changes, host)];
}

function body(facts: CallbackFacts, changes: Partial<Step>): readonly Step[] {
  return [{ ...tokenStep(facts), ...changes }];
}

function replaced(name: string, value: string | undefined): AppBehaviour {
  return { parameters: () => ({ [name]: value }) };
}

/** In the order of the flow. */
export const MISTAKES: readonly InjectedMistake[] = [
  // The authorization request.
  {
    name: 'a shell cut the URL',
    rule: 'client-id-missing',
    cause: 'lost-on-the-way',
    behaviour: { authorizeUrl: (url) => url.replace(/&.*/, '') },
  },
  {
    name: 'authorize page on the API host',
    rule: 'authorize-url',
    cause: 'api-host',
    behaviour: { authorizeUrl: (url) => url.replace('app.', 'api.') },
  },
  {
    name: 'no response_type',
    rule: 'authorize-url',
    cause: 'missing-response-type',
    behaviour: replaced('response_type', undefined),
  },
  {
    name: 'no client_id',
    rule: 'authorize-url',
    cause: 'missing-client-id',
    behaviour: replaced('client_id', undefined),
  },
  {
    name: 'no redirect_uri',
    rule: 'redirect-uri-missing',
    cause: 'left-out',
    behaviour: replaced('redirect_uri', undefined),
  },
  {
    name: 'no challenge',
    rule: 'pkce-required',
    cause: 'left-out',
    behaviour: replaced('code_challenge', undefined),
  },
  {
    name: 'plain challenge',
    rule: 'pkce-method',
    cause: 'plain',
    behaviour: {
      parameters: (verifier) => ({ code_challenge: verifier, code_challenge_method: 'plain' }),
    },
  },
  {
    name: 'a parameter twice',
    rule: 'parameter-duplicate',
    cause: 'twice-in-url',
    behaviour: { authorizeUrl: (url) => `${url}&state=again` },
  },
  {
    name: 'redirect URI with a slash more',
    rule: 'redirect-uri-mismatch',
    cause: 'trailing-slash',
    behaviour: { authorizeUrl: (url) => url.replace('%2Fcallback', '%2Fcallback%2F') },
  },
  {
    name: 'localhost for 127.0.0.1',
    rule: 'redirect-uri-mismatch',
    cause: 'loopback-name',
    behaviour: { authorizeUrl: (url) => url.replace('%2F%2F127.0.0.1', '%2F%2Flocalhost') },
  },
  {
    name: 'redirect URI encoded twice',
    rule: 'redirect-uri-invalid',
    cause: 'encoded-twice',
    behaviour: {
      authorizeUrl: (url) => url.replace(/redirect_uri=[^&]*/, (all) => all.replaceAll('%', '%25')),
    },
  },
  {
    name: 'empty scope',
    rule: 'scope-not-recognized',
    cause: 'empty',
    behaviour: replaced('scope', ''),
  },
  {
    name: 'a scope that is not registered',
    rule: 'scope-not-recognized',
    cause: 'not-asked',
    behaviour: replaced('scope', 'monitors_read dashboards_read'),
  },
  // The callback.
  {
    name: 'state lost on the way',
    rule: 'flow',
    cause: 'state-lost',
    behaviour: { losesState: true },
  },
  {
    name: 'an error of the callback ignored',
    rule: 'flow',
    cause: 'error-ignored',
    press: 'Deny',
    behaviour: { ignoresError: true },
  },
  // The token request.
  {
    name: 'code sent to another site',
    rule: 'code-or-verifier-invalid',
    cause: 'other-site',
    site: 'eu1',
    behaviour: { steps: onlyToken({}, 'https://api.datadoghq.com') },
  },
  {
    name: 'token request to the web app host',
    rule: 'token-request',
    cause: 'app-host',
    behaviour: { steps: onlyToken({}, 'https://app.datadoghq.com') },
  },
  {
    name: 'customer subdomain in the API host',
    rule: 'customer-subdomain-host',
    cause: 'site-as-host',
    behaviour: { steps: onlyToken({}, 'https://api.acme.datadoghq.com') },
  },
  {
    name: 'another redirect URI in the token request',
    rule: 'flow',
    cause: 'redirect-uri',
    behaviour: {
      steps: (facts) =>
        onlyToken({ redirect_uri: `${facts.fields['redirect_uri'] ?? ''}/` })(facts),
    },
  },
  {
    name: "another client's id",
    rule: 'flow',
    cause: 'client',
    behaviour: { steps: onlyToken({ client_id: OTHER_CLIENT }) },
  },
  {
    name: 'another verifier',
    rule: 'code-or-verifier-invalid',
    cause: 'verifier',
    behaviour: { steps: onlyToken({ code_verifier: OTHER_VERIFIER }) },
  },
  {
    name: 'the verifier of another tab',
    rule: 'flow',
    cause: 'verifier-of-other-flow',
    flows: 2,
    behaviour: { steps: (facts) => onlyToken({ code_verifier: facts.verifiers[0] })(facts) },
  },
  {
    name: 'challenge in hexadecimal',
    rule: 'code-or-verifier-invalid',
    cause: 'verifier',
    behaviour: {
      parameters: (verifier) => ({
        code_challenge: createHash('sha256').update(verifier).digest('hex'),
      }),
      steps: onlyToken({}),
    },
  },
  {
    name: 'no verifier',
    rule: 'flow',
    cause: 'verifier-missing',
    behaviour: { steps: onlyToken({ code_verifier: undefined }) },
  },
  {
    name: 'no secret',
    rule: 'client-authentication',
    cause: 'missing',
    behaviour: { steps: onlyToken({ client_secret: undefined }) },
  },
  {
    name: 'secret in the URL',
    rule: 'token-request',
    cause: 'in-query',
    behaviour: {
      steps: (facts) =>
        body(facts, { url: `${tokenStep(facts).url}?${tokenStep(facts).body ?? ''}`, body: '' }),
    },
  },
  {
    name: 'JSON with the type of a form',
    rule: 'token-request',
    cause: 'json-in-form',
    behaviour: { steps: (facts) => body(facts, { body: JSON.stringify(facts.fields) }) },
  },
  {
    name: 'a form with the type of JSON',
    rule: 'token-request',
    cause: 'form-in-json',
    behaviour: {
      steps: (facts) => body(facts, { headers: { 'content-type': 'application/json' } }),
    },
  },
  {
    name: 'JSON',
    rule: 'token-request',
    cause: 'json-body',
    behaviour: {
      steps: (facts) =>
        body(facts, {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(facts.fields),
        }),
    },
  },
  {
    name: 'Basic beside the secret',
    rule: 'token-request',
    cause: 'basic-and-body',
    behaviour: {
      steps: (facts) =>
        body(facts, {
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            authorization: `Basic ${Buffer.from('id:secret-of-it').toString('base64')}`,
          },
        }),
    },
  },
  {
    name: 'the code twice, by a reload',
    rule: 'code-or-verifier-invalid',
    cause: 'code-used',
    reloads: true,
    behaviour: { steps: onlyToken({}) },
  },
  {
    name: 'the code twice, by a retry',
    rule: 'code-or-verifier-invalid',
    cause: 'code-used',
    behaviour: { steps: (facts) => [tokenStep(facts), tokenStep(facts)] },
  },
  {
    name: 'the code spent on a prefetch',
    rule: 'code-or-verifier-invalid',
    cause: 'code-prefetched',
    behaviour: { prefetches: true, steps: (facts) => [tokenStep(facts), tokenStep(facts)] },
  },
  // Afterwards.
  {
    name: 'a refresh token that was replaced',
    rule: 'flow',
    cause: 'refresh-token-superseded',
    behaviour: {
      steps: (facts) => [
        tokenStep(facts),
        refreshStep(facts),
        refreshStep(facts, 'refresh_token:0'),
      ],
    },
  },
  {
    name: 'an application key instead of the token',
    rule: 'api-request',
    cause: 'keys-instead-of-token',
    behaviour: {
      steps: (facts) => [
        tokenStep(facts),
        {
          ...apiStep(facts),
          headers: { 'dd-api-key': '0'.repeat(32), 'dd-application-key': '0'.repeat(40) },
        },
      ],
    },
  },
  {
    name: 'a token in the wrong form',
    rule: 'api-request',
    cause: 'no-scheme',
    behaviour: {
      steps: (facts) => [
        tokenStep(facts),
        { ...apiStep(facts), headers: { authorization: '{access_token}' } },
      ],
    },
  },
  {
    name: 'the refresh token as access token',
    rule: 'flow',
    cause: 'refresh-token-as-bearer',
    behaviour: {
      steps: (facts) => [
        tokenStep(facts),
        { ...apiStep(facts), headers: { authorization: 'Bearer {refresh_token}' } },
      ],
    },
  },
  {
    name: 'another access token',
    rule: 'flow',
    cause: 'other-token',
    behaviour: {
      steps: (facts) => [
        tokenStep(facts),
        {
          ...apiStep(facts),
          headers: { authorization: 'Bearer stale-token-from-a-cache-0123456789' },
        },
      ],
    },
  },
  {
    name: 'the API of another site',
    rule: 'flow',
    cause: 'api-other-site',
    behaviour: {
      steps: (facts) => [tokenStep(facts), apiStep(facts, 'https://api.us5.datadoghq.com')],
    },
  },
  {
    name: 'data with the token',
    rule: 'token-to-intake',
    cause: 'bearer',
    behaviour: {
      steps: (facts) => [
        tokenStep(facts),
        {
          url: `${facts.api}/api/v2/series`,
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: 'Bearer {access_token}' },
          body: '{"series":[]}',
        },
      ],
    },
  },
];

/** What an application without mistakes does, on two sites. */
export const FLAWLESS: readonly Omit<InjectedMistake, 'rule' | 'cause'>[] = [
  { name: 'on the site where it began', behaviour: { steps: goodSteps } },
  { name: 'on another site than it began', site: 'eu1', behaviour: {} },
  { name: 'twice', flows: 2, behaviour: {} },
];
