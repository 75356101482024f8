import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { GITHUB_LIMIT } from '../../../src/report/markdown/budget.ts';
import {
  codeBlock,
  codeSpan,
  htmlText,
  markdownLink,
  markdownText,
} from '../../../src/report/markdown/escape.ts';
import { renderMarkdown } from '../../../src/report/markdown/render.ts';
import { hostileReport } from '../html/samples.ts';
import { DENIED, MIXED, report, scopesOn } from '../samples.ts';

/** GitHub's Markdown as HTML, with the HTML in it as it is. */
const html = (markdown: string): string =>
  micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
  });

/** The words of a page: without its elements, entities resolved. */
const words = (page: string): string =>
  page
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replaceAll('\u200b', '');

const mixed = report(MIXED);

describe('a report', () => {
  const page = html(renderMarkdown(mixed));

  it('begins with outcome, counts and exit code', () => {
    expect(page).toContain('<h2>✖ ddoauth check-scopes: failed</h2>');
    expect(words(page)).toContain('Exit code 1: at least one check failed.');
  });

  it('has each cause with its fix, its next command and its exchange behind a fold', () => {
    expect(words(page)).toContain('✖ failed scope.dashboards_read');
    expect(words(page)).toContain('Fix Add dashboards_read to the client');
    expect(page).toContain('<pre><code class="language-sh">ddoauth authorize --profile test');
    expect(page).toContain(
      '<details><summary>1 exchange of scope.dashboards_read on eu1</summary>',
    );
    expect(page).toMatch(/<pre><code class="language-http">&gt; GET https/);
    expect(page.match(/<details>/g)).toHaveLength(page.match(/<\/details>/g)?.length ?? -1);
  });

  it('puts what passed and what was skipped into tables behind folds', () => {
    expect(page).toContain('<details><summary>2 passed</summary>');
    expect(page).toContain('<details><summary>1 skipped</summary>');
    expect(page).toContain('<td><code>scope.workflows_run</code> (eu1)</td>');
  });

  it('has scopes by sites as a table with signs', () => {
    const matrix = html(renderMarkdown(report(scopesOn(['us1', 'eu1']))));
    expect(matrix).toMatch(/<th>scope<\/th>\s*<th align="center">us1<\/th>/);
    expect(matrix).toMatch(/<td><code>monitors_read<\/code><\/td>\s*<td align="center">✔5<\/td>/);
  });

  it('shows what ended as expected apart', () => {
    const results = mixed.results.map((result) =>
      result.grade === 'failed' ? { ...result, expected: { reason: 'not bought' } } : result,
    );
    const text = renderMarkdown({ ...mixed, results });
    expect(text).toContain('<summary>1 as expected</summary>');
    expect(text).not.toContain('**✖ failed**');
    expect(text).toContain('not bought (found: Datadog refused');
  });

  it('of nothing says so', () => {
    expect(renderMarkdown(report([]))).toContain('no check ran');
  });
});

