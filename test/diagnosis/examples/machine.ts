import type { Examples } from './example.ts';

/** What networks, runtimes and browsers say. */
export const MACHINE_EXAMPLES = {
  'host-not-in-certificate': {
    recognises: [
      "Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: Host: api.acme.datadoghq.com. is not in the cert's altnames: DNS:*.datadoghq.com, DNS:datadoghq.com",
      'Hostname/IP does not match certificate’s altnames',
      "hostname/ip doesn't match certificate's altnames",
      "curl: (60) SSL: no alternative certificate subject name matches target host name 'api.acme.datadoghq.com'",
      "curl: (60) SSL: no alternative certificate subject name matches target hostname 'api.acme.datadoghq.eu'",
      "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'api.acme.datadoghq.com'. (_ssl.c:1007)",
      "requests.exceptions.SSLError: hostname 'api.acme.datadoghq.com' doesn't match either of '*.datadoghq.com', 'datadoghq.com'",
      'x509: certificate is valid for *.datadoghq.com, datadoghq.com, not api.acme.datadoghq.com',
      'java.security.cert.CertificateException: No subject alternative DNS name matching api.acme.datadoghq.com found.',
      "javax.net.ssl.SSLPeerUnverifiedException: Certificate for <api.acme.datadoghq.com> doesn't match any of the subject alternative names: [*.datadoghq.com]",
      'NET::ERR_CERT_COMMON_NAME_INVALID',
      'SSL_ERROR_BAD_CERT_DOMAIN',
      'SSL_connect returned=1 errno=0 state=error: certificate verify failed (hostname mismatch)',
      'verify error:num=62:hostname mismatch',
      'schannel: SNI or certificate check failed: SEC_E_WRONG_PRINCIPAL (0x80090322) - The target principal name is incorrect.',
      'invalid peer certificate: NotValidForName',
    ],
    ignores: [
      'certificate has expired',
      'self signed certificate in certificate chain',
      'The hostname of the party does not match the invitation',
      'hostname mismatch in inventory',
      'unable to get local issuer certificate',
    ],
  },
  'customer-subdomain-host': {
    recognises: [
      'POST https://api.acme.datadoghq.com/api/v1/series',
      'token_url = https://api.acme.us3.datadoghq.com/oauth2/v1/token',
      'curl -X POST https://acme.datadoghq.com/oauth2/v1/token',
      'GET https://acme.datadoghq.eu/api/v2/users',
      'const apiHost = "api.app.datadoghq.com"',
    ],
    ignores: [
      'https://acme.datadoghq.com/oauth2/v1/authorize?client_id=x',
      'https://api.us3.datadoghq.com/api/v1/series',
      'https://http-intake.logs.datadoghq.com/api/v2/logs',
      'https://api.acme.datadoghq.com.evil.example/api/v1/series',
      'https://api.acme.example.com/api/v1',
      'https://acme.datadoghq.com/dashboard/abc',
    ],
  },
  'port-busy': {
    recognises: [
      'Error: listen EADDRINUSE: address already in use 127.0.0.1:8085',
      'bind: address already in use',
      'OSError: [Errno 98] Address already in use',
      'listen tcp 127.0.0.1:8085: bind: Only one usage of each socket address (protocol/network address/port) is normally permitted.',
      'Port 8085 is already in use',
      'Bind for 0.0.0.0:8085 failed: port is already allocated',
    ],
    ignores: [
      'the address is used by my neighbour',
      'port wine',
      'connect ECONNREFUSED 127.0.0.1:8085',
    ],
  },
  'connection-refused': {
    recognises: [
      'connect ECONNREFUSED 127.0.0.1:8085',
      'localhost refused to connect. ERR_CONNECTION_REFUSED',
      'curl: (7) Failed to connect to localhost port 8085 after 0 ms: Connection refused',
      'dial tcp [::1]:8085: connect: connection refused',
      'No connection could be made because the target machine actively refused it.',
      'ConnectionRefusedError: [Errno 111] Connection refused',
    ],
    ignores: ['he refused the connecting flight', 'ECONNRESET', 'refused to comment'],
  },
  'dns-failure': {
    recognises: [
      'getaddrinfo ENOTFOUND api.datadoghq.con',
      'curl: (6) Could not resolve host: api.datadog.com',
      'dial tcp: lookup api.us9.datadoghq.com: no such host',
      'socket.gaierror: [Errno -2] Name or service not known',
      'java.net.UnknownHostException: api.https',
      'ERR_NAME_NOT_RESOLVED',
      'DNS_PROBE_FINISHED_NXDOMAIN',
      "** server can't find api.acme.datadoghq.com: NXDOMAIN",
      'getaddrinfo EAI_AGAIN api.datadoghq.eu',
    ],
    ignores: [
      'ENOENT: no such file or directory',
      'the host could not be found at the party',
      'connect ETIMEDOUT',
    ],
  },
  'tls-interception': {
    recognises: [
      'self signed certificate in certificate chain',
      'self-signed certificate in certificate chain',
      'code: SELF_SIGNED_CERT_IN_CHAIN',
      'unable to get local issuer certificate',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'x509: certificate signed by unknown authority',
      'sun.security.validator.ValidatorException: PKIX path building failed: unable to find valid certification path to requested target',
      'NET::ERR_CERT_AUTHORITY_INVALID',
      'SEC_ERROR_UNKNOWN_ISSUER',
    ],
    ignores: [
      'certificate has expired',
      'a signed certificate of attendance',
      'issued by the city',
    ],
  },
  'certificate-expired': {
    recognises: [
      'certificate has expired',
      'code: CERT_HAS_EXPIRED',
      'NET::ERR_CERT_DATE_INVALID',
      'x509: certificate has expired or is not yet valid',
    ],
    ignores: [
      'my gift certificate expires soon',
      'the access token has expired',
      'self signed certificate',
    ],
  },
  'transport-insecure': {
    recognises: [
      '(insecure_transport) OAuth 2 MUST utilize https.',
      'oauthlib.oauth2.rfc6749.errors.InsecureTransportError',
      'OAuth2 must utilise https',
    ],
    ignores: ['insecure transport of goods', 'please use https', 'HTTPS is required'],
  },
  'connection-broken': {
    recognises: [
      'connect ETIMEDOUT 3.233.144.1:443',
      'Error: socket hang up',
      'read ECONNRESET',
      'context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
      'ERR_CONNECTION_TIMED_OUT',
    ],
    ignores: ['he hung up', 'the socket is in the wall', 'connect ECONNREFUSED 127.0.0.1:1'],
  },
} as const satisfies Record<string, Examples>;
