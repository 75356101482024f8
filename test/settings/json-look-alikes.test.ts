import { describe, expect, it, test } from 'vitest';
import { readLintFile } from '../../src/lint/lint-file.ts';
import { readJson } from '../../src/lint/json-tree.ts';
import { findJsonProblem } from '../../src/settings/json-syntax.ts';
import { lookAlikeAt } from '../../src/settings/json-look-alikes.ts';

const GOOD = `{
  "integration": {
    "name": "Acme",
    "scopes": [
      "api_keys_write"
    ]
  }
}
`;

/** What both readers of JSON say, the one of `lint` and the one of every other command. */
function problems(text: string): readonly (string | undefined)[] {
  const ofLint = readJson(text).mistakes.find(({ kind }) => kind === 'syntax')?.problem;
  return [ofLint, findJsonProblem(text)?.problem];
}

describe('what people write in place of JSON', () => {
  test.each([
    ['a conflict', GOOD.replace('    "scopes"', '<<<<<<< HEAD\n    "scopes"'), /merge conflict/],
    [
      'the other end of one',
      GOOD.replace('    ]\n', '    ]\n>>>>>>> feature/oauth\n'),
      /merge conflict/,
    ],
    ['the middle of one', GOOD.replace('    ]\n', '    ]\n=======\n'), /merge conflict/],
    ['single quotes', GOOD.replaceAll('"', "'"), /single ones/],
    ['single quotes in one place', GOOD.replace('"Acme"', "'Acme'"), /single ones/],
    ['backticks', GOOD.replace('"Acme"', '`Acme`'), /backticks/],
    ['curly quotes', GOOD.replace('"name"', '“name”'), /typographic/],
    ['German quotes', GOOD.replace('"Acme"', '„Acme“'), /typographic/],
    ['guillemets', GOOD.replace('"Acme"', '«Acme»'), /typographic/],
    ['keys without quotes', GOOD.replace('"name"', 'name'), /key .* double quotes/],
    ['Python', GOOD.replace('"Acme"', 'None'), /null/],
    ['Python, true', GOOD.replace('"Acme"', 'True'), /lower case/],
    ['JavaScript', GOOD.replace('"Acme"', 'undefined'), /null/],
    ['a comment of shells', GOOD.replace('"name"', '# why\n"name"'), /comments/],
    ['a no-break space', GOOD.replace('    "name"', '\u00a0   "name"'), /invisible/],
    ['a fence', `\`\`\`json\n${GOOD}\`\`\`\n`, /Markdown/],
    ['YAML', 'integration:\n  name: Acme\n  scopes: [api_keys_write]\n', /YAML/],
    ['YAML with a mark', '---\nintegration:\n  name: Acme\n', /YAML/],
    ['a list in YAML', '- name: Acme\n  id: x\n', /YAML/],
    ['TOML', 'name = "Acme"\n[integration]\n', /TOML/],
    ['variables', 'CLIENT_ID=abc\n', /TOML or a list of variables/],
    ['a module', `module.exports = ${GOOD}`, /JavaScript/],
    ['a newer module', `export default ${GOOD}`, /JavaScript/],
    ['a diff', GOOD.replaceAll(/^/gm, '+'), /diff/],
    ['no number', GOOD.replace('"Acme"', 'NaN'), /number/],
    ['an equals sign', GOOD.replace('"name":', '"name" ='), /parted by :/],
    ['a Ruby hash', GOOD.replace('"name":', '"name" =>'), /parted by :/],
    ['a page', '<!DOCTYPE html>\n<html></html>\n', /HTML/],
    ['XML', '<?xml version="1.0"?>\n<a/>\n', /HTML or XML/],
    [
      'a pointer of Git LFS',
      'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
      /Git LFS/,
    ],
    ['two documents', `${GOOD}${GOOD}`, /second JSON value/],
    ['something else', GOOD.replace('"Acme"', '@acme'), /value|expected/],
  ])('%s', (_, text, problem) => {
    for (const said of problems(text)) expect(said).toMatch(problem);
  });

  it('keeps quiet on what is JSON, whatever its texts hold', () => {
    for (const text of [
      GOOD,
      GOOD.replace('Acme', "<<<<<<< it's `name: None` “x” # y"),
      '["<html>", "---", "version https://git-lfs.github.com/"]',
    ]) {
      expect(problems(text)).toEqual([undefined, undefined]);
    }
  });

  it('takes YAML, pages and pointers for such only when nothing stands before them', () => {
    expect(lookAlikeAt('{"a": <html>}', 6)).toBeUndefined();
    expect(lookAlikeAt('{"a": - b}', 6)).toBeUndefined();
    expect(lookAlikeAt('{"a": b: c}', 6)).toMatch(/key/);
  });

  it('never tells a piece of the text', () => {
    const secret = 'do-not-print-me';
    for (const text of [`${secret}: x\n`, `{'${secret}': 1}`, `{${secret}: 1}`]) {
      expect(problems(text).join()).not.toContain(secret);
    }
  });

  it('is part of the line that ends a command', () => {
    const read = readLintFile('integration:\n  name: Acme\n', { path: undefined, shown: '-' });
    expect(read).toEqual({
      reason: 'line 1, column 1: this looks like YAML; the file has to be JSON',
    });
  });
});
