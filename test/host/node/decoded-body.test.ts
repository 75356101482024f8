import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decoded } from '../../../src/host/node/decoded-body.ts';

const TEXT = 'something to read '.repeat(1_000);

async function* inPieces(body: Buffer, size = 100): AsyncGenerator<Buffer> {
  for (let at = 0; at < body.length; at += size) {
    await Promise.resolve();
    yield body.subarray(at, at + size);
  }
}

async function read(body: AsyncIterable<unknown>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part as Uint8Array);
  return Buffer.concat(parts).toString();
}

describe('decoded', () => {
  it.each([
    ['gzip', gzipSync(TEXT)],
    ['X-GZIP', gzipSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['deflate, identity, gzip', gzipSync(deflateSync(TEXT))],
    ['', Buffer.from(TEXT)],
    ['identity', Buffer.from(TEXT)],
    ['utf-8', Buffer.from(TEXT)],
    ['gzip, zstd', Buffer.from(TEXT)],
  ])('%s', async (codings, body) => {
    expect(await read(decoded(inPieces(body), codings))).toBe(TEXT);
  });

  it.each([
    ['what is no gzip', Buffer.from(TEXT)],
    ['gzip that ends early', gzipSync(TEXT).subarray(0, 40)],
  ])('fails with %s', async (_, body) => {
    await expect(read(decoded(inPieces(body), 'gzip'))).rejects.toThrow();
  });

  it('passes on what breaks the body', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield gzipSync(TEXT).subarray(0, 20);
      await Promise.resolve();
      throw new Error('other side closed');
    }
    await expect(read(decoded(broken(), 'gzip'))).rejects.toThrow('other side closed');
  });

  it('ends the body when its reader has enough, a bomb too', async () => {
    let ended = false;
    let given = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      const zeros = gzipSync(Buffer.alloc(50_000_000));
      try {
        for (let at = 0; at < zeros.length; at += 1_000) {
          await Promise.resolve();
          given += 1_000;
          yield zeros.subarray(at, at + 1_000);
        }
        expect.fail('was read to its end');
      } finally {
        ended = true;
      }
    }
    for await (const part of decoded(endless(), 'gzip')) {
      expect(part).toBeInstanceOf(Uint8Array);
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(ended).toBe(true);
    expect(given).toBeLessThan(49_000);
  });
});
