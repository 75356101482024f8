import { defineRule, type OfflineCheck } from '../define-rule.ts';
import { listOf, mentions, valuesOf } from '../facts/input-values.ts';
import { nextRun } from '../next-command.ts';
import { oauthCode } from '../words/phrase.ts';
import type { Reading } from '../read-input.ts';

const AT_REGISTER = /\/api\/v2\/oauth2\/register\b/i;

/** Whether a list of the input has values beside those that are taken. */
function beside(
  reading: Reading,
  name: string,
  taken: readonly string[],
): OfflineCheck | undefined {
  const strange = listOf(reading, name);
  if (strange.length === 0) return undefined;
  const others = strange.filter((value) => !taken.includes(value));
  return {
    holds: others.length > 0,
    because: `the input has ${name} ${strange.join(', ')}; taken: ${taken.join(', ')}`,
  };
}

function isTaken(uri: string): boolean {
  return (
    /^https:\/\/[^/?#]/i.test(uri) ||
    /^http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?=[:/?#]|$)/i.test(uri)
  );
}

/** RFC 7591's refusals. */
export const registrationRefused = defineRule({
  id: 'registration-refused',
  title: 'Datadog refused to register the public client',
  links: ['oauthClients'],
  signatures: [
    {
      pattern: oauthCode(
        '(?:invalid_client_metadata|(?:in|un)(?:valid|approved)_software_statement)',
      ),
      sure: 'possible',
      withDatadog: 'certain',
    },
    { pattern: oauthCode('invalid_redirect_uri'), sure: 'possible', withDatadog: 'likely' },
    {
      status: [400, 403, 415, 422],
      when: (reading) => mentions(reading, AT_REGISTER),
      sure: 'likely',
      withDatadog: 'certain',
    },
  ],
  causes: [
    {
      id: 'auth-method',
      text: 'token_endpoint_auth_method is another one than none: public clients have no secret',
      check: ({ reading }) => {
        const used = valuesOf(reading, 'token_endpoint_auth_method')[0];
        return used === undefined
          ? undefined
          : { holds: used !== 'none', because: `the input has ${used}` };
      },
      byHand: 'look for token_endpoint_auth_method in the body that was sent',
    },
    {
      id: 'redirect-uris',
      text: 'redirect_uris is missing, empty, or has a URI that is neither https nor http on loopback',
      check: ({ reading }) => {
        const uris = listOf(reading, 'redirect_uris');
        if (uris.length === 0) {
          return mentions(reading, /redirect_uris["']?\s?:\s?\[\s?\]/i)
            ? { holds: true, because: 'the list in the input is empty' }
            : undefined;
        }
        return { holds: !uris.every(isTaken), because: `the input has ${uris.join(', ')}` };
      },
      byHand: 'look for redirect_uris in the body that was sent',
    },
    {
      id: 'client-name',
      text: 'client_name is missing or empty',
      check: ({ reading }) =>
        listOf(reading, 'redirect_uris').length === 0
          ? undefined
          : {
              holds: !mentions(reading, /client_name["']?\s?[:=]\s?["'][^"']/i),
              because: 'looked for client_name beside redirect_uris in the input',
            },
      byHand: 'look for client_name in the body that was sent',
    },
    {
      id: 'grant-types',
      text: 'grant_types has more than authorization_code and refresh_token',
      check: ({ reading }) =>
        beside(reading, 'grant_types', ['authorization_code', 'refresh_token']),
      byHand: 'look for grant_types in the body that was sent',
    },
    {
      id: 'response-types',
      text: 'response_types has more than code',
      check: ({ reading }) => beside(reading, 'response_types', ['code']),
      byHand: 'look for response_types in the body that was sent',
    },
    {
      id: 'scope',
      text: 'scope has a name a public client cannot get, such as api_keys_write',
      check: ({ reading }) => {
        const asked = valuesOf(reading, 'scope')[0];
        return asked !== undefined && mentions(reading, /\bapi_keys_write\b/i)
          ? { holds: true, because: 'the input has api_keys_write' }
          : undefined;
      },
      byHand: 'register once without scope',
    },
    {
      id: 'not-json',
      text: 'the body is a form: registration takes JSON',
      check: ({ reading }) =>
        mentions(reading, AT_REGISTER) &&
        mentions(reading, /content-type["'\s:=,]{1,12}application\/x-www-form-urlencoded/i)
          ? { holds: true, because: 'the content type in the input is that of a form' }
          : undefined,
      byHand: 'look at the Content-Type that was sent',
    },
  ],
  fix: 'Send JSON with client_name and redirect_uris, token_endpoint_auth_method none, and nothing beside authorization_code, refresh_token and code. A client of an integration is not registered this way but in the Developer Platform.',
  next: nextRun('authorize'),
  mustNotClaim: [
    'a client id or client secret that is refused at the token endpoint',
    'a redirect URI that an authorization request carries',
    'registrations of other OAuth providers',
  ],
});
