import { defineLintRule } from '../define-lint-rule.ts';

/** The mark some editors put before a text. */
export const byteOrderMark = defineLintRule({
  id: 'byte-order-mark',
  title: 'The file begins with a byte order mark',
  severity: 'warning',
  cause:
    'Strict parsers, such as the json module of Python, refuse a text that begins with U+FEFF.',
  fix: 'Save it as UTF-8 without byte order mark.',
  fixes: 'takes the mark out',
  mustNotClaim: ['UTF-16, which is refused when the file is read'],
  file: ({ hasByteOrderMark }) =>
    hasByteOrderMark
      ? [
          {
            at: { offset: 0, length: 0, path: [] },
            fix: {
              says: 'took out the byte order mark',
              edits: [{ offset: 0, length: 0, text: '' }],
            },
          },
        ]
      : [],
});
