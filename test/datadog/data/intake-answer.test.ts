import { describe, expect, it } from 'vitest';
import { readIntakeAnswer } from '../../../src/datadog/data/intake-answer.ts';

function answer(status: number, body: unknown, type = 'application/json') {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return readIntakeAnswer({ status, headers: { 'content-type': type }, body: text });
}

describe('a 2xx', () => {
  it.each<[string, number, unknown, string?]>([
    ['metrics v1, recorded', 202, '{"status": "ok"}', 'text/json'],
    ['metrics v2, recorded', 202, { errors: [] }],
    ['logs, recorded', 202, {}],
    ['logs v1, recorded', 200, '{}'],
    ['events v1, recorded', 202, '{"status":"ok","event":{"id":6327818702635911000,"title":"t"}}'],
    ['events v2', 202, { data: { type: 'event', id: '_' }, links: { self: 'x' } }],
    ['an empty body', 202, '', ''],
    ['no content', 204, ''],
    ['text', 202, 'ok', 'text/plain'],
    ['OTLP, all taken', 200, { partialSuccess: {} }],
    [
      'OTLP, a warning only',
      200,
      { partialSuccess: { rejectedLogRecords: '0', errorMessage: 'x' } },
    ],
    ['protobuf', 200, '\u0000', 'application/x-protobuf'],
  ])('%s is accepted', (_, status, body, type) => {
    expect(answer(status, body, type)).toEqual({ kind: 'accepted' });
  });

  it.each<[string, unknown, string]>([
    ['errors', { errors: ['invalid timestamp'] }, 'invalid timestamp'],
    ['two errors', { errors: ['a', { detail: 'b', title: 'c' }] }, 'a; b'],
    ['a status', { status: 'error' }, 'status error'],
    [
      'OTLP data points',
      { partialSuccess: { rejectedDataPoints: '3', errorMessage: 'old' } },
      '3 refused: old',
    ],
    ['OTLP spans', { partialSuccess: { rejectedSpans: 1 } }, '1 refused'],
  ])('that lists %s is refused all the same', (_, body, text) => {
    expect(answer(202, body)).toMatchObject({ kind: 'partly-refused', status: 202, text });
  });

  it.each([
    ['<!doctype html><title>Sign in</title><p>Corporate proxy</p>', 'application/json'],
    ['Welcome', 'text/html; charset=utf-8'],
  ])('that is a page is not from Datadog', (body, type) => {
    expect(answer(200, body, type).kind).toBe('not-datadog');
  });
});

describe('a refusal', () => {
  it.each([
    [400, 'payload-refused'],
    [401, 'key-absent'],
    [403, 'key-refused'],
    [404, 'refused'],
    [301, 'not-datadog'],
    [408, 'unavailable'],
    [413, 'too-large'],
    [415, 'refused'],
    [422, 'payload-refused'],
    [429, 'rate-limited'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('%i is %s', (status, kind) => {
    expect(answer(status, { errors: ['x'] })).toEqual({ kind, status, text: 'x' });
  });

  it.each<[unknown, string]>([
    [{ errors: ['Event too far in the past'] }, 'Event too far in the past'],
    [{ errors: [{ title: 'Forbidden' }] }, 'Forbidden'],
    [{ errors: [{ title: 'Generic Error', detail: 'bad field' }] }, 'bad field'],
    [
      { errors: [{ detail: 'too short', source: { pointer: '/data/title' } }] },
      'too short at /data/title',
    ],
    [{ errors: [{ status: '400', title: null, detail: null, code: 'E1' }] }, 'E1'],
    [{ errors: 'one text' }, 'one text'],
    [{ error: { code: 'x', message: 'y' } }, 'y'],
    [{ status: 'error', code: 403, errors: ['Forbidden'], statuspage: 'http://s' }, 'Forbidden'],
    [{ message: 'gateway' }, 'gateway'],
    ['<html><script>var x</script><h1>502  Bad Gateway</h1></html>', '502 Bad Gateway'],
    ['not json', 'not json'],
    ['', ''],
    ['null', 'null'],
  ])('says %j as "%s"', (body, text) => {
    expect(answer(400, body)).toMatchObject({ text });
  });

  it('ends for a huge page', () => {
    expect(answer(500, `<${'<script>'.repeat(100_000)}`).kind).toBe('unavailable');
  });
});