describe('nothing of a report does anything on GitHub', () => {
  const bad =
    '@octocat fixes #12, GH-3, o/r#4, deadbeef1 :tada: $x$ **b** `c` | <img src=x> [l](http://e) ~~s~~';

  it.each([
    ['text', (text: string) => markdownText(text)],
    [
      'a cell',
      (text: string) => `| a | b |\n| - | - |\n| ${markdownText(text, { inTable: true })} | x |`,
    ],
    [
      'a summary',
      (text: string) => `<details><summary>${htmlText(text)}</summary>\n\nx\n\n</details>`,
    ],
    ['a title of a link', (text: string) => markdownLink(text, 'https://example.com/')],
  ])('in %s', (_, place) => {
    const page = html(place(bad));
    expect(words(page)).toContain('@octocat fixes #12, GH-3, o/r#4, deadbeef1 :tada:');
    expect(page).not.toMatch(/@octocat|#12|GH-3|r#4|deadbeef1|:tada:|\$x\$/);
    expect(page).not.toMatch(/<(?:img|strong|del|em)/);
    expect(page.match(/<a /g) ?? []).toHaveLength(
      place === markdownText ? 0 : page.includes('example.com') ? 1 : 0,
    );
  });

  it.each([
    '- a',
    '+ a',
    '1. a',
    '12) a',
    '# a',
    '> a',
    '=== ',
    '--- ',
    '    code',
    '| a |',
    '* a',
  ])('at the beginning of a line: %j', (text) => {
    const page = html(`before\n\n${markdownText(text)}`);
    expect(page).toMatch(/^<p>before<\/p>\n<p>[^]*<\/p>$/);
    expect(words(page).trim()).toBe(`before\n${text.trim()}`);
  });

  it('addresses are code, to be copied', () => {
    expect(markdownText('See https://a.example/x_y_z?b=1. And www.b.example!')).toBe(
      'See `https://a.example/x_y_z?b=1`. And `www.b.example`!',
    );
  });

  it.each([
    ['a|b', '`a\\|b`'],
    ['a`b', '``a`b``'],
    ['`a`', '`` `a` ``'],
    ['two\nlines', '`two lines`'],
    ['\u202e', '`\\u202e`'],
    ['', ''],
  ])('code %j', (text, expected) => {
    expect(codeSpan(text, { inTable: true })).toBe(expected);
  });

  it('a block of code cannot be left', () => {
    const text = '```\n</details>\n~~~\n````\n@me';
    const page = html(codeBlock(text));
    expect(words(page).trim()).toBe(text);
    expect(page.match(/<pre>/g)).toHaveLength(1);
  });

  it('only web addresses are linked', () => {
    expect(markdownLink('x', 'javascript:alert(1)')).toBe('x');
    expect(html(markdownLink('x', 'https://a.example/>)|\\'))).toContain(
      'href="https://a.example/%3E)%7C%5C"',
    );
  });

  it('whatever the text is', () => {
    const signs = fc.string({
      unit: fc.constantFrom(...'\\`*_{}[]()#+-.!|~<>&:@$"\' \n\tab1/=w'.split('')),
      maxLength: 40,
    });
    fc.assert(
      fc.property(signs, (text) => {
        for (const page of [html(`x ${markdownText(text)}`), html(markdownText(text))]) {
          expect(page.replace(/<span>\$<\/span>/g, '$')).not.toMatch(/<(?!\/?p>|\/?code>)/);
        }
        const cell = html(`| a |\n| - |\n| ${markdownText(text, { inTable: true })} |`);
        expect(cell.match(/<td>/g)).toHaveLength(1);
      }),
      { numRuns: 500 },
    );
  });

  it('a hostile report makes no element but its own', () => {
    const page = html(renderMarkdown(hostileReport(100)));
    const tags = new Set([...page.matchAll(/<([a-z]\w*)/gi)].map(([, tag]) => tag));
    for (const tag of tags)
      expect([
        'h2',
        'h3',
        'p',
        'strong',
        'code',
        'pre',
        'details',
        'summary',
        'table',
        'thead',
        'tbody',
        'tr',
        'th',
        'td',
        'a',
        'br',
        'sub',
        'em',
        'span',
      ]).toContain(tag);
    for (const [, url = ''] of page.matchAll(/href="([^"]*)"/g)) expect(url).toMatch(/^https?:/);
    expect(page).not.toMatch(/[\u0000-\u0008\u202e\u2066\u001b]/);
  });
});

describe("GitHub's limit", () => {
  const sites = ['us1', 'us3', 'us5', 'eu1', 'ap1', 'ap2'];

  it('leaves out what passed first, and says so', () => {
    const passed = Array.from({ length: 3000 }, (_, index) => ({
      id: `scope.made_up_${String(index)}`,
      grade: 'passed' as const,
      subject: { site: 'eu1' },
    }));
    const text = renderMarkdown(report([...passed, ...MIXED]));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(GITHUB_LIMIT);
    expect(Buffer.byteLength(text)).toBeGreaterThan(GITHUB_LIMIT * 0.8);
    expect(text).toMatch(
      /_\d+ lists of passed results \(3002 passed\) are left out to stay within/,
    );
    expect(text).toContain('scope.dashboards_read');
    expect(text).toContain('1 skipped');
  });

  it.each([
    [
      'failures',
      Array.from({ length: 2000 }, (_, index) => ({
        id: `scope.s_${String(index)}`,
        grade: 'failed' as const,
        message: `Broken in way ${String(index)}. ${'ü'.repeat(500)}`,
        remedy: 'r'.repeat(5000),
        exchanges: [{ ...DENIED, responseBody: '€'.repeat(5000) }],
      })),
    ],
    [
      'matrices',
      sites.flatMap((_, index) => scopesOn(sites.map((site) => `${site}-${String(index)}`))),
    ],
    [
      'one giant',
      [{ id: 'x.y', grade: 'failed' as const, message: 'm'.repeat(1e6), remedy: '\n'.repeat(1e5) }],
    ],
  ])('holds for %s', (_, sketches) => {
    const text = renderMarkdown(report(sketches));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(GITHUB_LIMIT);
    expect(html(text).match(/<details>/g) ?? []).toHaveLength(
      (html(text).match(/<\/details>/g) ?? []).length,
    );
    expect(text).toContain('Exit code 1');
  });
});
