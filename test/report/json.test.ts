import { readFileSync } from 'node:fs';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../src/model/http.ts';
import type {
  Finding,
  Link,
  Recognised,
  MergedRun,
  Report,
  ReportClient,
  Result,
  Subject,
} from '../../src/model/report.ts';
import { jsonParts, renderJson } from '../../src/report/json.ts';
import { MIXED, report, scopesOn } from './samples.ts';

const schemaUrl = new URL('../../schema/report.schema.json', import.meta.url);
const schema: unknown = JSON.parse(readFileSync(schemaUrl, 'utf8'));
const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true });
addFormats.default(ajv);
const validate = ajv.compile(schema as object);

const full = report(
  MIXED.map((each) => ({ ...each, subject: { ...each.subject, host: 'api.datadoghq.eu' } })),
  { client: { kind: 'published', clientId: 'abc', manifest: 'assets/oauth_clients.json' } },
);

/** A deep copy that a test may damage. */
function copy(): Record<string, never> {
  return JSON.parse(renderJson(full)) as Record<string, never>;
}

describe('renderJson', () => {
  test('is one indented document that reads back as the report', () => {
    const text = renderJson(full);
    expect(JSON.parse(text)).toEqual(full);
    expect(text.startsWith('{\n  "schemaVersion": 1,')).toBe(true);
    expect(text.endsWith('}\n')).toBe(true);
    expect(text.endsWith('\n\n')).toBe(false);
  });

  test.each([
    ['many results', full],
    ['one', report(MIXED.slice(0, 1))],
    ['none', report([])],
    [
      'text that looks like the document',
      report(
        MIXED.map((each) => ({ ...each, title: '\n  "results": []\n  ]' })),
        { profile: '\n  "results": [],' },
      ),
    ],
  ])('gives in pieces what JSON gives as a whole: %s', (_, sample) => {
    expect(renderJson(sample)).toBe(`${JSON.stringify(sample, undefined, 2)}\n`);
    expect([...jsonParts(sample)]).toHaveLength(sample.results.length + 2);
  });
});

