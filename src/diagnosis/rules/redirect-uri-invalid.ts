import { defineRule, type Case, type OfflineCheck } from '../define-rule.ts';
import { valuesOf } from '../facts/input-values.ts';
import { phrase } from '../words/phrase.ts';

/** A check of the redirect URI that was used, if input or context has it. */
function uriCheck(test: (uri: string) => boolean): (found: Case) => OfflineCheck | undefined {
  return ({ reading, context }) => {
    const used = valuesOf(reading, 'redirect_uri')[0] ?? context.redirectUri;
    return used === undefined ? undefined : { holds: test(used), because: `looked at "${used}"` };
  };
}

/** The redirect URI is no absolute URI. */
export const redirectUriInvalid = defineRule({
  id: 'redirect-uri-invalid',
  title: 'The redirect URI is not a well-formed absolute URI',
  links: ['oauthEndpoints', 'rfc6749Authorization'],
  yieldsTo: ['redirect-uri-mismatch', 'registration-refused'],
  signatures: [
    {
      pattern: phrase('invalid redirect uri'),
      when: (reading) =>
        reading.errors.some((entry) => entry.code === 'invalid_request') ||
        reading.views.some((view) => /invalid_request/i.test(view)),
      sure: 'likely',
      withDatadog: 'certain',
    },
    { pattern: phrase('invalid redirect uri'), sure: 'possible', withDatadog: 'likely' },
  ],
  causes: [
    {
      id: 'no-scheme',
      text: 'the scheme is missing: it must begin with https:// (or http:// on loopback)',
      check: uriCheck((uri) => !/^[a-z][a-z0-9+.-]*(?::\/\/|%3a)/i.test(uri)),
    },
    {
      id: 'encoded-twice',
      text: 'it was percent-encoded twice',
      check: uriCheck((uri) => /^[a-z]+%3a/i.test(uri)),
    },
    {
      id: 'fragment',
      text: 'it has a fragment (#…), which a redirect URI must not have',
      check: uriCheck((uri) => uri.includes('#')),
    },
    {
      id: 'space',
      text: 'it has a space or a line end in it',
      check: uriCheck((uri) => /\s/.test(uri)),
    },
    {
      id: 'placeholder',
      text: 'a variable was not filled in, such as undefined or {base_url}',
      check: uriCheck((uri) => /undefined|\bnull\b|[{}$]|%7b/i.test(uri)),
    },
  ],
  fix: 'Send one absolute URI, percent-encoded once as a parameter, exactly as registered.',
  next: 'ddoauth authorize --redirect-uri <registered URI>',
  mustNotClaim: [
    'a well-formed redirect URI that is not registered',
    'the same words of another OAuth provider',
  ],
});
