import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Grade, Report, Result } from '../../../src/model/report.ts';
import { annotationLines, errorAnnotation } from '../../../src/report/github/annotations.ts';
import { workflowCommand } from '../../../src/report/github/workflow-command.ts';

/** A command as the runner reads it: `ActionCommand.TryParseV2` of actions/runner. */
function read(line: string): { name: string; properties: Record<string, string>; data: string } {
  const found = /^\s*::([a-z-]+)(?: (.*?))?::([\s\S]*)$/.exec(line);
  if (found === null) throw new Error(`no command: ${line}`);
  const [, name = '', list = '', data = ''] = found;
  const plain = (text: string): string =>
    text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
  const properties = Object.fromEntries(
    list
      .split(',')
      .filter(Boolean)
      .map((pair) => {
        const at = pair.indexOf('=');
        const value = pair
          .slice(at + 1)
          .replaceAll('%3A', ':')
          .replaceAll('%2C', ',');
        return [pair.slice(0, at), plain(value)];
      }),
  );
  return { name, properties, data: plain(data) };
}

function result(grade: Grade, overrides: Partial<Result> = {}): Result {
  return {
    id: 'region.eu1.token',
    check: 'region.token',
    title: 'Token endpoint',
    subject: { site: 'eu1' },
    grade,
    finding: { code: 'region.unreachable', args: {} },
    message: 'It did not answer.',
    links: [],
    exchanges: [],
    durationMs: 1,
    ...overrides,
  };
}

function report(results: readonly Result[]): Report {
  const summary = { passed: 0, failed: 0, warning: 0, review: 0, skipped: 0, inconclusive: 0 };
  for (const { grade } of results) summary[grade] += 1;
  return {
    schemaVersion: 1,
    tool: { name: 'ddoauth', version: '1' },
    command: 'check-regions',
    runId: 'r',
    target: 'datadog',
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 1,
    profile: null,
    client: null,
    outcome: 'failed',
    exitCode: 1,
    results,
    summary,
  };
}

const lines = (results: readonly Result[]): string[] =>
  annotationLines(report(results), (file) => `packages/${file}`);

describe('workflowCommand', () => {
  it('escapes what the runner takes for its own signs', () => {
    expect(workflowCommand('error', 'a%b\r\nc:d,e', { title: '100%, a:b', file: 'x,y.json' })).toBe(
      '::error title=100%25%2C a%3Ab,file=x%2Cy.json::a%25b%0D%0Ac:d,e',
    );
  });

  it('is one line, and is read back as it was, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, title) => {
        const line = workflowCommand('warning', text, title === '' ? {} : { title });
        expect(line).not.toMatch(/[\r\n]/);
        const { properties, data } = read(line);
        expect(data).toBe(text);
        expect(properties['title'] ?? '').toBe(title);
      }),
    );
  });

  it('reads an escaped percent sign before letters as it was', () => {
    expect(read(workflowCommand('error', '%0A', { title: '%2C' }))).toMatchObject({
      name: 'error',
    });
    expect(workflowCommand('error', '%0A')).toBe('::error::%250A');
  });
});

describe('annotationLines', () => {
  it.each<[Grade, string]>([
    ['failed', 'error'],
    ['inconclusive', 'warning'],
    ['warning', 'warning'],
    ['review', 'notice'],
  ])('%s is a %s with message, fix and next command', (grade, kind) => {
    const [line = ''] = lines([
      result(grade, { remedy: 'Wait.', nextCommand: 'ddoauth check-regions' }),
    ]);
    expect(read(line)).toEqual({
      name: kind,
      properties: { title: 'Token endpoint (region.eu1.token)' },
      data: 'It did not answer.\nWait.\nNext: ddoauth check-regions',
    });
  });

  it('says nothing of what passed, was skipped, or ended as expected', () => {
    const known = { expected: { reason: 'known' } } as unknown as Partial<Result>;
    const all = lines([result('passed'), result('skipped'), result('failed', known)]);
    expect(all).toHaveLength(1);
    expect(all[0]).toMatch(/^ddoauth check-regions: /);
  });

  it('names file and line, from the root of the repository; standard input has none', () => {
    const place = { line: 3, column: 7, pointer: '/a' };
    const [line = ''] = lines([result('failed', { subject: { file: 'a.json', place } })]);
    expect(read(line).properties).toEqual({
      title: 'Token endpoint (region.token)',
      file: 'packages/a.json',
      line: '3',
      col: '7',
    });
    const [stdin = ''] = lines([result('failed', { subject: { file: '-', place } })]);
    expect(Object.keys(read(stdin).properties)).toEqual(['title']);
  });

  it('has ten of a kind, those that are open before mere warnings, and counts the rest', () => {
    const all = lines([
      ...Array.from({ length: 12 }, () => result('warning')),
      ...Array.from({ length: 3 }, () => result('inconclusive', { message: 'Open.' })),
      ...Array.from({ length: 11 }, () => result('failed')),
      ...Array.from({ length: 10 }, () => result('review')),
    ]);
    const kinds = all.slice(0, -1).map((line) => read(line).name);
    expect(kinds).toEqual([
      ...Array.from({ length: 10 }, () => 'error'),
      ...Array.from({ length: 10 }, () => 'warning'),
      ...Array.from({ length: 10 }, () => 'notice'),
    ]);
    expect(all.slice(10, 13).every((line) => line.includes('Open.'))).toBe(true);
    expect(all.at(-1)).toContain('ten of a kind: 1 more errors, 5 more warnings.');
  });

  it('shows what a server wrote, and lets none of it be a command', () => {
    const [line = ''] = lines([
      result('failed', { message: 'a\n::set-output name=x::y\u001b[2J', title: 'x::error::y' }),
    ]);
    expect(line).not.toMatch(/[\r\n\u001b]/);
    expect(read(line).properties['title']).toBe('x::error::y (region.eu1.token)');
    expect(read(errorAnnotation('no\nway', undefined)).data).toBe('no\nway');
  });
});
