import { deflateSync, inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { smallerPng } from '../../scripts/report-picture/smaller-png.mjs';

const WIDTH = 3;
/** Five lines of three pixels. */
const PIXELS = [0, 1, 2, 3, 4].map((y) =>
  Array.from({ length: WIDTH * 3 }, (_, x) => (x * 37 + y * 101 + x * y * 13) % 256),
);

/** A part of a PNG; the checksum is not looked at. */
function chunk(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, Buffer.from(type), body, Buffer.alloc(4)]);
}

/** The pixels with another filter in each line, as the PNG specification defines them (§9.2). */
function png(colour = 2): Buffer {
  const at = (y: number, x: number): number => (x < 0 ? 0 : (PIXELS[y]?.[x] ?? 0));
  const lines = PIXELS.map((line, y) => {
    const filtered = line.map((value, x) => {
      const [a, b, c] = [at(y, x - 3), at(y - 1, x), at(y - 1, x - 3)];
      const near = [a, b, c].map((each) => Math.abs(a + b - c - each));
      const paeth = [a, b, c][near.indexOf(Math.min(...near))] ?? 0;
      return value - ([0, a, b, Math.floor((a + b) / 2), paeth][y] ?? 0);
    });
    return Buffer.from([y, ...filtered]);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(PIXELS.length, 4);
  header.set([8, colour, 0, 0, 0], 8);
  const data = deflateSync(Buffer.concat(lines));
  return Buffer.concat([
    Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', data.subarray(0, 5)),
    chunk('IDAT', data.subarray(5)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

test('keeps every pixel, whatever the filter of its line', () => {
  const smaller = smallerPng(png());
  const begin = smaller.indexOf('IDAT');
  const data = smaller.subarray(begin + 4, begin + 4 + smaller.readUInt32BE(begin - 4));
  const plain = PIXELS.flatMap((line) => [0, ...line]);
  expect([...inflateSync(data)]).toEqual(plain);
  expect(smaller.subarray(0, 8)).toEqual(png().subarray(0, 8));
});

test('ends as every PNG does, with the checksum of an empty end', () => {
  expect(smallerPng(png()).subarray(-12).toString('hex')).toBe('0000000049454e44ae426082');
});

test('does not guess at another kind of PNG', () => {
  expect(() => smallerPng(png(6))).toThrow('another kind of PNG');
});
