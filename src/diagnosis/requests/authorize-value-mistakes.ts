import { UUID } from '../text/client-id.ts';
import { SCOPES } from '../../catalog/scopes.ts';
import type { DiagnosisContext } from '../../model/diagnosis.ts';
import { allOf, decodedOnce } from '../exchange/fields.ts';
import type { InputExchange } from '../exchange/exchange.ts';
import { HIDDEN, sameSealed } from '../exchange/sealer.ts';
import { isLoopback, readTarget } from '../exchange/target.ts';
import { listOf } from '../facts/input-values.ts';
import type { Reading } from '../read-input.ts';
import { compareRedirectUri } from '../facts/redirect-uris.ts';
import { eachRequest, parameter } from './authorize-request.ts';
import { firstOf, withRole, type Mistake, type Seen } from './mistake.ts';
import { OTHER_CLIENT, otherClient } from './other-client.ts';

/** Parameters of the authorize page, documented, standard or seen. */
const KNOWN =
  /^(?:response_(?:type|mode)|client_id|redirect_uri|scope|state|code_challenge(?:_method)?|dd_oid|site|domain|prompt|login_hint|max_age|nonce|resource|audience|access_type|ui_locales|display|acr_values|utm_\w+)$/;

/** Registered redirect URIs, of the client's settings and of a manifest in the input. */
function registeredUris(reading: Reading, context: DiagnosisContext): readonly string[] {
  return [...(context.registeredRedirectUris ?? []), ...listOf(reading, 'redirect_uris')];
}

function unregistered(reading: Reading, context: DiagnosisContext): Seen | undefined {
  const registered = registeredUris(reading, context);
  return firstOf(withRole(reading, 'authorize'), (request) => {
    const used = parameter(request, 'redirect_uri') ?? '';
    const compared = used === '' ? undefined : compareRedirectUri(used, registered);
    if (!compared || compared.differences.length === 0) return undefined;
    return `"${used}" is sent, "${compared.nearest}" is the nearest of those registered; they differ in ${compared.differences.join(', ')}`;
  });
}

function scopesOf(request: InputExchange): string[] {
  return (parameter(request, 'scope') ?? '').split(/[\s,]+/).filter((name) => name !== '');
}

