import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { renderJunit } from '../../../src/report/junit/render.ts';
import { xmlAttributes, xmlText } from '../../../src/report/junit/xml.ts';
import { casesOf, endOf, parseJunit } from '../../support/junit.ts';
import { requirement } from '../../support/requirements.ts';
import { hostileReport } from '../html/samples.ts';
import { MIXED, report, scopesOn } from '../samples.ts';

const mixed = report(MIXED);

describe('JUnit XML', () => {
  it('has a case for each result, ended as its grade', () => {
    const root = parseJunit(renderJunit(mixed));
    const ends = casesOf(root).map((each) => [each.attributes['name'], endOf(each)]);
    expect(ends).toEqual([
      ['authorize.callback.state', 'passed'],
      ['authorize.scopes', 'passed'],
      ['scope.monitors_read', 'passed'],
      ['scope.dashboards_read', 'failure'],
      ['scope.usage_read', 'error'],
      ['scope.workflows_run', 'skipped'],
      ['key.submit.logs', 'passed'],
    ]);
    expect(root.attributes).toMatchObject({
      tests: '7',
      failures: '1',
      errors: '1',
      time: '2.345',
    });
    expect(root.children[0]?.attributes).toMatchObject({
      name: 'eu1',
      skipped: '1',
      timestamp: '2026-03-01T10:00:00',
    });
  });

  it('gives a failure its message, code, fix and next command, and a skipped case its reason', () => {
    const cases = casesOf(parseJunit(renderJunit(mixed)));
    const failure = cases[3]?.children.find(({ tag }) => tag === 'failure');
    expect(failure?.attributes).toEqual({
      message: 'Datadog refused with 403 though other scopes of the same grant work.',
      type: 'sample.denied',
    });
    expect(failure?.text).toContain('Fix: Add dashboards_read');
    expect(failure?.text).toContain('Next: ddoauth authorize');
    expect(
      cases[5]?.children.find(({ tag }) => tag === 'skipped')?.attributes['message'],
    ).toContain('--allow-writes');
  });

  it('says warnings and reviews in the output of a case that passed, and as a property', () => {
    const review = casesOf(parseJunit(renderJunit(mixed))).at(-1);
    const out = review?.children.find(({ tag }) => tag === 'system-out');
    expect(out?.text).toContain('review: A log line is accepted');
    const properties = review?.children[0]?.children.map(({ attributes }) => attributes);
    expect(properties).toContainEqual({ name: 'grade', value: 'review' });
    expect(properties).toContainEqual({ name: 'proof', value: 'accepted' });
  });

  it('shows exchanges, with the id for support', () => {
    const out = casesOf(parseJunit(renderJunit(mixed)))[3]?.children.at(-1);
    expect(out?.text).toBe(
      '> GET https://api.datadoghq.eu/api/v1/monitor?page_size=1\n< 403 in 84 ms, request id 7a1f0c55\n  {"errors":["Forbidden"]}',
    );
  });

  it('skips what failed as expected', () => {
    const [first, ...rest] = mixed.results.slice(3);
    const results = [{ ...first!, expected: { reason: 'not bought' } }, ...rest];
    const [known] = casesOf(parseJunit(renderJunit({ ...mixed, results })));
    expect(endOf(known!)).toBe('skipped');
    expect(known?.children.find(({ tag }) => tag === 'skipped')?.attributes['message']).toMatch(
      /^failed as expected: not bought/,
    );
  });

  it('names each case once by class and name, as GitLab and Jenkins need it', () => {
    for (const each of [
      report(scopesOn(['us1', 'eu1'])),
      report([...MIXED, ...MIXED]),
      hostileReport(100),
    ]) {
      const names = casesOf(parseJunit(renderJunit(each))).map(({ attributes }) =>
        JSON.stringify([attributes['classname'], attributes['name']]),
      );
      expect(new Set(names).size).toBe(names.length);
      expect(names).toHaveLength(each.results.length);
    }
  });

  it('of nothing is a document all the same', () => {
    expect(casesOf(parseJunit(renderJunit(report([]))))).toEqual([]);
  });

  it('is read by a parser of hostile texts, and says nothing of the machine', () => {
    const xml = renderJunit(hostileReport(100));
    parseJunit(xml);
    expect(xml).not.toMatch(/hostname=/);
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
  });

  it('is read by Python too, which is strict', () => {
    const found = spawnSync('python3', ['--version']).status === 0;
    if (!requirement('python3', found, 'apt-get install python3')) return;
    const script =
      'import sys, xml.etree.ElementTree as E\nprint(len(E.parse(sys.stdin.buffer).getroot().findall("./testsuite/testcase")))';
    for (const each of [mixed, hostileReport(100), report([])]) {
      const end = spawnSync('python3', ['-c', script], { input: renderJunit(each) });
      expect(end.stderr.toString()).toBe('');
      expect(Number(end.stdout.toString())).toBe(each.results.length);
    }
  });
});

describe('XML', () => {
  it.each([
    ['a\u0000b\u001b[31mc\ufffe\uffff', 'ab[31mc'],
    ['lone \ud800 and \udc00', 'lone  and '],
    ['whole \u{1f600}', 'whole \u{1f600}'],
    ['a]]>b & <c>', 'a]]&gt;b &amp; &lt;c&gt;'],
    ['two\r\nlines\ttab', 'two&#13;\nlines\ttab'],
  ])('text %j', (text, expected) => {
    expect(xmlText(text)).toBe(expected);
  });

  it('attributes keep their line ends and quotes, and leave out what is not there', () => {
    expect(xmlAttributes({ a: 'x"\n\t\u0001y', b: undefined })).toBe(' a="x&quot;&#10;&#9;y"');
  });
});
