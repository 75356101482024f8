import { expect, test } from 'vitest';
import { maskReport } from '../../../src/cli/output/mask-report.ts';
import { Redactor } from '../../../src/redact.ts';
import { renderHtml } from '../../../src/report/html/page.ts';
import { SCRIPT } from '../../../src/report/html/script/index.ts';
import { MIXED, report } from '../../report/samples.ts';
import { hostileReport } from '../../report/html/samples.ts';

const reportWith = (text: string) =>
  report([
    {
      id: `x.${text}`,
      grade: 'failed',
      subject: { site: text, scope: text, host: text },
      message: `m ${text}`,
      remedy: text,
      next: `ddoauth ${text}`,
      exchanges: [
        {
          method: 'GET',
          url: `https://api.datadoghq.com/?x=${text}`,
          durationMs: 1,
          requestHeaders: { 'x-thing': text },
          responseBody: `{"x": "${text}"}`,
        },
      ],
    },
  ]);

test.each(['plain-secret', 'a&b<c>"d\'e', 'with\ttab-and\u202emark', 'ünïcode-секрет'])(
  'a page made of a masked report has nothing of %j',
  (secret) => {
    const redactor = new Redactor();
    redactor.add(secret);
    const mask = (text: string): string => redactor.mask(text);
    const masked = maskReport(reportWith(secret), mask);
    const page = renderHtml(masked);
    const bare = renderHtml(reportWith('[redacted]'));
    expect(page).toBe(bare);
    expect(page).not.toBe(renderHtml(reportWith(secret)));
  },
);

test('words that renderers look up stay, whatever is secret', () => {
  const everything = report(MIXED);
  const secrets = ['failed', 'passed', 'datadog', 'observed', 'title', 'grade'];
  const mask = (text: string): string =>
    secrets.reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text);
  const masked = maskReport(everything, mask);
  expect(masked.outcome).toBe('failed');
  expect(masked.target).toBe('datadog');
  expect(masked.results.map(({ grade, proof }) => [grade, proof])).toEqual(
    everything.results.map(({ grade, proof }) => [grade, proof]),
  );
  expect(renderHtml(masked).replace(SCRIPT, '')).not.toContain('undefined');
});

test('a report without secrets stays what it was', () => {
  for (const each of [report(MIXED), hostileReport(10)]) {
    expect(maskReport(each, (text) => text)).toEqual(each);
  }
});
