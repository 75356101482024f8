import { defineRule } from '../define-rule.ts';
import { nextRun } from '../next-command.ts';

/** The certificate is out of date, or the clock is. */
export const certificateExpired = defineRule({
  id: 'certificate-expired',
  title: 'The certificate is out of its dates, or the clock of this computer is',
  links: ['sites'],
  about: 'machine',
  signatures: [
    {
      pattern:
        /\bCERT_(?:HAS_EXPIRED|NOT_YET_VALID)\b|certificate (?:has expired|is not yet valid|expired)(?![a-z])|\bERR_CERT_DATE_INVALID\b|\bSEC_ERROR_EXPIRED_CERTIFICATE\b|x509: certificate has expired|\bNotAfter\b: .{1,60}\bexpired|\bCertExpired\b|\bCertificate(?:Expired|NotYetValid)Exception\b|\bNotTimeValid\b|\bSEC_E_CERT_EXPIRED\b|\bSEC_ERROR_EXPIRED_ISSUER_CERTIFICATE\b|\bMOZILLA_PKIX_ERROR_NOT_YET_VALID_CERTIFICATE\b|invalid peer certificate: (?:Expired|NotValidYet)|\bcertificate is expired\b/i,
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
