import { describe, expect, it, test } from 'vitest';
import fc from 'fast-check';
import { nodeAt, plainValue, readJson } from '../../src/lint/json-tree.ts';
import { placeIn, pointerOf, readLintFile } from '../../src/lint/lint-file.ts';
import { fixedText, isFixable, lint } from '../../src/lint/lint.ts';
import { config, lintSetOf, manifest, scopes } from './examples/example.ts';

describe('readJson', () => {
  it('gives what JSON.parse gives, and the place of each value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = JSON.stringify(value, null, 2);
        const { root, mistakes } = readJson(text);
        expect(mistakes).toEqual([]);
        expect(root && plainValue(root)).toEqual(JSON.parse(text));
      }),
    );
  });

  test.each([
    ['{"a": 1,}', 'trailing-comma', 7],
    ['{"a": [1, 2 , /* x */ ]}', 'trailing-comma', 12],
    ['// c\n{}', 'comment', 0],
    ['{"a" 1}', 'syntax', 5],
    ['{"a": 1', 'syntax', 7],
    ['{"a": 1} x', 'syntax', 9],
    ['', 'syntax', 0],
    ['{"a": "x\ny"}', 'syntax', 6],
  ])('%j has a %s at %i', (text, kind, offset) => {
    expect(readJson(text).mistakes).toContainEqual(expect.objectContaining({ kind, offset }));
  });

  it('tells one mistake of syntax, and every comment and comma too many', () => {
    const { mistakes } = readJson('{"a": [1,], /* x */ "b": 2, // y\n "c": oops oops,}');
    expect(mistakes.map(({ kind }) => kind).filter((kind) => kind === 'syntax')).toHaveLength(1);
    expect(mistakes.filter(({ kind }) => kind === 'comment')).toHaveLength(2);
  });

  it('neither hangs nor falls over on nesting, prototypes and noise', () => {
    for (const text of [
      '['.repeat(300_000),
      '{"a":'.repeat(100_000),
      `${'['.repeat(65)}${']'.repeat(65)}`,
    ]) {
      expect(readJson(text).mistakes[0]?.problem).toContain('nested');
    }
    const { root } = readJson('{"__proto__": {"polluted": 1}, "constructor": 2}');
    expect(Object.keys(root ? (plainValue(root) as object) : {})).toEqual([
      '__proto__',
      'constructor',
    ]);
    expect({}).not.toHaveProperty('polluted');
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'{ } [ ] " , : / * \\ \n 1 a e -'.split(' '), ' ') }),
        (text) => {
          readJson(text);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('places', () => {
  test.each([
    ['\n', { line: 2, column: 3 }],
    ['\r\n', { line: 2, column: 3 }],
    ['\r', { line: 2, column: 3 }],
  ])('count lines that end with %j', (end, place) => {
    const text = `{${end}  "a": 1}`;
    expect(placeIn(text, text.indexOf('"a"'))).toEqual(place);
  });

  it('do not count a byte order mark', () => {
    const file = readLintFile(`\ufeff${manifest()}`, { path: undefined, shown: '-' });
    if ('reason' in file) throw new Error(file.reason);
    expect(placeIn(file.text, file.root?.offset ?? -1)).toEqual({ line: 1, column: 1 });
  });

  it('have pointers that lead back', () => {
    const { root } = readJson('{"a/b": {"~": [10, 20]}}');
    const node = nodeAt(root, ['a/b', '~', 1]);
    expect(node?.value).toBe(20);
    expect(pointerOf(node?.path ?? [])).toBe('/a~1b/~0/1');
    expect(pointerOf([])).toBe('');
  });
});

describe('readLintFile', () => {
  const kindOf = (text: string, path?: string) => {
    const file = readLintFile(text, { path, shown: 'x' });
    return 'reason' in file ? file.reason : file.kind;
  };

  test.each([
    [manifest(), 'manifest'],
    [config(), 'config'],
    ['{"integration": {}}', 'manifest'],
    ['{"profiles": {"a": {"redirect_uris": []}}}', 'config'],
    ['{"probes": {}}', 'config'],
    ['{"sites": {"lab": {"domain": "x"}}}', 'config'],
    ['{"clients": [{"client_id": "a"}]}', 'manifest'],
  ])('%s is a %s', (text, kind) => {
    expect(kindOf(text)).toBe(kind);
  });

  test.each([
    ['', /empty/],
    ['  \n', /empty/],
    ['[]', /neither/],
    ['{"hello": "world"}', /neither/],
    ['{"sites": ["us1"]}', /neither/],
    ['hello', /line 1, column 1/],
    [
      '{"manifest_version": "2.0.0", "app_id": "x", "id": "a", "name": "b"}',
      /manifest of an integration/,
    ],
  ])('%j is neither', (text, reason) => {
    expect(kindOf(text)).toMatch(reason);
  });

  it('takes an empty object for a config by its name only', () => {
    expect(kindOf('{}', '/a/ddoauth.config.json')).toBe('config');
    expect(kindOf('{}', '/a/other.json')).toMatch(/neither/);
  });
});

describe('fixedText', () => {
  const fixed = (text: string): string => {
    const set = lintSetOf(text);
    const [file] = set.files;
    if (file === undefined) throw new Error('no file');
    return fixedText(file, lint(set));
  };

  test.each([
    [
      '{ "integration": {\r\n\t"scopes": ["api_keys_write" ,  "api_keys_write"]\r\n} }',
      '{ "integration": {\r\n\t"scopes": ["api_keys_write"]\r\n} }',
    ],
    ['{"integration":{"scopes":["a","a","a","b"]}}', '{"integration":{"scopes":["a","b"]}}'],
    [
      '{"integration":{"scopes":["Monitors-Read"],},}',
      '{"integration":{"scopes":["monitors_read"]}}',
    ],
    [
      '{"integration":{"redirect_uris":["https://a.acme.io/A","https://a.acme.io/a","https://a.acme.io/A"]}}',
      '{"integration":{"redirect_uris":["https://a.acme.io/A","https://a.acme.io/a"]}}',
    ],
    [
      '{"integration":{"redirect_uris":["HTTPS://A.acme.io:443/ "]}}',
      '{"integration":{"redirect_uris":["HTTPS://A.acme.io:443/ "]}}',
    ],
    [
      '{"integration":{"scopes":["a", /* why */ "a"]}}',
      '{"integration":{"scopes":["a", /* why */ "a"]}}',
    ],
    ['{"integration":{"scopes":["a","a"] "x": 1}}', '{"integration":{"scopes":["a","a"] "x": 1}}'],
  ])('%j becomes %j', (before, after) => {
    expect(fixed(before)).toBe(after);
  });

  it('leaves nothing to fix but what another fix has brought about', () => {
    const once = fixed(scopes('Monitors_Read', 'monitors_read'));
    expect(JSON.parse(once)).toMatchObject({
      integration: { scopes: ['monitors_read', 'monitors_read'] },
    });
    const twice = fixed(once);
    expect(JSON.parse(twice)).toMatchObject({ integration: { scopes: ['monitors_read'] } });
    expect(lint(lintSetOf(twice)).filter(isFixable)).toEqual([]);
  });
});
