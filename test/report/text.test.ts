import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { visible } from '../../src/report/visible.ts';
import { graphemes, widthOf } from '../../src/report/width.ts';
import { indent, padEnd, wrap } from '../../src/report/wrap.ts';

describe('visible', () => {
  test.each([
    ['plain text, ünïcode, 日本', 'plain text, ünïcode, 日本'],
    ['\u001b[31mred\u001b[0m', String.raw`\x1b[31mred\x1b[0m`],
    ['\u009b2Jcleared', String.raw`\x9b2Jcleared`],
    ['\u001b]8;;https://evil.test\u0007x', String.raw`\x1b]8;;https://evil.test\x07x`],
    ['a\r\nb\tc\bd', String.raw`a\r\nb\tc\x08d`],
    ['nul\u0000del\u007f', String.raw`nul\x00del\x7f`],
    ['\u202egnp.exe', String.raw`\u202egnp.exe`],
    ['a\u2066b\u2069', String.raw`a\u2066b\u2069`],
    ['line\u2028par\u2029', String.raw`line\u2028par\u2029`],
    ['zero\u200bwidth\ufeff', String.raw`zero\u200bwidth\ufeff`],
    ['half \ud83d pair', String.raw`half \ud83d pair`],
    ['tag \u{e0041}', String.raw`tag \u{e0041}`],
    ['join a\u200db', String.raw`join a\u200db`],
    ['family 👨‍👩‍👧 pilot 👩🏽‍✈️ flag 🏳️‍🌈', 'family 👨‍👩‍👧 pilot 👩🏽‍✈️ flag 🏳️‍🌈'],
  ])('%j', (text, expected) => {
    expect(visible(text)).toBe(expected);
  });

  test('no control character is ever left, and twice is the same as once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = visible(text);
        expect(shown).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
        expect(visible(shown)).toBe(shown);
      }),
    );
  });
});

describe('widthOf', () => {
  test.each([
    ['', 0],
    ['abc', 3],
    ['日本語', 6],
    ['한국어', 6],
    ['ｆｕｌｌ', 8],
    ['ﾊﾞ', 2],
    ['é', 1],
    ['e\u0301', 1],
    ['a\u0300\u0301\u0302', 1],
    ['ไทย', 3],
    ['👍', 2],
    ['👍🏽', 2],
    ['👨‍👩‍👧‍👦', 2],
    ['🇩🇪', 2],
    ['1️⃣', 2],
    ['❤️', 2],
    ['✔', 1],
    ['✖▲◆○?·', 6],
    ['⌚', 2],
    ['𠮷', 2],
    ['\u1112\u1161\u11ab', 2],
    ['naïve 日本 👍!', 14],
  ])('%j needs %i columns', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });
});

describe('graphemes', () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  const segmented = (text: string): string[] =>
    Array.from(segmenter.segment(text), ({ segment }) => segment);

  test('are what the segmenter makes of every character of the first 10,000, beside others', () => {
    const wrong: string[] = [];
    for (let code = 0x20; code <= 0x27ff; code += 1) {
      const one = String.fromCharCode(code);
      const text = `a${one}${one}✔${one}é`;
      if (graphemes(text).join('\0') !== segmented(text).join('\0')) wrong.push(code.toString(16));
    }
    expect(wrong).toEqual([]);
  });

  test('and of any text', () => {
    const near = fc.integer({ min: 0x20, max: 0x27ff }).map((code) => String.fromCharCode(code));
    const unit = fc.oneof(
      near,
      fc.constantFrom('\u0301', '\u200d', '\ufe0f', '👍', '🇩', '한', 'ไ'),
    );
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        expect(graphemes(text)).toEqual(segmented(text));
      }),
    );
  });
});

describe('wrap', () => {
  test.each<[string, number, string[]]>([
    ['', 10, ['']],
    ['   ', 10, ['']],
    ['one two three', 7, ['one two', 'three']],
    ['one two three', 100, ['one two three']],
    ['exactly ten', 11, ['exactly ten']],
    ['exactly ten', 10, ['exactly', 'ten']],
    ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['x abcdefghij', 4, ['x', 'abcd', 'efgh', 'ij']],
    [
      'https://api.datadoghq.eu/api/v1/monitor',
      30,
      ['https://api.datadoghq.eu/api/', 'v1/monitor'],
    ],
    ['日本語日本語', 5, ['日本', '語日', '本語']],
    ['日', 1, ['日']],
    ['日本', 0, ['日', '本']],
    ['e\u0301e\u0301e\u0301', 2, ['e\u0301e\u0301', 'e\u0301']],
    ['👨‍👩‍👧👨‍👩‍👧', 2, ['👨‍👩‍👧', '👨‍👩‍👧']],
  ])('%j at %i', (text, columns, lines) => {
    expect(wrap(text, columns)).toEqual(lines);
  });

  test('loses nothing but spaces, keeps to the width, leaves no space at an end', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 60 }).map(visible);
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 30 }), (text, columns) => {
        const lines = wrap(text, columns);
        expect(lines.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
        for (const line of lines) {
          expect(widthOf(line)).toBeLessThanOrEqual(columns);
          expect(line).toBe(line.trimEnd());
        }
      }),
    );
  });

  test('padding and indenting count columns, not characters', () => {
    expect(padEnd('日本', 6)).toBe('日本  ');
    expect(padEnd('long', 2)).toBe('long');
    expect(indent(['a', '', 'b'], 2)).toEqual(['  a', '', '  b']);
  });
});
