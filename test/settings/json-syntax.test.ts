import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findJsonProblem } from '../../src/settings/json-syntax.ts';

describe('findJsonProblem', () => {
  test.each([
    ['{', 1, 2],
    ['{"a":}', 1, 6],
    ['{"a" 1}', 1, 6],
    ['{"a":1,}', 1, 8],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
    ['{\r\n  "a": tru\r\n}', 2, 8],
    ['[1,]', 1, 4],
    ['[1 2]', 1, 4],
    ["{'a':1}", 1, 2],
    ['{"a":\'b\'}', 1, 6],
    ['{a:1}', 1, 2],
    ['{"a":"x}', 1, 6],
    ['{"a":"C:\\path"}', 1, 9],
    ['{"a":"x\ny"}', 1, 6],
    ['{} // end', 1, 4],
    ['{ /* c */ }', 1, 3],
    ['{}{}', 1, 3],
    ['01', 1, 1],
    ['{"a":1,"a":2}', 1, 8],
    ['{"a":1,"\\u0061":2}', 1, 8],
    ['{"__proto__":{}}', 1, 2],
    ['{"x":{"constructor":1}}', 1, 7],
    ['NaN', 1, 1],
    ['', 1, 1],
  ])('%j: line %i, column %i', (text, line, column) => {
    expect(findJsonProblem(text)).toMatchObject({ line, column });
  });

  test('agrees with JSON.parse on whether a text is JSON', () => {
    const scraps = fc.constantFrom(
      ...['{', '}', '[', ']', ',', ':', '"a"', '"b"', '1', '-0.5e+3', 'true', 'null', ' ', '\n'],
      ...['"', '\\', '01', '.', '-', '\u0000', 'e', '"\\u12"', '"\\n"', '\u00a0'],
    );
    const texts = fc.oneof(
      fc.json().filter((text) => !/__proto__|constructor|prototype/.test(text)),
      fc.array(scraps, { maxLength: 8 }).map((list) => list.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const problem = findJsonProblem(text)?.problem;
        if (problem?.includes('twice') || problem?.includes('deeply')) return;
        let parses = true;
        try {
          JSON.parse(text);
        } catch {
          parses = false;
        }
        expect(problem === undefined).toBe(parses);
      }),
      { numRuns: 2000 },
    );
  });

  test('a million brackets end in an answer', () => {
    expect(findJsonProblem('['.repeat(1_000_000))?.problem).toContain('deeply');
  });

  test('the answer holds nothing of the values', () => {
    const text = '{"clientSecret": "s3cr3t-value" "x": 1}';
    expect(JSON.stringify(findJsonProblem(text))).not.toContain('s3cr3t');
  });
});
