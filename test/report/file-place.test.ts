import { expect, test } from 'vitest';
import { filePlace } from '../../src/report/file-place.ts';
import { renderHtml } from '../../src/report/html/page.ts';
import { renderJunit } from '../../src/report/junit/render.ts';
import { renderMarkdown } from '../../src/report/markdown/render.ts';
import { report } from './samples.ts';

const SUBJECT = {
  file: 'assets/oauth_clients.json',
  place: { line: 8, column: 7, pointer: '/integration/redirect_uris/0' },
};
const PLACE = 'assets/oauth_clients.json:8:7';

test('a place is written as editors open it, and only for what stands at one', () => {
  expect(filePlace(SUBJECT)).toBe(PLACE);
  expect(filePlace({ file: 'a.json' })).toBeUndefined();
  expect(filePlace({ site: 'us1' })).toBeUndefined();
});

test.each([
  ['HTML', renderHtml, PLACE],
  ['Markdown', renderMarkdown, `(\`${PLACE}\`)`],
  ['JUnit', renderJunit, PLACE],
])('%s says where in the file a finding stands', (_, render, place) => {
  const finding = { id: 'lint.scope-joined.a', grade: 'failed' } as const;
  expect(render(report([{ ...finding, subject: SUBJECT }]))).toContain(place);
  expect(render(report([{ ...finding, subject: { file: 'a.json' } }]))).not.toContain(':8:7');
});
