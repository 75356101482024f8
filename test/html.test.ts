import { expect, test } from 'vitest';
import { escapeHtml } from '../src/html.ts';

test.each([
  [`<a href="x" title='y'>`, '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;'],
  ['&lt;', '&amp;lt;'],
  ['`a`', '&#96;a&#96;'],
  ['Zürich 日本 🙂\n\0', 'Zürich 日本 🙂\n\0'],
  ['', ''],
])('%j becomes %j', (text, escaped) => expect(escapeHtml(text)).toBe(escaped));
