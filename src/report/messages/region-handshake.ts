import type { HandshakeTrouble } from '../../catalog/handshake-troubles.ts';

type Words = readonly [what: string, remedy: string];
type HandshakeWords = Readonly<Record<HandshakeTrouble, Words> & Partial<Record<string, Words>>>;

/** What a handshake ended with, before there was a certificate. */
export const HANDSHAKE_WORDS: HandshakeWords = {
  'not-tls': [
    'what answers there does not speak TLS',
    'A proxy or a login page of the network answers in plain text, or the port is one of plain HTTP.',
  ],
  version: [
    'there is no TLS version that both sides allow',
    'Datadog speaks TLS 1.2 and 1.3: something in between speaks only older ones, or Node was told to.',
  ],
  name: [
    'the server does not serve that name (unrecognized_name)',
    'Something other than this host answers at its address, or the name is no longer used.',
  ],
  'client-certificate': [
    'the server wants a client certificate, which Datadog never does',
    'A gateway of your company stands in between: ask those who run it.',
  ],
  weak: [
    'the key or signature of the server is too weak to be accepted',
    'Datadog has none of that kind: something in between answers in its place.',
  ],
  refused: [
    'the server ended the handshake',
    'There is no cipher that both sides allow, or a gateway in between wants a client certificate.',
  ],
};

/** What is wrong with a certificate, for codes that do not say it well. */
const REFUSED: readonly (readonly [RegExp, string])[] = [
  [/^INVALID_PURPOSE$/, 'it is not made for servers'],
  [/^CERT_REVOKED$/, 'it was revoked'],
  [/KEY_TOO_SMALL$/, 'its key is too short'],
  [/MD_TOO_WEAK$|SIGNATURE_FAILURE$/, 'its signature is too weak or wrong'],
];

/** What is wrong with a certificate of that code, as far as the code does not say it. */
export function refusedWords(code: string): string {
  return REFUSED.find(([pattern]) => pattern.test(code))?.[1] ?? '';
}
