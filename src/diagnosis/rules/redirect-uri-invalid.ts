import { checked, open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { valuesOf } from '../input-values.ts';
import { phrase } from '../phrase.ts';

/** The redirect URI is no absolute URI. */
export const redirectUriInvalid = defineRule({
  id: 'redirect-uri-invalid',
  title: 'The redirect URI is not a well-formed absolute URI',
  links: ['oauthEndpoints', 'rfc6749Authorization'],
  yieldsTo: ['redirect-uri-mismatch'],
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
  explain: ({ reading, context }) => {
    const inText = valuesOf(reading, 'redirect_uri');
    const used = inText[0] ?? context.redirectUri;
    const because = `looked at "${used ?? ''}"`;
    const is = (test: (uri: string) => boolean): boolean | undefined =>
      used === undefined ? undefined : test(used);
    return {
      causes: [
        checked(
          'no-scheme',
          'the scheme is missing: it must begin with https:// (or http:// on loopback)',
          is((uri) => !/^[a-z][a-z0-9+.-]*:\/\//i.test(uri)),
          because,
        ),
        checked(
          'encoded-twice',
          'it was percent-encoded twice',
          is((uri) => /^[a-z]+%3a/i.test(uri)),
          because,
        ),
        checked(
          'fragment',
          'it has a fragment (#…), which a redirect URI must not have',
          is((uri) => uri.includes('#')),
          because,
        ),
        checked(
          'space',
          'it has a space or a line end in it',
          is((uri) => /\s/.test(uri)),
          because,
        ),
        open('placeholder', 'a variable was not filled in, such as undefined or {base_url}'),
      ],
      fix: 'Send one absolute URI, percent-encoded once as a parameter, exactly as registered.',
      nextCommand: 'ddoauth authorize --redirect-uri <registered URI>',
    };
  },
});
