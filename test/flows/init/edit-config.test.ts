import { describe, expect, it } from 'vitest';
import { changedConfig, newConfig } from '../../../src/flows/init/edit-config.ts';
import { formatJson, layoutOf, OWN_LAYOUT } from '../../../src/flows/init/format-json.ts';
import type { ConfigProfile } from '../../../src/settings/config-schema.ts';

const CONTENT: ConfigProfile = { kind: 'test', clientId: 'a1', scopes: ['x_read', 'y_read'] };
const change = (profile: string, content = CONTENT, defaultProfile?: string) => ({
  profile,
  content,
  defaultProfile,
});

describe('newConfig', () => {
  it('has the schema, the default profile and the profile', () => {
    expect(newConfig(change('test', CONTENT, 'test'))).toBe(`{
  "$schema": "./node_modules/ddoauth/schema/config.schema.json",
  "defaultProfile": "test",
  "profiles": {
    "test": {
      "kind": "test",
      "clientId": "a1",
      "scopes": ["x_read", "y_read"]
    }
  }
}
`);
  });

  it('breaks a list that is too long for a line', () => {
    const scopes = Array.from({ length: 9 }, (_, index) => `some_scope_${String(index)}_read`);
    const text = newConfig(change('test', { scopes }));
    expect(text).toContain('"scopes": [\n        "some_scope_0_read",\n');
    expect(JSON.parse(text)).toMatchObject({ profiles: { test: { scopes } } });
  });

  it.each(['__proto__', 'a"b', 'ü ✓', 'constructor'])('takes a profile called %s', (name) => {
    const parsed: unknown = JSON.parse(newConfig(change(name)));
    const profiles = (parsed as { profiles: object }).profiles;
    if (name !== '__proto__') expect(Object.entries(profiles)).toEqual([[name, CONTENT]]);
  });
});

describe('changedConfig', () => {
  const TABS =
    '{\n\t"profiles": {\n\t\t"b":   { "kind":"public", "clientId" : "z" },\n\t\t"a": {\n\t\t\t"clientId": "q",\n\t\t\t"kind": "test"\n\t\t}\n\t},\n\t"probes": {}\n}\n';

  it('adds a profile after the others, and nothing else changes', () => {
    const text = changedConfig(TABS, change('c'));
    const added =
      ',\n\t\t"c": {\n\t\t\t"kind": "test",\n\t\t\t"clientId": "a1",\n\t\t\t"scopes": ["x_read", "y_read"]\n\t\t}';
    expect(text).toBe(TABS.replace('\n\t},\n\t"probes"', `${added}\n\t},\n\t"probes"`));
  });

  it('replaces a value in its place and adds members at the end', () => {
    const content: ConfigProfile = { clientId: 'new', sites: ['us1'] };
    const text = changedConfig(TABS, change('a', content));
    expect(text).toBe(
      TABS.replace('"q"', '"new"').replace(
        '"kind": "test"\n',
        '"kind": "test",\n\t\t\t"sites": ["us1"]\n',
      ),
    );
    const inLine = changedConfig(TABS, change('b', content));
    expect(inLine).toBe(
      TABS.replace('"clientId" : "z" }', '"clientId" : "new", "sites": ["us1"] }'),
    );
  });

  it('changes nothing when everything is there', () => {
    const content: ConfigProfile = { kind: 'test', clientId: 'q' };
    expect(changedConfig(TABS, change('a', content))).toBe(TABS);
  });

  it('keeps CRLF, a byte order mark and a missing line end', () => {
    const text = '\ufeff{\r\n    "profiles": {}\r\n}';
    expect(changedConfig(text, change('t', { kind: 'test', clientId: 'x' }, 't'))).toBe(
      '\ufeff{\r\n    "defaultProfile": "t",\r\n    "profiles": {\r\n        "t": {\r\n            "kind": "test",\r\n            "clientId": "x"\r\n        }\r\n    }\r\n}',
    );
  });

  it.each([
    ['{}', '{\n  "profiles": {\n    "t": {\n      "kind": "test"\n    }\n  }\n}'],
    ['{"sites": {}}', '{"sites": {}, "profiles": {"t": {"kind": "test"}}}'],
    ['{"profiles":{}}', '{"profiles":{"t": {"kind": "test"}}}'],
    [
      '{"profiles":{"a":{"kind":"test","clientId":"b"}}}',
      '{"profiles":{"a":{"kind":"test","clientId":"b"}, "t": {"kind": "test"}}}',
    ],
  ])('adds to %s', (before, after) => {
    expect(changedConfig(before, change('t', { kind: 'test' }))).toBe(after);
  });

  it('leaves a default profile that is there', () => {
    const text = '{"defaultProfile": "a", "profiles": {}}';
    const after: unknown = JSON.parse(changedConfig(text, change('b', CONTENT, 'b')));
    expect(after).toMatchObject({ defaultProfile: 'a', profiles: { b: CONTENT } });
  });
});

it('formats as JSON.parse reads', () => {
  const value = { a: [], b: {}, c: [{ d: [1, 'x', null, true] }], e: 'q"\n' };
  for (const layout of [OWN_LAYOUT, { indent: '', eol: '' }, { indent: '\t', eol: '\r\n' }]) {
    expect(JSON.parse(formatJson(value, layout, 0))).toEqual(value);
  }
});

it.each([
  ['{\n    "a": 1\n}', { indent: '    ', eol: '\n' }],
  ['{\r\n\t"a": 1}', { indent: '\t', eol: '\r\n' }],
  ['{"a": 1}', { indent: '', eol: '' }],
  ['{ }', OWN_LAYOUT],
  ['{\n"a": 1}', { indent: '  ', eol: '\n' }],
])('finds the layout of %j', (text, layout) => {
  expect(layoutOf(text)).toEqual(layout);
});
