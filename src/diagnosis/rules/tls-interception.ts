import { defineRule } from '../define-rule.ts';
import { mentions } from '../facts/input-values.ts';
import { nextRun } from '../next-command.ts';
import { anyOf } from '../words/wordings.ts';

const UNTRUSTED = anyOf({
  node: [
    /\bSELF_SIGNED_CERT_IN_CHAIN\b/,
    /\bDEPTH_ZERO_SELF_SIGNED_CERT\b/,
    /\bUNABLE_TO_(?:GET_ISSUER_CERT(?:_LOCALLY)?|VERIFY_LEAF_SIGNATURE)\b/,
    /\bCERT_(?:UNTRUSTED|REJECTED|REVOKED|SIGNATURE_FAILURE|CHAIN_TOO_LONG)\b/,
    /\bINVALID_CA\b/,
  ],
  // Also Python, Ruby, PHP and curl, which pass its words on.
  openssl: [
    /self[- ]signed certificate/,
    /unable to get (?:local )?issuer certificate/,
    /unable to verify the first certificate/,
    /\bunknown[ _]ca\b/,
    /basic constraints of ca cert not marked critical/,
  ],
  curlAndWget: [
    /error setting certificate (?:verify locations|file)/,
    /cannot verify \S{1,253} certificate/,
    /unable to locally verify the issuer/,
  ],
  go: [/certificate signed by unknown authority/, /certificate is not trusted\b/],
  java: [
    /PKIX path (?:building|validation) failed/,
    /unable to find valid certification/,
    /trustAnchors parameter must be non-empty/,
    /trust anchor for certification path not found/,
    /is not a trusted (?:ca|root|certificate)/,
  ],
  dotnet: [
    /\b(?:PartialChain|UntrustedRoot)\b/,
    /\bRemoteCertificateChainErrors\b/,
    /remote certificate (?:is|was) (?:invalid|rejected)(?! according to the validation procedure: RemoteCertificateNameMismatch(?!,))(?![^\n]{0,100}\bNotTimeValid\b)/,
    /establish trust relationship for the ssl/,
    /keine vertrauensstellung hergestellt/,
    /relation de confiance pour le canal/,
    /relación de confianza para el canal/,
  ],
  windows: [
    /certificate chain (?:was issued by an authority that is not trusted|cannot be built)/,
    /\bSEC_E_UNTRUSTED_ROOT\b/,
    /\bCERT_TRUST_IS_UNTRUSTED_ROOT\b/,
    /\bCRYPT_E_NO_REVOCATION_CHECK\b/,
  ],
  apple: [/certificate for this server is invalid/, /\bNSURLErrorDomain\b[^\n]{0,20}-120[23]\b/],
  rust: [/\bUnknownIssuer\b/],
  chromium: [
    /\bERR_CERT_(?!DATE_INVALID|COMMON_NAME_INVALID)[A-Z_]{4,40}\b/,
    /\bERR_CERTIFICATE_TRANSPARENCY_REQUIRED\b/,
    /\bERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN\b/,
  ],
  firefox: [
    /\bSEC_ERROR_(?:UNKNOWN_ISSUER|UNTRUSTED_ISSUER|CA_CERT_INVALID)\b/,
    /\bMOZILLA_PKIX_ERROR_(?!NOT_YET_VALID)\w+/,
    /issued by an unknown authority/,
  ],
});

/** A certificate that is refused for another reason. */
const OTHER_REASON =
  /host ?name|ip address mismatch|expired|not yet valid|altname|certificate is valid for|NotTimeValid|NameMismatch/i;

/** The certificate comes from an authority nobody here trusts. */
export const tlsInterception = defineRule({
  id: 'tls-interception',
  title: "The server's certificate comes from an authority that is not trusted here",
  links: ['sites'],
  about: 'machine',
  signatures: [
    { pattern: UNTRUSTED, sure: 'likely', withDatadog: 'certain' },
    {
      // Without a reason: the most frequent one.
      pattern:
        /\bcertificate[ _]verify[ _]failed\b|\bSSL certificate problem\b|\bremote certificate (?:is|was) (?:invalid|rejected)\b/i,
      when: (reading) => !mentions(reading, OTHER_REASON),
      sure: 'possible',
      withDatadog: 'likely',
    },
  ],
  causes: [
    {
      id: 'own-certificate',
      text: 'the callback on this computer has a throw-away certificate, which the browser does not know',
      when: ({ reading }) => mentions(reading, /https:\/\/(?:localhost|127\.0\.0\.1|\[::1\])/i),
      byHand: 'look at the issuer of the certificate in the browser',
    },
    {
      id: 'interception',
      text: 'a proxy or security product of the company opens TLS and signs with its own authority',
      live: { ask: 'certificate-trusted', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'trust-store',
      text: 'the container or runtime has no, or an old, set of root certificates',
      byHand: 'run the same request with curl on the host and in the container',
    },
    {
      id: 'simulator',
      text: 'the request goes through the simulator, whose throw-away authority the program was not given',
      byHand: 'see whether HTTPS_PROXY of the program leads to ddoauth simulate --proxy',
    },
  ],
  fix: 'Give the program the authority that signs: --ca FILE, NODE_EXTRA_CA_CERTS, SSL_CERT_FILE or REQUESTS_CA_BUNDLE. Do not switch certificate checks off: the client secret goes over this connection.',
  next: nextRun('check-regions --ca FILE'),
  mustNotClaim: [
    'a certificate that is out of its dates',
    'a certificate for another host',
    'signed certificates of other kinds, such as a certificate of attendance',
  ],
});
