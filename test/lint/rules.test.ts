import { readdirSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { LINT_RULE_FINDINGS } from '../../src/catalog/findings/lint.ts';
import { lint } from '../../src/lint/lint.ts';
import { lintVerdicts } from '../../src/lint/verdicts.ts';
import { LINT_RULES } from '../../src/lint/rules/index.ts';
import { wordsOf } from '../../src/report/message.ts';
import { config, lintSetOf, manifest, type Example } from './examples/example.ts';
import { LINT_EXAMPLES } from './examples/index.ts';

function rulesFor(example: Example): string[] {
  return lint(lintSetOf(example)).map(({ rule }) => rule.id);
}

describe.each(LINT_RULES)('$id', (rule) => {
  const { triggers, ignores } = LINT_EXAMPLES[rule.id];

  it('has both kinds of examples', () => {
    expect(triggers.length).toBeGreaterThanOrEqual(2);
    expect(ignores.length).toBeGreaterThanOrEqual(2);
  });

  test.each(triggers.map((example) => [example]))('finds it in %j', (example) => {
    const set = lintSetOf(example);
    const found = lint(set).filter((each) => each.rule.id === rule.id);
    expect(found).not.toEqual([]);
    for (const { at, file } of found) {
      expect(at.offset).toBeGreaterThanOrEqual(0);
      expect(at.offset + at.length).toBeLessThanOrEqual(file.text.length);
    }
    const verdicts = lintVerdicts(set, found, set.files);
    for (const { finding, subject, id } of verdicts) {
      const { message, remedy } = wordsOf(finding);
      expect(message).toMatch(/^[^\s].*[.]$/s);
      expect(message).not.toMatch(/""| {2}|\[object/);
      expect(id).toMatch(/^[a-z][a-z0-9_-]*(?:\.[!#-\-/-[\]-~]+)*$/);
      if (finding.code !== 'lint.file') {
        expect(remedy).toMatch(/\.$/);
        expect(subject.place?.line).toBeGreaterThan(0);
      }
    }
    expect(new Set(verdicts.map(({ id }) => id)).size).toBe(verdicts.length);
  });

  test.each(ignores.map((example) => [example]))('leaves alone %j', (example) => {
    expect(lintSetOf(example).files.length).toBeGreaterThan(0);
    expect(rulesFor(example)).not.toContain(rule.id);
  });

  it('says of itself what the page needs', () => {
    for (const text of [rule.title, rule.cause, rule.fix]) expect(text.length).toBeGreaterThan(9);
    expect(rule.cause).toMatch(/\.$/);
    expect(rule.fix).toMatch(/\.$/);
    expect(rule.mustNotClaim.length).toBeGreaterThan(0);
    expect([rule.file, rule.client].filter((check) => check !== undefined)).toHaveLength(1);
  });
});

test('every file is in the table, under its own id, once, and has a code', () => {
  const files = readdirSync(new URL('../../src/lint/rules/', import.meta.url))
    .map((name) => name.replace(/\.ts$/, ''))
    .filter((name) => name !== 'index');
  const ids = LINT_RULES.map(({ id }) => id);
  expect([...ids].sort()).toEqual(files.sort());
  expect(ids.map((id) => `lint.${id}`).sort()).toEqual(Object.keys(LINT_RULE_FINDINGS).sort());
});

test('what is right has no findings at all', () => {
  expect(rulesFor(manifest())).toEqual([]);
  expect(rulesFor(config())).toEqual([]);
});