describe('schema/report.schema.json', () => {
  test.each([
    ['one of every grade', full],
    ['nothing checked', report([])],
    ['no profile, no client', report(MIXED, { profile: null, client: null })],
    ['several sites', report(scopesOn(['us1', 'us1-fed', 'lab']), { command: 'grants refresh' })],
    ['simulator', report(MIXED, { target: 'simulator' })],
    [
      'only network trouble',
      report([{ id: 'a.b', grade: 'inconclusive', code: 'sample.offline' }]),
    ],
    ['revoked', report([{ id: 'a.b', grade: 'failed', code: 'sample.revoked' }])],
    [
      'odd but legal scope',
      report([
        { id: 'scope.a:b/c', check: 'scope.read', grade: 'passed', subject: { scope: 'a:b/c' } },
      ]),
    ],
  ])('takes a report: %s', (_, sample) => {
    expect(validate(JSON.parse(renderJson(sample))), ajv.errorsText(validate.errors)).toBe(true);
  });

  /** JSON Pointers into `full` and values that must not stand there; `undefined` removes the member. */
  const DAMAGE: readonly (readonly [string, unknown])[] = [
    ['/schemaVersion', 2],
    ['/schemaVersion', undefined],
    ['/extra', 1],
    ['/tool', undefined],
    ['/tool/extra', ''],
    ['/tool/version', 'newest'],
    ['/command', 'Check Scopes'],
    ['/command', ''],
    ['/runId', 'a b'],
    ['/target', 'staging'],
    ['/startedAt', 'yesterday'],
    ['/startedAt', '2026-13-01T10:00:00Z'],
    ['/durationMs', -1],
    ['/durationMs', '12'],
    ['/profile', undefined],
    ['/profile', 7],
    ['/client', undefined],
    ['/client/kind', 'private'],
    ['/client/secret', 'x'],
    ['/client/clientId', ''],
    ['/outcome', 'ok'],
    ['/outcome', 'passed'],
    ['/exitCode', 0],
    ['/exitCode', 2],
    ['/summary/passed', -1],
    ['/summary/passed', 1.5],
    ['/summary/review', undefined],
    ['/summary/unknown', 0],
    ['/results', {}],
    ['/results/0/id', 'Scope.x'],
    ['/results/0/id', 'scope.a b'],
    ['/results/0/id', 'scope..b'],
    ['/results/0/check', 'scope.Read'],
    ['/results/0/title', ''],
    ['/results/0/message', undefined],
    ['/results/0/grade', 'error'],
    ['/results/0/proof', 'certain'],
    ['/results/0/proof', null],
    ['/results/0/subject/region', 'eu1'],
    ['/results/0/subject/scope', 'a b'],
    ['/results/0/finding/code', 'Sample ok'],
    ['/results/0/finding/args/nested', { a: 1 }],
    ['/results/0/finding/args/list', [1]],
    ['/results/0/finding/extra', 1],
    ['/results/0/links/0/url', 'javascript:alert(1)'],
    ['/results/0/links/0/title', undefined],
    ['/results/0/remedy', null],
    ['/results/3/exchanges/0/status', 20],
    ['/results/3/exchanges/0/status', '403'],
    ['/results/3/exchanges/0/error', 'and a status'],
    ['/results/3/exchanges/0/method', 'get'],
    ['/results/3/exchanges/0/responseHeaders', {}],
    ['/results/3/exchanges/0/requestHeaders/accept', ['a']],
    ['/results/3/exchanges/0/url', undefined],
  ];

  test.each(DAMAGE)('refuses %s = %j', (pointer, value) => {
    const damaged = copy();
    const path = pointer.slice(1).split('/');
    const last = path.pop() ?? '';
    let place: Record<string, unknown> = damaged;
    for (const step of path) place = place[step] as Record<string, unknown>;
    if (value === undefined) {
      expect(place).toHaveProperty(last);
      Reflect.deleteProperty(place, last);
    } else place[last] = value;
    expect(validate(damaged)).toBe(false);
  });

  /** Every member of a type, which the compiler keeps complete. */
  type Members<T> = Readonly<Record<keyof T, 'required' | 'optional'>>;

  test.each<[string, Members<never>]>([
    [
      '',
      {
        schemaVersion: 'required',
        tool: 'required',
        command: 'required',
        runId: 'required',
        target: 'required',
        startedAt: 'required',
        durationMs: 'required',
        profile: 'required',
        client: 'required',
        outcome: 'required',
        exitCode: 'required',
        results: 'required',
        summary: 'required',
        runs: 'optional',
      } satisfies Members<Report>,
    ],
    [
      'client',
      {
        kind: 'required',
        clientId: 'required',
        manifest: 'optional',
      } satisfies Members<ReportClient>,
    ],
    [
      'result',
      {
        id: 'required',
        check: 'required',
        title: 'required',
        subject: 'required',
        grade: 'required',
        proof: 'optional',
        finding: 'required',
        recognised: 'optional',
        message: 'required',
        remedy: 'optional',
        nextCommand: 'optional',
        links: 'required',
        exchanges: 'required',
        durationMs: 'required',
        step: 'optional',
        expected: 'optional',
        run: 'optional',
      } satisfies Members<Result>,
    ],
    [
      'subject',
      {
        site: 'optional',
        scope: 'optional',
        host: 'optional',
        profile: 'optional',
        dataType: 'optional',
        file: 'optional',
        place: 'optional',
      } satisfies Members<Subject>,
    ],
    [
      'recognised',
      {
        rule: 'required',
        title: 'required',
        sure: 'required',
        cause: 'optional',
        fix: 'required',
        nextCommand: 'required',
      } satisfies Members<Recognised>,
    ],
    [
      'mergedRun',
      {
        tool: 'required',
        command: 'required',
        runId: 'required',
        startedAt: 'required',
        durationMs: 'required',
        profile: 'required',
        client: 'required',
        outcome: 'required',
        exitCode: 'required',
        replaced: 'required',
      } satisfies Members<MergedRun>,
    ],
    ['finding', { code: 'required', args: 'required' } satisfies Members<Finding>],
    ['link', { title: 'required', url: 'required' } satisfies Members<Link>],
    [
      'exchange',
      {
        method: 'required',
        url: 'required',
        status: 'optional',
        error: 'optional',
        durationMs: 'required',
        requestId: 'optional',
        requestHeaders: 'optional',
        responseBody: 'optional',
      } satisfies Members<Exchange>,
    ],
  ])('names the members of the model: %j', (name, members) => {
    const root = schema as Record<string, Record<string, unknown>>;
    const part = (name === '' ? root : root['$defs']?.[name]) as Record<string, unknown>;
    expect(Object.keys(part['properties'] as object).sort()).toEqual(Object.keys(members).sort());
    const required = Object.entries(members).filter(([, need]) => need === 'required');
    expect([...((part['required'] ?? []) as string[])].sort()).toEqual(
      required.map(([key]) => key).sort(),
    );
    expect(part['additionalProperties']).toBe(false);
  });
});
