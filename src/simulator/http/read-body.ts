import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, inflate, inflateRaw } from 'node:zlib';

/** Bodies above it are answered 413. */
export const MOST_BODY_BYTES = 5_000_000;
/** What a packed body may unpack to. */
const MOST_UNPACKED_BYTES = 20_000_000;
/** Beyond it the rest is not even read to the end: the connection is cut. */
const MOST_DRAINED_BYTES = 100_000_000;

/** A request's body, or the status that answers it; `cut` when the sender went on for too long. */
export type ReadBody =
  | { readonly body: Buffer; readonly packedBytes: number; readonly trouble?: undefined }
  | { readonly trouble: 400 | 413 | 415 | 'cut' };

/**
 * Reads and unpacks a body within limits. One that is too long is read to its end and thrown away, since
 * a sender that is cut off early never sees the 413.
 */
export async function readBody(message: IncomingMessage): Promise<ReadBody> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length <= MOST_BODY_BYTES) chunks.push(chunk);
    else if (length > MOST_DRAINED_BYTES) return { trouble: 'cut' };
    else chunks.length = 0;
  }
  if (length > MOST_BODY_BYTES) return { trouble: 413 };
  const packed = Buffer.concat(chunks);
  const encoding = (message.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  return unpack(packed, encoding);
}

async function unpack(packed: Buffer, encoding: string): Promise<ReadBody> {
  const packedBytes = packed.length;
  if (encoding === 'identity' || encoding === '') return { body: packed, packedBytes };
  const options = { maxOutputLength: MOST_UNPACKED_BYTES };
  try {
    if (encoding === 'gzip') {
      return { body: await promisify(gunzip)(packed, options), packedBytes };
    }
    if (encoding === 'deflate') {
      // Some senders leave out the zlib header that RFC 9110 section 8.4.1.2 asks for.
      const zlib = ((packed[0] ?? 0) & 0x0f) === 8;
      const unpacked = await promisify(zlib ? inflate : inflateRaw)(packed, options);
      return { body: unpacked, packedBytes };
    }
  } catch (error) {
    const tooLong =
      error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return { trouble: tooLong ? 413 : 400 };
  }
  return { trouble: 415 };
}
