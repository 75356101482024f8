import { describe, expect, it, test } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';

const MB = 1024 * 1024;
const ERROR = '{"errors":["invalid_request - Mismatching redirect URI."]}';

/** A HAR of about `size` characters with one error response in the middle. */
function har(size: number, indent: number): string {
  const entry = (text: string): object => ({
    request: {
      method: 'GET',
      url: 'https://app.datadoghq.eu/static/x.js',
      headers: [{ name: 'accept', value: '*/*' }],
    },
    response: { status: 200, content: { mimeType: 'text/html', text } },
  });
  const filler = entry(
    '<html><body>'.concat('lorem ipsum dolor sit amet '.repeat(60), '</body></html>'),
  );
  const count = Math.ceil(size / JSON.stringify(filler).length / 2);
  const half = Array.from({ length: count }, () => filler);
  return JSON.stringify({ log: { entries: [...half, entry(ERROR), ...half] } }, null, indent);
}

describe('a long input', () => {
  it.each([0, 2])('is searched through (indent %i)', (indent) => {
    const { recognised, redactedInput } = diagnose(har(3 * MB, indent));
    expect(recognised[0]?.rule).toBe('redirect-uri-mismatch');
    expect(redactedInput.length).toBeLessThan(100_000);
  });

  it('keeps secrets in that are named outside the part that is read', () => {
    const secret = 'Zz9-long-secret-of-the-client-Zz9';
    const noise = 'GET /static/page 200\n'.repeat(40_000);
    const text = `${noise}client_secret=${secret}\n${noise}${ERROR} ${secret}\n${noise}`;
    expect(text.length).toBeGreaterThan(2 * MB);
    expect(JSON.stringify(diagnose(text))).not.toContain(secret);
  });

  it('is read when it was cut off in the middle', () => {
    const text = har(MB, 0);
    for (const at of [0.3, 0.55, 0.8]) {
      expect(() => diagnose(text.slice(0, Math.floor(text.length * at)))).not.toThrow();
    }
    expect(
      diagnose(text.slice(0, text.indexOf('Mismatching redirect URI') + 24)).recognised[0]?.rule,
    ).toBe('redirect-uri-mismatch');
  });
});

// A guard against patterns that blow up, not a measurement: the limit is far above what is needed.
const SIZE = MB;
test.each<[string, string]>([
  ['letters', 'a'],
  ['spaces', ' '],
  ['line ends', '\n'],
  ['quotes', '"'],
  ['backslashes', '\\'],
  ['percent signs', '%25'],
  ['tags that open', '<script '],
  ['entities', '&amp;'],
  ['brackets', '{"errors":['],
  ['heads of tokens', '-eyJabcdefgh'],
  ['names', 'client_secret='],
  ['names in quotes', '"client_secret":"'],
  ['pairs', '{"name":"code","value":"'],
  ['codes', 'invalid_grant '],
  ['hosts', 'api.acme.datadoghq.com.'],
  ['URLs', 'https://https://'],
  ['phrases', 'following scopes are not recognized: '],
  ['halves of phrases', 'x509: certificate is valid for '],
  ['statuses', 'status: 403 '],
  ['questions', 'scope send '],
  ['passwords', 'http://a:b'],
  ['nothing visible', '\0\u200b'],
  ['half of an escape', '\\u00'],
])('ends on a megabyte of %s', (_, unit) => {
  const started = performance.now();
  diagnose(unit.repeat(Math.ceil(SIZE / unit.length)));
  expect(performance.now() - started).toBeLessThan(20_000);
});

test('ends on 250 kB of each, where nothing is cut', () => {
  for (const unit of [
    '-eyJabcdefgh',
    '<a ',
    '"value":"a',
    'hostname x',
    'lost my our the api',
    'code_challenge_method ',
    'certificate CN ',
    'Basic  ',
    '-u a:',
  ]) {
    const started = performance.now();
    diagnose(unit.repeat(Math.ceil(250_000 / unit.length)));
    expect(performance.now() - started, unit).toBeLessThan(20_000);
  }
});
