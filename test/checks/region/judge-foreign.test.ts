import { describe, expect, it } from 'vitest';
import { DESTINATIONS } from '../../../src/catalog/destinations.ts';
import { judgeForeign } from '../../../src/checks/region/judge-foreign.ts';
import { judgeIntake } from '../../../src/checks/region/judge-intake.ts';
import type { HttpResponse } from '../../../src/model/http.ts';
import { wordsOf } from '../../../src/report/message.ts';

const PLACE = { site: 'eu1', host: 'api.datadoghq.eu', status: 'documented' } as const;
const answer = (
  status: number,
  body = '',
  headers: Readonly<Record<string, string>> = {},
): HttpResponse => ({ status, body, headers });
const BLOCKED = '<!doctype html><title>\n Blocked  by "policy" </title>';

describe('judgeForeign', () => {
  it.each([
    ['a page', answer(403, BLOCKED), '403 with a page ("Blocked by "policy"")'],
    ['a page without title', answer(200, '<p>Hello</p>'), '200 with a page,'],
    ['called a page', answer(451, 'No.', { 'content-type': 'text/HTML' }), '451 with a page,'],
    ['XML', answer(403, '<?xml version="1.0"?><Error/>'), '403 with a page,'],
    [
      'a redirect, of which only the origin is told',
      answer(302, '', { location: 'https://login.example/a?token=s3cret' }),
      '302 with a redirect to https://login.example,',
    ],
    ['a relative redirect', answer(301, '', { location: '/a' }), '301 with a redirect,'],
    ['a redirect to nowhere', answer(307), '307 with a redirect,'],
    [
      'a password of its own',
      answer(401, '{"errors":["no"]}', { 'www-authenticate': 'Negotiate, Basic realm="x"' }),
      '401 and wants a password of its own (Negotiate)',
    ],
  ])('%s', (_, response, words) => {
    const judgement = judgeForeign(PLACE, response);
    expect(judgement?.grade).toBe('inconclusive');
    const { message } = wordsOf(judgement?.finding ?? { code: '', args: {} });
    expect(message).toContain(`api.datadoghq.eu answered ${words}`);
    expect(message).not.toContain('s3cret');
  });

  it.each([
    ['JSON', answer(403, '{"errors":["Forbidden"]}')],
    [
      'JSON called a page',
      answer(403, '{"errors":["Forbidden"]}', { 'content-type': 'text/html' }),
    ],
    ['nothing', answer(403)],
    ['plain text', answer(400, 'Event too far in the past', { 'content-type': 'text/plain' })],
    ['a bearer challenge', answer(401, '{}', { 'www-authenticate': 'Bearer realm="api"' })],
  ])('leaves %s alone', (_, response) => {
    expect(judgeForeign(PLACE, response)).toBeUndefined();
  });
});

describe('judgeIntake', () => {
  it.each([
    ['logs', answer(403, BLOCKED), 'inconclusive region.foreign-answer'],
    ['logs', answer(302, '', { location: 'http://a.test' }), 'inconclusive region.foreign-answer'],
    ['logs', answer(403), 'passed region.intake-refuses'],
    // Nothing is documented of it, so a page of its own is possible.
    ['rum', answer(403, BLOCKED), 'review region.foreign-answer'],
    ['rum', answer(404, BLOCKED), 'passed region.intake-answers'],
    ['ip-ranges', answer(200, '<html>'), 'passed region.intake-open'],
  ] as const)('%s: %o', (name, response, expected) => {
    const { grade, finding } = judgeIntake(PLACE, DESTINATIONS[name], response);
    expect(`${grade} ${finding.code}`).toBe(expected);
  });
});
