import { defineRule } from '../define-rule.ts';
import { mentions } from '../facts/input-values.ts';
import { oauthCode } from '../words/phrase.ts';

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
  causes: [
    {
      id: 'loopback',
      text: 'the callback is http on loopback, which RFC 8252 allows and the library does not',
      check: ({ reading }) =>
        mentions(reading, /https?:\/\//i)
          ? {
              holds: mentions(reading, /http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])/i),
              because: 'read the URLs of the input',
            }
          : undefined,
    },
    {
      id: 'behind-proxy',
      text: 'TLS ends at a proxy and the program sees http: it has to honour X-Forwarded-Proto',
      byHand: 'log the URL that the program hands to its OAuth library when the callback comes in',
    },
    {
      id: 'typing-error',
      text: 'a Datadog URL was written with http',
      check: ({ reading }) =>
        reading.hosts.length === 0
          ? undefined
          : {
              holds: mentions(
                reading,
                /http:\/\/[a-z0-9.-]{0,200}(?:datadoghq\.(?:com|eu)|ddog-gov\.com)\b/i,
              ),
              because: 'read the URLs of the input',
            },
    },
  ],
  fix: 'Use https for everything but a loopback callback; for that one set the switch of the library (oauthlib: OAUTHLIB_INSECURE_TRANSPORT=1) on the development machine only.',
  next: 'ddoauth authorize --redirect-uri <https or loopback URI>',
  mustNotClaim: ['advice to use https in ordinary words', 'a certificate that is not trusted'],
});
