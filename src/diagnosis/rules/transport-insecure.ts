import { checked, open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { mentions } from '../input-values.ts';
import { oauthCode } from '../phrase.ts';

/** A library refuses plain http. */
export const transportInsecure = defineRule({
  id: 'transport-insecure',
  title: 'The OAuth library refuses a URL that is not https',
  links: ['rfc8252'],
  about: 'machine',
  signatures: [
    { pattern: oauthCode('insecure_transport'), sure: 'likely', withDatadog: 'certain' },
    { pattern: /oauth ?2(?:\.0)? must utili[sz]e https/i, sure: 'certain' },
    { pattern: /\bInsecureTransportError\b/, sure: 'certain' },
  ],
  explain: ({ reading }) => ({
    causes: [
      checked(
        'loopback',
        'the callback is http on loopback, which RFC 8252 allows and the library does not',
        mentions(reading, /https?:\/\//i)
          ? mentions(reading, /http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])/i)
          : undefined,
        'read the URLs of the input',
      ),
      open(
        'behind-proxy',
        'TLS ends at a proxy and the program sees http: it has to honour X-Forwarded-Proto',
      ),
      open('typing-error', 'a Datadog URL was written with http'),
    ],
    fix: 'Use https for everything but a loopback callback; for that one set the switch of the library (oauthlib: OAUTHLIB_INSECURE_TRANSPORT=1) on the development machine only.',
    nextCommand: 'ddoauth authorize --redirect-uri <https or loopback URI>',
  }),
});
