import { defineRule } from '../define-rule.ts';
import { mentions } from '../facts/input-values.ts';
import { nextRun } from '../next-command.ts';
import { anyOf } from '../words/wordings.ts';

const FAILED = anyOf({
  node: [
    /\bEPROTO\b/,
    /\bHPE_INVALID_[A-Z_]{3,30}\b/,
    /\bbefore secure tls connection was established\b/,
  ],
  // Also Python, Ruby, PHP and curl, which pass its words on.
  openssl: [
    /\b(?:SSL|TLS)[^\n]{0,120}\bwrong version number\b/,
    /\b(?:SSLV3|TLSV1(?:_\d)?)_ALERT_[A-Z_]{3,40}/,
    /\b(?:sslv3|tlsv1(?:\.\d)?) alert [a-z]{3,20}/,
    /unexpected eof while reading/,
    /\bUNEXPECTED_EOF_WHILE_READING\b/,
    /eof occurred in violation of protocol/,
    /\bSSL_ERROR_SYSCALL\b/,
  ],
  apple: [/\bNSURLErrorDomain\b[^\n]{0,20}-1200\b/],
  curlAndWget: [/\bssl connect error\b/, /\bunable to establish ssl connection\b/],
  go: [
    /first record does not look like a tls handshake/,
    /\btls: (?:handshake failure|protocol version not supported|no supported versions)/,
    /\btls: (?:unrecognized name|internal error)/,
    /remote error: tls:/,
    /server gave http response to https client/,
  ],
  java: [
    /unsupported or unrecognized ssl message/,
    /received fatal alert/,
    /\bSSLHandshakeException\b/,
    /\bremote host terminated the handshake\b/,
  ],
  dotnet: [/could not create ssl\/tls secure channel/, /ssl connection could not be established/],
  chromium: [/\bERR_(?:BAD_SSL_|SSL_(?!PINNED|CLIENT_AUTH))[A-Z0-9_]{3,60}\b/],
  firefox: [
    /\bSSL_ERROR_(?:RX_RECORD_TOO_LONG|NO_CYPHER_OVERLAP)\b/,
    /\bSSL_ERROR_(?:UNSUPPORTED_VERSION|HANDSHAKE_FAILURE_ALERT)\b/,
  ],
  servers: [
    /\bplain http request was sent to https port\b/,
    /\bssl handshake (?:failed|failure)\b/,
  ],
});
const NO_TLS =
  /wrong version number|WRONG_VERSION_NUMBER|first record does not look|unrecognized ssl message|RX_RECORD_TOO_LONG|http response to https client|plain http request was sent/i;
const VERSION =
  /protocol[ _]version|VERSION_OR_CIPHER|NO_CYPHER_OVERLAP|UNSUPPORTED_(?:VERSION|PROTOCOL)|no supported versions|secure channel/i;

/** The two sides did not come to TLS. */
export const tlsHandshake = defineRule({
  id: 'tls-handshake',
  title: 'The TLS connection could not be made',
  links: ['sites', 'network'],
  about: 'machine',
  yieldsTo: [
    'host-not-in-certificate',
    'tls-interception',
    'certificate-expired',
    'proxy-refused',
    'dns-failure',
    'connection-refused',
  ],
  signatures: [{ pattern: FAILED, sure: 'likely' }],
  causes: [
    {
      id: 'plain-http',
      text: 'one side speaks TLS and the other does not: https was written for an http port or the reverse, or the proxy URL begins with https://',
      check: ({ reading }) =>
        mentions(reading, NO_TLS)
          ? { holds: true, because: 'the message says so' }
          : mentions(reading, /HPE_INVALID/i)
            ? { because: 'what came back is no HTTP; TLS read as plain text looks like that' }
            : undefined,
      byHand: 'call the same host and port with http:// and see whether it answers',
    },
    {
      id: 'version',
      text: 'the program offers only versions or ciphers of TLS that are no longer taken: Datadog wants TLS 1.2 or later',
      check: ({ reading }) =>
        mentions(reading, VERSION)
          ? { because: 'the message speaks of version or cipher' }
          : undefined,
      byHand: 'curl -v --tlsv1.2 with the same URL from the same machine',
    },
    {
      id: 'interception',
      text: 'a proxy or firewall cuts the handshake',
      live: { ask: 'certificate-trusted', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'loopback',
      text: 'the callback on loopback is called by https while the program listens with http, or the reverse',
      when: ({ reading }) => mentions(reading, /\b(?:localhost|127\.0\.0\.1|\[::1\])/i),
      byHand: 'compare the scheme of the redirect URI with what the program listens with',
    },
  ],
  fix: 'Check scheme and port of the URL and of the proxy variable first (HTTPS_PROXY=http://…), then the TLS version of the runtime. Do not switch certificate checks off: they are not the cause.',
  next: nextRun('check-regions'),
  mustNotClaim: [
    'a certificate that is not trusted, out of its dates, or for another host',
    'a wrong version number of a package or a file',
    'a handshake in ordinary words or of a web socket',
  ],
});
