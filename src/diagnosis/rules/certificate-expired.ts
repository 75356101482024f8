import { open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { runNext } from '../next-command.ts';

/** The certificate is out of date, or the clock is. */
export const certificateExpired = defineRule({
  id: 'certificate-expired',
  title: 'The certificate is out of its dates, or the clock of this computer is',
  links: ['sites'],
  about: 'machine',
  signatures: [
    {
      pattern:
        /\bCERT_(?:HAS_EXPIRED|NOT_YET_VALID)\b|certificate (?:has expired|is not yet valid|expired)(?![a-z])|\bERR_CERT_DATE_INVALID\b|\bSEC_ERROR_EXPIRED_CERTIFICATE\b|x509: certificate has expired|\bNotAfter\b: .{1,60}\bexpired|\bCertExpired\b/i,
      sure: 'likely',
    },
  ],
  explain: ({ reading, context }) => ({
    causes: [
      open('clock', 'the clock of this computer, container or virtual machine is wrong'),
      open('interception', 'a proxy answers with an expired certificate of its own'),
      open('old-roots', 'the set of root certificates is too old'),
    ],
    fix: 'Set the clock by NTP and try again; then look at who issued the certificate.',
    nextCommand: runNext('check-regions', reading, context),
  }),
});
