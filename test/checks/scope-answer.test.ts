import { describe, expect, test } from 'vitest';
import { errorTexts, quote, readBody } from '../../src/checks/scope-answer.ts';

const answer = (body: string, headers: Record<string, string> = {}) => ({
  status: 403,
  headers,
  body,
});

describe('readBody', () => {
  test.each([
    ['', 'empty'],
    [' \n', 'empty'],
    ['null', 'json'],
    ['\uFEFF{"data":[]}', 'json'],
    ['{"data":[]}\n', 'json'],
    ['<!DOCTYPE html><p>no', 'page'],
    ['  <html>', 'page'],
    ['upstream connect error', 'text'],
    ['{"data":[{"id":', 'text'],
    [`{"data":["${'x'.repeat(600_000)}`, 'cut'],
    ['x'.repeat(600_000), 'text'],
  ])('%.30s', (body, kind) => {
    expect(readBody(answer(body)).kind).toBe(kind);
  });

  test('goes by the body, not by the content type, except for pages that do not parse', () => {
    expect(readBody(answer('{"errors":[]}', { 'content-type': 'text/html' })).kind).toBe('json');
    expect(readBody(answer('Sorry', { 'content-type': 'text/html; charset=utf-8' })).kind).toBe(
      'page',
    );
  });
});

describe('errorTexts', () => {
  test.each<[string, string[]]>([
    [
      '{"errors":["Forbidden","Failed permission authorization checks"]}',
      ['Forbidden', 'Failed permission authorization checks'],
    ],
    [
      '{"errors":[{"status":"403","title":"Forbidden","detail":"no entry"}]}',
      ['no entry', 'Forbidden'],
    ],
    ['{"errors":[{"title":null,"detail":null,"code":"forbidden"}]}', ['forbidden']],
    ['{"errors":[{"status":"403"}]}', []],
    [
      '{"error":{"code":"PermissionDenied","message":"no","details":[{"message":"deep"}]}}',
      ['deep', 'no', 'PermissionDenied'],
    ],
    [
      '{"error":"invalid_token","error_description":"The token expired"}',
      ['invalid_token', 'The token expired'],
    ],
    ['{"errors":"just a text"}', ['just a text']],
    ['{"message":"Not here"}', ['Not here']],
    ['["a","b"]', ['a', 'b']],
    ['"quoted"', ['quoted']],
    ['Forbidden', ['Forbidden']],
    ['{"errors":["same","same"," same "]}', ['same']],
    ['{"errors":[["nested"],{"errors":[{"detail":"inner"}]}]}', ['nested', 'inner']],
    ['42', []],
    ['<html>Forbidden</html>', []],
    ['', []],
  ])('%s', (body, texts) => {
    expect(errorTexts(answer(body))).toEqual(texts);
  });

  test('reads the challenge of the header too', () => {
    const challenge = 'Bearer error="insufficient_scope"';
    expect(errorTexts(answer('', { 'www-authenticate': challenge }))).toEqual([challenge]);
  });
});

describe('quote', () => {
  test('is short, on one line, and shows no secrets', () => {
    expect(quote(['a\n b', 'c'])).toBe('a b; c');
    expect(quote(['x'.repeat(900)])).toHaveLength(301);
    expect(quote(['sent Bearer abcdef1234567890 to us'])).not.toContain('abcdef1234567890');
    expect(quote([])).toBe('');
  });
});
