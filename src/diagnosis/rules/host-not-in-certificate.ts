import { defineRule, type OfflineCheck } from '../define-rule.ts';
import { mentions } from '../facts/input-values.ts';
import { runNext } from '../next-command.ts';
import type { Reading } from '../read-input.ts';
import { misbuilt, type MisbuiltHost } from '../text/text-hosts.ts';

/** The same complaint in the words of Node, OpenSSL, curl, Python, Go, Java, browsers and others. */
const SPELLINGS: readonly RegExp[] = [
  /host(?:name)?(?:\/ip)? (?:does not|doesn't) match (?:the )?(?:server )?certificate'?s?(?:'s)? alt ?names/i,
  /\bERR_TLS_CERT_ALTNAME_INVALID\b|is not in the cert'?s? (?:altnames|list)/i,
  /no alternative certificate subject name matches target host ?name/i,
  /no certificate subject alternative name matches/i,
  /certificate (?:common name|subject name|CN)\b[^\n]{0,120}(?:doesn't|does not|did not) match/i,
  /(?:does not|doesn't|did not) match (?:the )?server certificate|peer certificate CN=[^\n]{1,120}did not match/i,
  /certificate (?:verify failed|verification failed|verification error|error)?[^\n]{0,60}\bhost ?name mismatch|\bhost ?name mismatch[^\n]{0,60}certificate|verify error[^\n]{0,40}host ?name mismatch/i,
  /\bX509_V_ERR_HOSTNAME_MISMATCH\b|certificate is not valid for ['"`]?[\w*.-]+\.[\w-]+/i,
  /hostname ['"][^'"\n]{1,253}['"] (?:doesn't|does not) match/i,
  /x509: certificate is (?:valid for [^\n]{1,2000}, not|not valid for)/i,
  /x509: cannot validate certificate for|certificate is not valid for any names/i,
  /no (?:subject alternative (?:DNS )?names?|name) matching[^\n]{1,300}found/i,
  /certificate for <[^>\n]{1,253}> (?:doesn't|does not) match any of the subject alternative names/i,
  /host ?name '[^'\n]{1,253}' (?:does not|doesn't) match the certificate subject|\bERR_CERT_COMMON_NAME_INVALID\b|\bSEC_E_WRONG_PRINCIPAL\b/i,
  /hostname \S{1,253} not verified|RemoteCertificateNameMismatch|CertNotValidForName|NotValidForName(?:Context)?/i,
  /\b(?:NET::)?ERR_CERT_COMMON_NAME_INVALID\b|\bSSL_ERROR_BAD_CERT_DOMAIN\b/,
  /\bSEC_E_WRONG_PRINCIPAL\b|target principal name is incorrect/i,
  /certificate relies on legacy Common Name field/i,
  /certificate'?s? owner does not match host ?name|name in the certificate does not match the expected/i,
];

const FIX =
  'Build API hosts as api.<domain> from the domain parameter of the callback; use site only to send the browser to the authorize page. Do not switch certificate checks off.';

/** The API hosts of an input that were made of more than a site domain. */
function builtHosts(reading: Reading): MisbuiltHost[] {
  return reading.hosts.flatMap((named) => misbuilt(named) ?? []);
}

function subdomainCheck(reading: Reading): OfflineCheck | undefined {
  const first = builtHosts(reading)[0];
  if (first) {
    const because = `${first.host} has "${first.label}" between api. and the site domain; the host is ${first.correct}`;
    return { holds: true, because };
  }
  const exact = reading.hosts.filter(({ place }) => place.kind === 'exact');
  const hasApi = exact.some(({ place }) => place.kind === 'exact' && place.form === 'api');
  const hasOther = reading.hosts.some(
    ({ place }) => place.kind === 'subdomain' || place.kind === 'below',
  );
  return hasApi && !hasOther
    ? {
        holds: false,
        because: `only known hosts are named: ${exact.map(({ host }) => host).join(', ')}`,
      }
    : undefined;
}

/** The certificate is good, but not for the host that was asked for. */
export const hostNotInCertificate = defineRule({
  id: 'host-not-in-certificate',
  title: 'The certificate of the server does not cover the host name that was called',
  links: ['testingGuide', 'sites', 'oauthEndpoints'],
  about: 'machine',
  signatures: SPELLINGS.map((pattern) => ({
    pattern,
    sure: 'likely' as const,
    withDatadog: 'certain' as const,
  })),
  causes: [
    {
      id: 'customer-subdomain',
      text: 'the API host was built from the site parameter, which may carry a customer subdomain: no certificate covers api.<subdomain>.<domain>',
      check: ({ reading }) => subdomainCheck(reading),
    },
    {
      id: 'loopback-certificate',
      text: 'the certificate of the local https callback is made for another name (localhost, 127.0.0.1)',
      when: ({ reading }) => mentions(reading, /\b(?:localhost|127\.0\.0\.1)\b/i),
      byHand: 'look at the names in the certificate of the callback',
    },
    {
      id: 'interception',
      text: 'a proxy or firewall answers with a certificate of its own',
      live: { ask: 'certificate-names-host', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'wrong-dns',
      text: 'the name leads to another server: hosts file, DNS, /etc/hosts in a container',
      live: { ask: 'certificate-names-host', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'ip-address',
      text: 'the host was called by its IP address',
      check: ({ reading }) => {
        const because = 'the input calls an address of digits';
        if (mentions(reading, /certificate for (?:\d{1,3}\.){3}\d/i)) {
          return { holds: true, because };
        }
        if (!mentions(reading, /https:\/\/(?:\d{1,3}\.){3}\d{1,3}\b/i)) return undefined;
        // Beside names it need not be the address that was refused.
        return reading.hosts.length > 0 ? { because } : { holds: true, because };
      },
      byHand: 'look at the host in the URL that was called',
    },
  ],
  fix: ({ reading }) => {
    const first = builtHosts(reading)[0];
    return first
      ? `Call https://${first.correct} instead of https://${first.host}. Use the domain parameter (or the bare site domain) for token and API calls, and site only to send the browser to the authorize page.`
      : FIX;
  },
  fixInDocs: FIX,
  next: (found) => {
    const first = builtHosts(found.reading)[0];
    return first
      ? `ddoauth check-regions --site ${first.site}`
      : runNext('check-regions', found.reading, found.context);
  },
  mustNotClaim: [
    'a certificate that is out of its dates or not trusted',
    'host names that do not match in other senses',
  ],
});