/** Mistakes in the values of an authorization request. @see oauth facts, sections 3, 4 and 13 */
export const AUTHORIZE_VALUE_MISTAKES: readonly Mistake[] = [
  {
    id: 'client-id-shape',
    text: 'client_id is no UUID, as the ids of clients at Datadog are',
    find: eachRequest((request) => {
      const value = parameter(request, 'client_id') ?? '';
      const isGap = value === '' || /[$<{[*…]|^your|^my|\.{3}/i.test(value);
      return isGap || UUID.test(value.trim()) ? undefined : `client_id is "${value.slice(0, 60)}"`;
    }),
    sure: 'likely',
    fix: 'Copy the client id from the Developer Platform; it is neither the app id nor the name.',
  },
  {
    ...OTHER_CLIENT,
    find: eachRequest((request, _, context) =>
      otherClient(parameter(request, 'client_id'), context),
    ),
  },
  {
    id: 'redirect-uri-encoding',
    text: 'redirect_uri is percent-encoded twice, or carries what belongs behind it',
    find: eachRequest((request) => {
      const value = parameter(request, 'redirect_uri') ?? '';
      return /^https?%3a/i.test(value) || /^https?%253a/i.test(decodedOnce(value))
        ? `redirect_uri reads "${value}" once decoded`
        : undefined;
    }),
    fix: 'Encode redirect_uri once: URLSearchParams and most HTTP libraries do it by themselves.',
    saidBy: ['redirect-uri-invalid/encoded-twice', 'redirect-uri-mismatch/encoding'],
  },
  {
    id: 'redirect-uri-cut',
    text: 'redirect_uri is not percent-encoded, so that it ends at its own first &',
    find: eachRequest(({ target: { query } }) => {
      const at = query.findIndex(([name]) => name === 'redirect_uri');
      const next = query[at + 1]?.[0];
      return at !== -1 &&
        (query[at]?.[1] ?? '').includes('?') &&
        next !== undefined &&
        !KNOWN.test(next)
        ? `behind redirect_uri comes ${next}, which is no parameter of the authorize page`
        : undefined;
    }),
    fix: 'Percent-encode the whole redirect_uri: URLSearchParams and most HTTP libraries do it by themselves.',
    saidBy: ['redirect-uri-mismatch/encoding'],
  },
  {
    id: 'redirect-uri-unregistered',
    text: 'redirect_uri is not one of those registered for the client',
    find: unregistered,
    fix: 'Send a registered redirect URI byte for byte, or register the one that is sent. A published client has to be submitted again for that.',
    saidBy: ['redirect-uri-mismatch/*', 'redirect-uri-invalid/*'],
  },
  {
    id: 'redirect-uri-form',
    text: 'redirect_uri is no absolute URL without fragment',
    find: eachRequest((request) => {
      const value = parameter(request, 'redirect_uri') ?? '';
      if (value === '' || /^https?%/i.test(value) || /^[$<{]/.test(value)) return undefined;
      if (value.includes('#')) return `"${value}" has a fragment`;
      return /^[a-z][a-z0-9+.-]*:\/\/[^/]/i.test(value)
        ? undefined
        : `"${value}" has no scheme and host`;
    }),
    fix: 'Send the whole URL with scheme and host, as it is registered.',
  },
  {
    id: 'redirect-uri-http',
    text: 'redirect_uri is http on a host that is not this machine',
    find: eachRequest((request, _, { kind }) => {
      const value = parameter(request, 'redirect_uri') ?? '';
      const { scheme, host } = readTarget(value);
      if (scheme !== 'http' || (isLoopback(host) && kind !== 'published')) return undefined;
      return isLoopback(host)
        ? `the client is published, and "${value}" is on the user's own machine`
        : `"${value}" sends the code unencrypted`;
    }),
    sure: 'likely',
    fix: 'Register and send an https redirect URI; http is for loopback addresses of test clients only.',
  },
  {
    id: 'challenge-plain',
    text: 'code_challenge_method is plain or missing, which means plain; S256 is needed',
    find: eachRequest((request) => {
      if ((parameter(request, 'code_challenge') ?? '') === '') return undefined;
      const method = parameter(request, 'code_challenge_method');
      if (method === undefined || method === '')
        return 'there is a code_challenge without code_challenge_method';
      return /^(?:S256|SHA-256)$/.test(method) ? undefined : `code_challenge_method is "${method}"`;
    }),
    fix: 'Send code_challenge_method=S256 and the base64url of the SHA-256 of the verifier.',
    saidBy: ['code-or-verifier-invalid/verifier', 'pkce-method/plain'],
  },
  {
    id: 'challenge-is-verifier',
    text: 'code_challenge is the verifier itself',
    find: (reading) =>
      firstOf(withRole(reading, 'authorize'), (request) => {
        const challenge = parameter(request, 'code_challenge');
        const verifiers = reading.exchanges.flatMap(({ form, target }) => [
          ...allOf(form, 'code_verifier'),
          ...allOf(target.query, 'code_verifier'),
        ]);
        return verifiers.some((verifier) => verifier !== '' && sameSealed(verifier, challenge))
          ? 'challenge and verifier in the input are the same'
          : undefined;
      }),
    fix: 'Send the base64url of the SHA-256 of the verifier, and keep the verifier to yourself until the token request.',
    saidBy: ['code-or-verifier-invalid/verifier', 'pkce-method/plain'],
  },
  {
    id: 'challenge-shape',
    text: 'code_challenge is not the unpadded base64url of a SHA-256',
    find: eachRequest((request) =>
      request.misshapen === 'challenge' && parameter(request, 'code_challenge') !== HIDDEN
        ? 'it has not 43 signs out of A-Z a-z 0-9 - _'
        : undefined,
    ),
    fix: 'Encode the 32 bytes of the SHA-256 as base64url, without = at the end: not as base64, not as hexadecimal.',
    saidBy: ['code-or-verifier-invalid/verifier'],
  },
  {
    id: 'scope-empty',
    text: 'scope is there and empty, which fails as an unknown scope does',
    find: eachRequest((request) =>
      parameter(request, 'scope')?.trim() === ''
        ? 'the request has scope= with nothing in it'
        : undefined,
    ),
    fix: 'Leave scope out: then all scopes registered for the client apply.',
    saidBy: ['scope-not-recognized/empty'],
  },
  {
    id: 'scope-separator',
    text: 'scopes are separated by commas instead of spaces',
    find: eachRequest((request) =>
      (parameter(request, 'scope') ?? '').includes(',')
        ? `scope is "${(parameter(request, 'scope') ?? '').slice(0, 120)}"`
        : undefined,
    ),
    fix: 'Separate scopes with spaces, or leave scope out.',
  },
  {
    id: 'scope-not-registered',
    text: 'scope has names that are not registered for the client, which fails the whole request',
    find: eachRequest((request, _, { requestedScopes = [] }) => {
      if (requestedScopes.length === 0) return undefined;
      const more = scopesOf(request).filter((name) => !requestedScopes.includes(name));
      return more.length > 0
        ? `${more.slice(0, 8).join(', ')}: not among the profile's scopes`
        : undefined;
    }),
    fix: 'Leave scope out, or send only scopes that the client is registered for.',
    saidBy: ['scope-not-recognized/*'],
  },
  {
    id: 'scope-unknown',
    text: 'scope has names that no scope of Datadog has, which fails the whole request',
    find: eachRequest((request) => {
      const unknown = scopesOf(request).filter(
        (name) => !/[$<{]/.test(name) && !SCOPES.some((row) => row.scope === name),
      );
      return unknown.length > 0
        ? `${unknown.slice(0, 8).join(', ')}: not among the scopes known here`
        : undefined;
    }),
    sure: 'likely',
    fix: 'Leave scope out, or correct the names: ddoauth lint knows them.',
    saidBy: ['scope-not-recognized/*'],
  },
  {
    id: 'secret-in-url',
    text: 'the client secret or the verifier stands in the authorize URL',
    find: eachRequest(({ target: { query } }) => {
      const names = ['client_secret', 'code_verifier'].filter(
        (name) => allOf(query, name).length > 0,
      );
      return names.length > 0
        ? `the URL has ${names.join(' and ')}, and so has every log on its way`
        : undefined;
    }),
    fix: 'Send both with the token request only, in its body; generate a new client secret, since this one was in a URL.',
  },
];
