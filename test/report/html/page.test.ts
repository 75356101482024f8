import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { BODY_LIMIT } from '../../../src/report/html/cut.ts';
import { htmlParts, renderHtml } from '../../../src/report/html/page.ts';
import { SCRIPT } from '../../../src/report/html/script/index.ts';
import { STYLE } from '../../../src/report/html/style/index.ts';
import { report, scopesOn } from '../samples.ts';
import { hostileReport, SMALL } from './samples.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');

/** Everything but the style and the script, which have tests of their own. */
function withoutCode(page: string): string {
  return page
    .replace(STYLE, '…')
    .replace(SCRIPT, '…')
    .replace(`sha256-${sha256(STYLE)}`, 'sha256-…')
    .replace(`sha256-${sha256(SCRIPT)}`, 'sha256-…');
}

describe('a page', () => {
  test.each(Object.entries(SMALL))('%s', async (name, each) => {
    const page = withoutCode(renderHtml(each));
    await expect(page).toMatchFileSnapshot(`../../golden/html/${name}.html`);
  });

  test('allows its own style and script by their hashes, and nothing else', () => {
    const page = renderHtml(SMALL['mixed']!);
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    const [, style = ''] = /<style>([^]*?)<\/style>/.exec(page) ?? [];
    const [, script = ''] = /<script>([^]*?)<\/script>/.exec(page) ?? [];
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `style-src 'sha256-${sha256(style)}'`,
      `script-src 'sha256-${sha256(script)}'`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(page.match(/<(?:script|style)/g)).toHaveLength(2);
  });

  test('has its policy before everything it is about', () => {
    const page = renderHtml(SMALL['mixed']!);
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<title'));
  });

  test('comes in parts that make the same page', () => {
    const each = SMALL['grids']!;
    expect([...htmlParts(each)].length).toBeGreaterThan(each.results.length);
    expect([...htmlParts(each)].join('')).toBe(renderHtml(each));
  });

  test('has every id once, and each link within it leads somewhere', () => {
    for (const each of [...Object.values(SMALL), report(scopesOn(['us1', 'us1', 'eu1']))]) {
      const page = renderHtml(each);
      const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const targets = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
      for (const target of targets) expect(ids).toContain(target);
      for (const [, list = ''] of page.matchAll(/aria-labelledby="([^"]*)"/g)) {
        for (const id of list.split(' ')) expect(ids).toContain(id);
      }
    }
  });

  test('uses headings of the command', () => {
    const groups = [{ title: 'Step 5', match: () => true }];
    expect(renderHtml(SMALL['grids']!, { groups })).toContain('>Step 5 <small>');
  });
});

describe('a hostile report', () => {
  const page = renderHtml(hostileReport(5_000_000));

  test('adds no element, no attribute and no link', () => {
    const harmless = withoutCode(page);
    expect(harmless).not.toMatch(/<img|<script>g/);
    expect(harmless.match(/<(?:script|style)/g)).toHaveLength(2);
    for (const name of ['script', 'style', 'title', 'pre', 'details', 'a']) {
      const opened = harmless.match(new RegExp(`<${name}[ >]`, 'g'))?.length;
      expect(harmless.match(new RegExp(`</${name}>`, 'g'))?.length, name).toBe(opened);
    }
    const tags = harmless.match(/<[a-z][^>]*>/g) ?? [];
    for (const tag of tags) expect(tag.slice(1).replace(/"[^"]*"/g, '')).not.toMatch(/\son|[<']/);
    const targets = [...harmless.matchAll(/href="([^"]*)"/g)].map(([, url = '']) => url);
    for (const url of targets) expect(url).toMatch(/^(?:#|https?:\/\/)/);
  });

  test('draws no control character and no mark that reorders text', () => {
    expect(page).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]/);
    expect(page).not.toMatch(/\p{Surrogate}/u);
    expect(page).toContain(String.raw`\u202eevil\u2066`);
  });

  test('with bodies of five megabytes makes a small page that says so', () => {
    expect(page.length).toBeLessThan(600_000);
    expect(page).toMatch(/\[…\] \(49\d\d\d\d\d more characters\)/);
    expect(BODY_LIMIT).toBeLessThan(100_000);
  });
});
