import { HANDSHAKE_TROUBLES, type HandshakeTrouble } from '../../catalog/handshake-troubles.ts';

/** What a code of OpenSSL means for a handshake; `undefined` for one that is about something else. */
export function handshakeTrouble(code: string): HandshakeTrouble | undefined {
  return HANDSHAKE_TROUBLES.find(([pattern]) => pattern.test(code))?.[1];
}

/**
 * OpenSSL's reason out of its line, `80BC:error:0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol
 * version:../deps/…`, which is of use to nobody as a whole; any other text as it is.
 */
export function reasonOf(message: string): string {
  return /:error:[0-9A-F]+:[^:]*:[^:]*:([^:\n]+)/i.exec(message)?.[1]?.trim() ?? message.trim();
}
