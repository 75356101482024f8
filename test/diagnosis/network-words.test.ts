import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { RuleId } from '../../src/diagnosis/rules/index.ts';

type Word = readonly [text: string, rule: RuleId];

/** What each runtime says of the same troubles, as it prints it. */
const WORDS: Readonly<Record<string, readonly Word[]>> = {
  Node: [
    ['Error: getaddrinfo ENOTFOUND api.datadoghq.con', 'dns-failure'],
    ['Error: getaddrinfo EAI_AGAIN api.datadoghq.com', 'dns-failure'],
    ['AggregateError [ECONNREFUSED]: connect ECONNREFUSED ::1:8085', 'connection-refused'],
    ['AggregateError [ETIMEDOUT]: ', 'connection-broken'],
    ['Error: connect ENETUNREACH 2600:1f18::1:443', 'network-unreachable'],
    ['Error: socket hang up { code: ECONNRESET }', 'connection-broken'],
    ['Error: write EPIPE', 'connection-broken'],
    ['code: UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls-interception'],
    ['code: DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-interception'],
    ['code: CERT_UNTRUSTED', 'tls-interception'],
    ['code: CERT_HAS_EXPIRED', 'certificate-expired'],
    ['code: CERT_NOT_YET_VALID', 'certificate-expired'],
    ['code: ERR_TLS_CERT_ALTNAME_INVALID', 'host-not-in-certificate'],
    [
      'Client network socket disconnected before secure TLS connection was established',
      'tls-handshake',
    ],
    ['Error: write EPROTO 00:error:0A00010B:SSL routines::wrong version number', 'tls-handshake'],
    ['code: ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls-handshake'],
    ['Parse Error: Expected HTTP/ code: HPE_INVALID_CONSTANT', 'tls-handshake'],
    [
      'ConnectTimeoutError: Connect Timeout Error (attempted address: api.datadoghq.com:443)',
      'connection-broken',
    ],
    ['HeadersTimeoutError: Headers Timeout Error', 'request-timeout'],
    ['TimeoutError: The operation was aborted due to timeout', 'request-timeout'],
    ['RequestAbortedError: Proxy response (407) !== 200 when HTTP Tunneling', 'proxy-refused'],
    ['TypeError: fetch failed', 'connection-broken'],
    ['SocketError: other side closed', 'connection-broken'],
  ],
  Python: [
    [
      'NameResolutionError("<urllib3.connection.HTTPSConnection>: Failed to resolve \'api.datadoghq.con\' ([Errno -2] Name or service not known)")',
      'dns-failure',
    ],
    ['socket.gaierror: [Errno -3] Temporary failure in name resolution', 'dns-failure'],
    [
      "NewConnectionError('Failed to establish a new connection: [Errno 111] Connection refused')",
      'connection-refused',
    ],
    [
      "NewConnectionError('Failed to establish a new connection: [Errno 110] Connection timed out')",
      'connection-broken',
    ],
    [
      "NewConnectionError('Failed to establish a new connection: [Errno 101] Network is unreachable')",
      'network-unreachable',
    ],
    [
      "ConnectionError: ('Connection aborted.', ConnectionResetError(104, 'Connection reset by peer'))",
      'connection-broken',
    ],
    [
      "('Connection aborted.', RemoteDisconnected('Remote end closed connection without response'))",
      'connection-broken',
    ],
    ['requests.exceptions.ReadTimeout: Read timed out. (read timeout=5)', 'request-timeout'],
    ['requests.exceptions.ConnectTimeout: (connect timeout=3)', 'connection-broken'],
    ['httpx.ConnectTimeout', 'connection-broken'],
    ['httpx.ReadTimeout', 'request-timeout'],
    ['httpx.ConnectError: All connection attempts failed', 'connection-broken'],
    [
      'httpx.ConnectError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1006)',
      'tls-interception',
    ],
    [
      'ssl.SSLCertVerificationError: certificate verify failed: certificate has expired (_ssl.c:1006)',
      'certificate-expired',
    ],
    [
      "ssl.SSLCertVerificationError: certificate verify failed: Hostname mismatch, certificate is not valid for 'api.acme.datadoghq.com'. (_ssl.c:1006)",
      'host-not-in-certificate',
    ],
    [
      "ssl.SSLCertVerificationError: certificate verify failed: IP address mismatch, certificate is not valid for '1.2.3.4'. (_ssl.c:1006)",
      'host-not-in-certificate',
    ],
    [
      'ssl.SSLError: [SSL: SSLV3_ALERT_HANDSHAKE_FAILURE] sslv3 alert handshake failure (_ssl.c:1006)',
      'tls-handshake',
    ],
    [
      "ProxyError('Unable to connect to proxy', OSError('Tunnel connection failed: 407 Proxy Authentication Required'))",
      'proxy-refused',
    ],
    ['socket.timeout: timed out', 'connection-broken'],
    [
      "Cannot connect to host api.datadoghq.com:443 ssl:default [Connect call failed ('3.233.144.1', 443)]",
      'connection-refused',
    ],
    ['OSError: [Errno 98] Address already in use', 'port-busy'],
    ['PermissionError: [Errno 13] Permission denied: bind 0.0.0.0:80', 'port-forbidden'],
  ],
  Java: [
    ['java.net.UnknownHostException: api.datadoghq.con', 'dns-failure'],
    ['java.nio.channels.UnresolvedAddressException', 'dns-failure'],
    ['java.net.ConnectException: Connection refused (Connection refused)', 'connection-refused'],
    ['java.net.ConnectException: Connection timed out', 'connection-broken'],
    ['java.net.SocketTimeoutException: Connect timed out', 'connection-broken'],
    ['java.net.SocketTimeoutException: Read timed out', 'request-timeout'],
    ['java.net.http.HttpTimeoutException: request timed out', 'request-timeout'],
    ['java.net.NoRouteToHostException: No route to host', 'network-unreachable'],
    ['java.net.SocketException: Unexpected end of file from server', 'connection-broken'],
    [
      'org.apache.http.NoHttpResponseException: api.datadoghq.com:443 failed to respond',
      'connection-broken',
    ],
    [
      'sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target',
      'tls-interception',
    ],
    [
      'java.security.InvalidAlgorithmParameterException: the trustAnchors parameter must be non-empty',
      'tls-interception',
    ],
    [
      'java.security.cert.CertificateNotYetValidException: NotBefore: Mon Jan 01 00:00:00 UTC 2029',
      'certificate-expired',
    ],
    [
      'javax.net.ssl.SSLPeerUnverifiedException: Hostname api.acme.datadoghq.com not verified',
      'host-not-in-certificate',
    ],
    ['javax.net.ssl.SSLHandshakeException: Remote host terminated the handshake', 'tls-handshake'],
    [
      'java.io.IOException: Unable to tunnel through proxy. Proxy returns "HTTP/1.1 403 Forbidden"',
      'proxy-refused',
    ],
    ['java.net.BindException: Address already in use', 'port-busy'],
  ],
  Go: [
    ['dial tcp: lookup api.datadoghq.con: no such host', 'dns-failure'],
    [
      'dial tcp: lookup api.datadoghq.com on 10.0.0.2:53: read udp 10.0.0.5:1->10.0.0.2:53: i/o timeout',
      'dns-failure',
    ],
    ['dial tcp 127.0.0.1:8085: connect: connection refused', 'connection-refused'],
    ['dial tcp 3.233.144.1:443: i/o timeout', 'connection-broken'],
    ['dial tcp [2600:1f18::1]:443: connect: no route to host', 'network-unreachable'],
    ['net/http: TLS handshake timeout', 'connection-broken'],
    [
      'context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
      'request-timeout',
    ],
    ['Post "https://api.datadoghq.com/oauth2/v1/token": EOF', 'connection-broken'],
    ['read tcp 10.0.0.5:1->3.233.144.1:443: read: connection reset by peer', 'connection-broken'],
    [
      'tls: failed to verify certificate: x509: certificate signed by unknown authority',
      'tls-interception',
    ],
    [
      'x509: certificate has expired or is not yet valid: current time 2019-01-01',
      'certificate-expired',
    ],
    [
      'x509: certificate is valid for *.datadoghq.com, not api.acme.datadoghq.com',
      'host-not-in-certificate',
    ],
    ['remote error: tls: handshake failure', 'tls-handshake'],
    ['http: server gave HTTP response to HTTPS client', 'tls-handshake'],
    ['proxyconnect tcp: dial tcp: lookup proxy.corp: no such host', 'proxy-refused'],
    ['listen tcp :443: bind: permission denied', 'port-forbidden'],
    ['http2: server sent GOAWAY and closed the connection', 'connection-broken'],
  ],
  '.NET': [
    [
      'System.Net.Http.HttpRequestException: No such host is known. (api.datadoghq.con:443)',
      'dns-failure',
    ],
    ['Resource temporarily unavailable (api.datadoghq.com:443)', 'dns-failure'],
    [
      'No connection could be made because the target machine actively refused it. (localhost:8085)',
      'connection-refused',
    ],
    [
      'A connection attempt failed because the connected party did not properly respond after a period of time',
      'connection-broken',
    ],
    ['An existing connection was forcibly closed by the remote host.', 'connection-broken'],
    ['The response ended prematurely.', 'connection-broken'],
    [
      'Unable to read data from the transport connection: Connection reset by peer.',
      'connection-broken',
    ],
    ['System.Threading.Tasks.TaskCanceledException: A task was canceled.', 'request-timeout'],
    [
      'The request was canceled due to the configured HttpClient.Timeout of 100 seconds elapsing.',
      'request-timeout',
    ],
    ['A socket operation was attempted to an unreachable host.', 'network-unreachable'],
    [
      'The remote certificate is invalid according to the validation procedure: RemoteCertificateNameMismatch',
      'host-not-in-certificate',
    ],
    [
      'The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot',
      'tls-interception',
    ],
    [
      'The remote certificate is invalid because of errors in the certificate chain: NotTimeValid',
      'certificate-expired',
    ],
    ['The SSL connection could not be established, see inner exception.', 'tls-handshake'],
    [
      "The proxy tunnel request to proxy 'http://proxy:8080/' failed with status code '407'.",
      'proxy-refused',
    ],
  ],
  Ruby: [
    ['SocketError: getaddrinfo: nodename nor servname provided, or not known', 'dns-failure'],
    [
      'Errno::ECONNREFUSED: Connection refused - connect(2) for "localhost" port 8085',
      'connection-refused',
    ],
    ['Net::OpenTimeout: execution expired', 'connection-broken'],
    ['Net::ReadTimeout: Net::ReadTimeout', 'request-timeout'],
    ['EOFError: end of file reached', 'connection-broken'],
    ['Errno::EHOSTUNREACH: No route to host', 'network-unreachable'],
    [
      'SSL_connect returned=1 errno=0 state=error: certificate verify failed (self-signed certificate in certificate chain)',
      'tls-interception',
    ],
    [
      'SSL_connect returned=1 errno=0 state=error: certificate verify failed (certificate has expired)',
      'certificate-expired',
    ],
    [
      'SSL_connect returned=1 errno=0 state=error: certificate verify failed (hostname mismatch)',
      'host-not-in-certificate',
    ],
    ['SSL_connect returned=1 errno=0 state=error: wrong version number', 'tls-handshake'],
    ['Net::HTTPServerException: 407 "Proxy Authentication Required"', 'proxy-refused'],
  ],
  curl: [
    ['curl: (5) Could not resolve proxy: proxy.corp', 'proxy-refused'],
    ['curl: (6) Could not resolve host: api.datadoghq.con', 'dns-failure'],
    [
      'curl: (7) Failed to connect to localhost port 8085 after 0 ms: Connection refused',
      'connection-refused',
    ],
    [
      "curl: (7) Failed to connect to localhost port 8085 after 0 ms: Couldn't connect to server",
      'connection-refused',
    ],
    [
      'curl: (7) Failed to connect to api.datadoghq.com port 443: No route to host',
      'network-unreachable',
    ],
    ['curl: (18) transfer closed with outstanding read data remaining', 'connection-broken'],
    ['curl: (28) Connection timed out after 5001 milliseconds', 'connection-broken'],
    [
      'curl: (28) Operation timed out after 5001 milliseconds with 0 bytes received',
      'request-timeout',
    ],
    [
      'curl: (35) OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to api.datadoghq.com:443',
      'tls-handshake',
    ],
    ['curl: (52) Empty reply from server', 'connection-broken'],
    ['curl: (56) Recv failure: Connection reset by peer', 'connection-broken'],
    ['curl: (56) Received HTTP code 407 from proxy after CONNECT', 'proxy-refused'],
    [
      'curl: (60) SSL certificate problem: self-signed certificate in certificate chain',
      'tls-interception',
    ],
    ['curl: (60) SSL certificate problem: certificate has expired', 'certificate-expired'],
    [
      "curl: (60) SSL: no alternative certificate subject name matches target host name 'api.acme.datadoghq.com'",
      'host-not-in-certificate',
    ],
    [
      'curl: (77) error setting certificate verify locations: CAfile: /etc/ssl/cert.pem',
      'tls-interception',
    ],
    [
      'curl: (92) HTTP/2 stream 0 was not closed cleanly: INTERNAL_ERROR (err 2)',
      'connection-broken',
    ],
  ],
  Chromium: [
    ['net::ERR_NAME_NOT_RESOLVED', 'dns-failure'],
    ['DNS_PROBE_POSSIBLE', 'dns-failure'],
    ['net::ERR_CONNECTION_REFUSED', 'connection-refused'],
    ['net::ERR_CONNECTION_RESET', 'connection-broken'],
    ['net::ERR_CONNECTION_CLOSED', 'connection-broken'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'connection-broken'],
    ['net::ERR_EMPTY_RESPONSE', 'connection-broken'],
    ['net::ERR_ADDRESS_UNREACHABLE', 'network-unreachable'],
    ['net::ERR_INTERNET_DISCONNECTED', 'network-unreachable'],
    ['net::ERR_NETWORK_CHANGED', 'network-unreachable'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'proxy-refused'],
    ['net::ERR_PROXY_AUTH_UNSUPPORTED', 'proxy-refused'],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', 'proxy-refused'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'tls-interception'],
    ['net::ERR_CERT_REVOKED', 'tls-interception'],
    ['net::ERR_CERT_KNOWN_INTERCEPTION_BLOCKED', 'tls-interception'],
    ['net::ERR_CERT_DATE_INVALID', 'certificate-expired'],
    ['net::ERR_CERT_COMMON_NAME_INVALID', 'host-not-in-certificate'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'tls-handshake'],
    ['net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH', 'tls-handshake'],
    ['net::ERR_BAD_SSL_CLIENT_AUTH_CERT', 'tls-handshake'],
    ['net::ERR_UNSAFE_PORT', 'port-forbidden'],
    ['net::ERR_BLOCKED_BY_CLIENT', 'cors-blocked'],
    ['net::ERR_BLOCKED_BY_ADMINISTRATOR', 'cors-blocked'],
    ['net::ERR_HTTP2_PROTOCOL_ERROR', 'connection-broken'],
  ],
};

describe.each(Object.entries(WORDS))('%s', (_, words) => {
  test.each(words)('%s', (text, rule) => {
    for (const input of [
      text,
      `https://api.us5.datadoghq.com ${text}`,
      JSON.stringify({ error: text }),
    ]) {
      const rules = diagnose(input).recognised.map((match) => match.rule);
      expect(rules[0], input).toBe(rule);
    }
  });
});

test('the proxy is said to have answered what it answered, not a port', () => {
  const text =
    "ProxyError: HTTPSConnectionPool(host='api.datadoghq.com', port=443): Max retries exceeded (Caused by ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 403 Forbidden')))";
  const causes = diagnose(text).recognised[0]?.causes ?? [];
  expect(causes[0]).toMatchObject({ id: 'host-not-allowed', because: 'the proxy answered 403' });
});

test.each([
  'The train was delayed by an open barrier; 110 passengers waited.',
  'My wrong number of versions',
  'We closed the connection between the buildings.',
  'He lost his network of friends.',
  'reset password',
])('says nothing of %s', (text) => {
  expect(diagnose(text).recognised).toEqual([]);
});
