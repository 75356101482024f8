/** Why a handshake ended before a certificate could be judged. */
export type HandshakeTrouble =
  /** What answered speaks something else than TLS. */
  | 'not-tls'
  /** No version of TLS that both sides allow. */
  | 'version'
  /** The server does not serve that name. */
  | 'name'
  /** The server wants a certificate of the client. */
  | 'client-certificate'
  /** A key or a signature that is too weak to be accepted. */
  | 'weak'
  /** The server ended it without saying why: no common cipher, or a certificate of the client is wanted. */
  | 'refused';

/** OpenSSL's reasons, as Node writes them into the code of an error. First match wins. */
export const HANDSHAKE_TROUBLES: readonly (readonly [RegExp, HandshakeTrouble])[] = [
  [
    /^ERR_SSL_(?:WRONG_VERSION_NUMBER|HTTP_REQUEST|HTTPS_PROXY_REQUEST|UNKNOWN_PROTOCOL|PACKET_LENGTH_TOO_LONG|DATA_LENGTH_TOO_LONG|RECORD_TOO_SMALL|BAD_PACKET_LENGTH|UNEXPECTED_MESSAGE|INVALID_CCS_MESSAGE)$/,
    'not-tls',
  ],
  [
    /^ERR_SSL_.*(?:PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_|INAPPROPRIATE_FALLBACK)/,
    'version',
  ],
  [/^ERR_SSL_.*UNRECOGNIZED_NAME/, 'name'],
  [
    /^ERR_SSL_.*ALERT_(?:CERTIFICATE_|BAD_CERTIFICATE|NO_CERTIFICATE|UNSUPPORTED_CERTIFICATE|UNKNOWN_CA)/,
    'client-certificate',
  ],
  [
    /^ERR_SSL_.*(?:KEY_TOO_SMALL|KEY_SIZE_TOO_SMALL|MD_TOO_WEAK|UNSAFE_LEGACY|WRONG_SIGNATURE_TYPE)/,
    'weak',
  ],
  [
    /^ERR_SSL_.*(?:HANDSHAKE_FAILURE|INSUFFICIENT_SECURITY|ACCESS_DENIED|ALERT_INTERNAL_ERROR|ALERT_ILLEGAL_PARAMETER|ALERT_DECODE_ERROR|NO_APPLICATION_PROTOCOL)/,
    'refused',
  ],
];
