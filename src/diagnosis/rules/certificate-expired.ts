import { defineRule } from '../define-rule.ts';
import { nextRun } from '../next-command.ts';
import { anyOf } from '../words/wordings.ts';

/** The certificate is out of date, or the clock is. */
export const certificateExpired = defineRule({
  id: 'certificate-expired',
  title: 'The certificate is out of its dates, or the clock of this computer is',
  links: ['sites'],
  about: 'machine',
  signatures: [
    {
      pattern: anyOf({
        node: [/\bCERT_(?:HAS_EXPIRED|NOT_YET_VALID)\b/],
        openssl: [/certificate (?:has expired|is not yet valid|expired)(?![a-z])/],
        go: [/x509: certificate has expired/],
        java: [/\bCertificate(?:Expired|NotYetValid)Exception\b/, /\bNotAfter\b: .{1,60}\bexpired/],
        dotnet: [/\bNotTimeValid\b/],
        rust: [/\bCertExpired\b/, /invalid peer certificate: (?:Expired|NotValidYet)/],
        windows: [/\bSEC_E_CERT_EXPIRED\b/],
        chromium: [/\bERR_CERT_DATE_INVALID\b/],
        firefox: [
          /\bSEC_ERROR_EXPIRED_(?:ISSUER_)?CERTIFICATE\b/,
          /\bMOZILLA_PKIX_ERROR_NOT_YET_VALID_CERTIFICATE\b/,
        ],
        anybody: [/\bcertificate is expired\b/],
      }),
      sure: 'likely',
    },
  ],
  causes: [
    {
      id: 'clock',
      text: 'the clock of this computer, container or virtual machine is wrong',
      live: { ask: 'clock-right', holdsWhen: 'no' },
    },
    {
      id: 'interception',
      text: 'a proxy answers with an expired certificate of its own',
      live: { ask: 'certificate-trusted', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'old-roots',
      text: 'the set of root certificates is too old',
      live: { ask: 'certificate-trusted', holdsWhen: 'no', proves: 'fails' },
    },
  ],
  fix: 'Set the clock by NTP and try again; then look at who issued the certificate.',
  next: nextRun('check-regions'),
  mustNotClaim: [
    'an access token, refresh token or code that has expired',
    'a certificate from an authority that is not trusted',
    'a certificate for another host',
  ],
});
