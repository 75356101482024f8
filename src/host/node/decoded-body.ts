import { Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Undoes the codings of a body, last one first; a coding that nobody here knows leaves it as it is. No
 * more is read than its reader asks for. RFC 9110 section 8.4.
 * @throws (when it is read) the error of `node:zlib` when it is not coded as it says
 */
export function decoded(body: AsyncIterable<unknown>, codings: string): AsyncIterable<unknown> {
  const steps = codings
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
    .reverse();
  const makers = steps.flatMap((name) => DECODERS[name] ?? []);
  if (makers.length === 0 || makers.length < steps.length) return body;
  let stream = Readable.from(body);
  for (const make of makers) {
    const [before, decoder] = [stream, make()];
    // An error on the way has to reach the reader, and a reader who stops has to end the connection.
    before.once('error', (error) => decoder.destroy(error));
    decoder.once('close', () => before.destroy());
    stream = before.pipe(decoder);
  }
  return stream;
}
