import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { lintDocument } from '../../scripts/write-lint-doc/document.mjs';
import { LINT_RULE_FINDINGS } from '../../src/catalog/findings/lint.ts';
import { LINKS } from '../../src/catalog/spec-links.ts';
import { LINT_RULES } from '../../src/lint/rules/index.ts';

test('docs/lint.md is what the script writes, with an entry for each rule', async () => {
  const written = await readFile(new URL('../../docs/lint.md', import.meta.url), 'utf8');
  const text = await lintDocument(LINT_RULES, LINT_RULE_FINDINGS, LINKS);
  expect(text, 'run `npm run docs:lint`').toBe(written);
  const sections = written.split(/^## /m).slice(1);
  expect(sections.map((part) => part.split('\n')[0])).toEqual(LINT_RULES.map(({ id }) => id));
  for (const part of sections) {
    for (const head of ['**Cause.**', '**Fix.**', '**Not claimed.**']) expect(part).toContain(head);
  }
});
