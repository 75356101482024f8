import { defineRule } from '../define-rule.ts';
import { nextRun } from '../next-command.ts';
import { SYSTEM_MESSAGES } from '../system-messages.ts';

/** No connection came about in time. */
const TIMED_OUT =
  /\bE(?:SOCKET)?TIMEDOUT\b|\bUND_ERR_CONNECT_TIMEOUT\b|\bconnect ?timeout(?:error|exception)?\b|\bERR_(?:CONNECTION_)?TIMED_OUT\b|\bconnect(?:ion)?(?: attempt)? (?:to [^\n]{1,253} )?timed out\b|\bconnection timeout\b|\bdial tcp\b[^\n]{0,160}\bi\/o timeout|\btls handshake timeout\b|\bNet::OpenTimeout\b|\bHttpConnectTimeoutException\b|\bconnection attempt failed because the connected party did not properly respond\b|\boperation timed out\b|\bfailed to connect to \S{1,253}(?: port \d{1,5})?[^\n]{0,40}: (?:timeout|timed out)|\bNS_ERROR_NET_TIMEOUT\b|\bsocket\.timeout\b|\bTimeoutError: timed out\b|\bErrno (?:110|60)\]|\bERR_SOCKET_CONNECTION_TIMEOUT\b|\bTIMEOUT\b[^\n]{0,40}\bno connection in time\b/i;
/** It came about, and ended before the answer did. */
const CUT =
  /\bE(?:CONNRESET|CONNABORTED|PIPE)\b|\bUND_ERR_SOCKET\b|\bother side closed\b|\bsocket hang up\b|\bERR_(?:CONNECTION_(?:RESET|CLOSED|ABORTED|FAILED)|EMPTY_RESPONSE|HTTP2_[A-Z_]{3,40}|QUIC_PROTOCOL_ERROR|SOCKET_NOT_CONNECTED|INCOMPLETE_CHUNKED_ENCODING|CONTENT_LENGTH_MISMATCH)\b|\bconnection (?:was )?(?:reset|aborted)\b|\bforcibly closed by the remote host\b|\bRemote(?:Disconnected|ProtocolError)\b|\bremote end closed connection\b|\bserver ?disconnected(?:error)?\b|\bresponse ended prematurely\b|\bunexpected end of (?:file|stream)\b|\bbroken pipe\b|\bempty reply from server\b|\brecv failure\b|\bend of file reached\b|\b(?:Get|Post|Put|Patch|Delete|Head) "?https?:[^\s"]{1,1000}"?: (?:unexpected )?EOF\b|\bTypeError: (?:fetch failed|failed to fetch|load failed)|\bNetworkError when attempting to fetch resource\b|\bNS_ERROR_NET_(?:RESET|INTERRUPT)\b|\ball connection attempts failed\b|\bErrno (?:104|54|32)\]|\bPR_(?:CONNECT_RESET|END_OF_FILE)_ERROR\b|\bnetwork connection was lost\b|\bwas not closed cleanly\b|\bhttp2 framing (?:layer )?error|\bError in the HTTP2 framing layer\b|\boutstanding read data remaining\b|\bNoHttpResponseException\b|\bserver sent GOAWAY\b|\bstream error: stream ID \d{1,9}\b|\bunable to read data from the transport connection\b/i;

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
    {
      pattern:
        /\bsocket disconnected before secure TLS connection\b|\bSocketException: Connection reset\b|\bexecution expired\b|\bIncompleteRead\b|\bconnection closed before message completed\b/i,
      sure: 'possible',
      withDatadog: 'likely',
    },
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
