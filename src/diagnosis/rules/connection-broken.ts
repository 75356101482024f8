import { defineRule } from '../define-rule.ts';
import { nextRun } from '../next-command.ts';
import { SYSTEM_MESSAGES } from '../words/system-messages.ts';
import { anyOf } from '../words/wordings.ts';

/** No connection came about in time. */
const TIMED_OUT = anyOf({
  node: [/\bE(?:SOCKET)?TIMEDOUT\b/, /\bUND_ERR_CONNECT_TIMEOUT\b/],
  python: [
    /\bconnect ?timeout(?:error|exception)?\b/,
    /\bsocket\.timeout\b/,
    /\bTimeoutError: timed out\b/,
    /\bErrno (?:110|60)\]/,
  ],
  go: [/\bdial tcp\b[^\n]{0,160}\bi\/o timeout/, /\btls handshake timeout\b/],
  java: [
    /\bHttpConnectTimeoutException\b/,
    /\bfailed to connect to \S{1,253}(?: port \d{1,5})?[^\n]{0,40}: (?:timeout|timed out)/,
  ],
  apple: [/\bNSURLErrorDomain\b[^\n]{0,20}-100[15]\b/],
  ruby: [/\bNet::OpenTimeout\b/, /\bexecution expired\b/],
  windows: [/\bconnection attempt failed because the connected party did not properly respond\b/],
  browsers: [
    /\bERR_(?:CONNECTION_)?TIMED_OUT\b/,
    /\bERR_SOCKET_CONNECTION_TIMEOUT\b/,
    /\bNS_ERROR_NET_TIMEOUT\b/,
  ],
  systems: [
    /\bconnect(?:ion)?(?: attempt)? (?:to [^\n]{1,253} )?timed out\b/,
    /\bconnection timeout\b/,
    /\boperation timed out\b/,
  ],
  ddoauth: [/\bTIMEOUT\b[^\n]{0,40}\bno connection in time\b/],
});
/** It came about, and ended before the answer did. */
const CUT = anyOf({
  node: [
    /\bE(?:CONNRESET|CONNABORTED|PIPE)\b/,
    /\bUND_ERR_SOCKET\b/,
    /\bother side closed\b/,
    /\bsocket hang up\b/,
    /\bsocket disconnected before secure TLS connection\b/,
    /\bTypeError: (?:fetch failed|failed to fetch|load failed)/,
  ],
  python: [
    /\bRemote(?:Disconnected|ProtocolError)\b/,
    /\bremote end closed connection\b/,
    /\bserver ?disconnected(?:error)?\b/,
    /\bresponse ended prematurely\b/,
    /\ball connection attempts failed\b/,
    /\bIncompleteRead\b/,
    /\bErrno (?:104|54|32)\]/,
  ],
  go: [
    /\b(?:Get|Post|Put|Patch|Delete|Head) "?https?:[^\s"]{1,1000}"?: (?:unexpected )?EOF\b/,
    /\bserver sent GOAWAY\b/,
    /\bstream error: stream ID \d{1,9}\b/,
  ],
  java: [
    /\bunexpected end of (?:file|stream)\b/,
    /\bNoHttpResponseException\b/,
    /\bSocketException: Connection reset\b/,
  ],
  ruby: [/\bend of file reached\b/],
  rust: [/\bconnection closed before message completed\b/],
  curl: [
    /\bempty reply from server\b/,
    /\brecv failure\b/,
    /\bwas not closed cleanly\b/,
    /\bhttp2 framing (?:layer )?error/,
    /\bError in the HTTP2 framing layer\b/,
    /\boutstanding read data remaining\b/,
  ],
  windows: [
    /\bforcibly closed by the remote host\b/,
    /\bunable to read data from the transport connection\b/,
  ],
  chromium: [
    /\bERR_CONNECTION_(?:RESET|CLOSED|ABORTED|FAILED)\b/,
    /\bERR_(?:EMPTY_RESPONSE|SOCKET_NOT_CONNECTED)\b/,
    /\bERR_(?:HTTP2_[A-Z_]{3,40}|QUIC_PROTOCOL_ERROR)\b/,
    /\bERR_(?:INCOMPLETE_CHUNKED_ENCODING|CONTENT_LENGTH_MISMATCH)\b/,
  ],
  firefox: [
    /\bNetworkError when attempting to fetch resource\b/,
    /\bNS_ERROR_NET_(?:RESET|INTERRUPT)\b/,
    /\bPR_(?:CONNECT_RESET|END_OF_FILE)_ERROR\b/,
  ],
  safari: [/\bnetwork connection was lost\b/],
  systems: [/\bconnection (?:was )?(?:reset|aborted)\b/, /\bbroken pipe\b/],
});

/** The connection timed out or broke. */
export const connectionBroken = defineRule({
  id: 'connection-broken',
  title: 'The connection timed out or was cut',
  links: ['sites'],
  about: 'machine',
  yieldsTo: [
    'request-timeout',
    'network-unreachable',
    'proxy-refused',
    'tls-handshake',
    'tls-interception',
    'host-not-in-certificate',
    'certificate-expired',
    'dns-failure',
    'connection-refused',
  ],
  signatures: [
    { pattern: TIMED_OUT, sure: 'possible', withDatadog: 'likely' },
    { pattern: CUT, sure: 'possible', withDatadog: 'likely' },
    { pattern: SYSTEM_MESSAGES.reset, sure: 'possible', withDatadog: 'likely' },
    { pattern: SYSTEM_MESSAGES['timed-out'], sure: 'possible', withDatadog: 'likely' },
  ],
  causes: [
    {
      id: 'firewall',
      text: 'a firewall drops connections to this host; the allow list lacks it',
      live: { ask: 'host-reachable', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'proxy',
      text: 'the proxy is not used (HTTPS_PROXY) or closes idle connections',
      live: { ask: 'host-reachable', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'outage',
      text: 'the site has a problem of its own',
      live: { ask: 'host-reachable', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'slow',
      text: 'the deadline of the program is too short for this network',
      byHand: 'measure one call with curl -w "%{time_total}" and compare it with the deadline',
    },
  ],
  fix: 'See which hosts of the site can be reached from here. A timeout says nothing about scopes or credentials.',
  next: nextRun('check-regions'),
  mustNotClaim: [
    'a refused connection, where nobody listens',
    'a 408 or 504 that a server sent',
    'a name that could not be resolved',
  ],
});
