import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageText } from '../../src/callback/page-text.ts';
import { callbackPages } from '../../src/callback/pages.ts';

const pages = callbackPages();
const ALL = {
  success: pages.final({ ok: true, title: 'Authorized', facts: [['Site', 'eu1']] }),
  failure: pages.final({ ok: false, title: 'No', detail: 'd', fix: 'f', command: 'ddoauth x' }),
  waiting: pages.waiting(),
  wrongState: pages.wrongState(),
  rejected: pages.rejected(),
  cancelled: pages.cancelled(),
  onboardingFailed: pages.onboardingFailed('why'),
  notFound: pages.refused(404),
};

describe('pages', () => {
  it.each(Object.entries(ALL))('%s is whole, accessible and alone', (_name, page) => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).toMatch(/<title>[^<]+<\/title>/);
    expect(page.match(/<main[ >]/g)).toHaveLength(1);
    expect(page.match(/<h1>/g)).toHaveLength(1);
    expect(page).toContain('name="viewport"');
    expect(page).toContain('prefers-color-scheme:dark');
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\bsrc=|url\(|@import|\bon\w+=|https?:/i);
  });

  it('never says "authorized" but in the final page', () => {
    const { success, failure, ...others } = ALL;
    expect(success).toContain('Authorized');
    for (const page of [failure, ...Object.values(others)]) expect(page).not.toMatch(/authorized/i);
  });

  it('lets no text become markup', () => {
    const piece = fc.oneof(
      fc.constantFrom('<', '>', '"', "'", '&', '`', '</title>', '</style>', '<!--', '\0', '&#60;'),
      fc.string({ unit: 'binary' }),
    );
    const tags = (page: string) => page.match(/<[^>]*>/g);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const text = pieces.join('');
        const shown = (content: string) =>
          pages.final({
            ok: false,
            title: content,
            detail: `${content}.`,
            fix: content,
            command: content,
            facts: [[content, content]],
          });
        expect(tags(shown(text))).toEqual(tags(shown('plain')));
        expect(pageText(text)).not.toMatch(/[<>"'`\0-\x08\x7f-\x9f\u202e]/);
      }),
    );
  });

  it('keeps ordinary text readable and cuts floods', () => {
    expect(pageText('Zürich & Söhne 日本 🙂\n')).toBe('Zürich &amp; Söhne 日本 🙂\n');
    expect(pageText('<'.repeat(100_000))).toBe(`${'&lt;'.repeat(2000)}…`);
  });
});
