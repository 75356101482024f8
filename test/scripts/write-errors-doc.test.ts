import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { errorsDocument, type Entry } from '../../scripts/write-errors-doc/document.mjs';
import { LINKS } from '../../src/catalog/spec-links.ts';
import { describeRule } from '../../src/diagnosis/describe-rule.ts';
import { RULES } from '../../src/diagnosis/rules/index.ts';
import { EXAMPLES } from '../diagnosis/examples/index.ts';

const written = await readFile(new URL('../../docs/errors.md', import.meta.url), 'utf8');
const PARTS = new Map(
  written
    .split(/^## /m)
    .slice(1)
    .map((part) => [part.slice(0, part.indexOf('\n')), part]),
);

const ENTRY: Entry = {
  id: 'a-rule',
  title: 'It is <broken>',
  examples: [
    'Longer text one',
    'Same text',
    'same text.',
    'with `ticks`',
    'two\nlines',
    'x'.repeat(90),
  ],
  causes: Array.from({ length: 10 }, (_, index) => ({
    id: `cause-${String(index)}`,
    text: `cause *${String(index)}*`,
    checks: ['offline', 'by hand: look'],
  })),
  fix: 'Use https://api.<domain>',
  next: 'ddoauth authorize --redirect-uri <URI>',
  mustNotClaim: ['another [thing]'],
  links: ['sites'],
};

describe('docs/errors.md', () => {
  test('is what the script writes', async () => {
    const entries = RULES.map((rule) => ({
      ...describeRule(rule),
      examples: EXAMPLES[rule.id].recognises,
    }));
    expect(await errorsDocument(entries, LINKS), 'run `npm run docs:errors`').toBe(written);
  });

  test.each(RULES)('has an entry for $id, and a way to find out about each cause', (rule) => {
    const part = PARTS.get(rule.id) ?? '';
    for (const heading of [
      'Recognised by',
      'Causes:',
      '**Fix**',
      '**Next**',
      'Must not be taken',
    ]) {
      expect(part).toContain(heading);
    }
    const causes =
      part
        .split('Causes:\n')[1]
        ?.split('**Fix**')[0]
        ?.split(/^\d+\. /m)
        .slice(1) ?? [];
    expect(causes).toHaveLength(rule.causes.length);
    for (const cause of causes) {
      expect(cause).toMatch(/^ +- (?:offline$|live: |by hand: |cannot be checked from here$)/m);
    }
    expect(written).toContain(`](#${rule.id})`);
  });

  test('has no entry for a rule that is gone', () => {
    expect([...PARTS.keys()]).toEqual(RULES.map(({ id }) => id));
  });

  test('shows the shortest texts, each but once, and nothing of them as Markdown', async () => {
    const text = await errorsDocument([ENTRY], LINKS);
    expect(text).toContain('- `Same text`\n- `two lines`\n- `` with `ticks` ``\n\n');
    expect(text).not.toContain('Longer text');
    expect(text).toContain('It is \\<broken\\>.');
    expect(text).toContain('10. cause \\*9\\*\n    - offline\n    - by hand: look\n');
    expect(text).toContain('https\\://api.\\<domain\\>'.replace('\\:', ':'));
    expect(text).toContain('**Next**: `ddoauth authorize --redirect-uri <URI>`');
    expect(text).toContain(`[${LINKS.sites.title}](${LINKS.sites.url})`);
  });
});
