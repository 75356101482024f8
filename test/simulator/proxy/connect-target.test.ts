import { describe, expect, it } from 'vitest';
import { namesHost, readConnectTarget } from '../../../src/simulator/proxy/connect-target.ts';
import { shownTarget } from '../../../src/simulator/world/proxy-connections.ts';

describe('readConnectTarget', () => {
  it.each([
    ['api.datadoghq.eu:443', 'api.datadoghq.eu'],
    ['API.DataDogHQ.eu:443', 'api.datadoghq.eu'],
    ['api.datadoghq.eu.:443', 'api.datadoghq.eu'],
    ['acme.us3.datadoghq.com:00443', 'acme.us3.datadoghq.com'],
    ['api.acme.datadoghq.com:443', 'api.acme.datadoghq.com'],
  ])('%s leads to %s', (authority, host) => {
    expect(readConnectTarget(authority)).toEqual({ host });
  });

  it.each([
    ['api.datadoghq.eu:80', 'port'],
    ['api.datadoghq.eu:8443', 'port'],
    ['example.com:443', 'not-datadog'],
    ['127.0.0.1:443', 'not-datadog'],
    ['[::1]:443', 'not-datadog'],
    ['localhost:443', 'not-datadog'],
    ['api.datadoghq.eu.evil.test:443', 'not-datadog'],
    ['api.datadoghq.eu', 'malformed'],
    ['api.datadoghq.eu:', 'malformed'],
    ['api.datadoghq.eu:0', 'malformed'],
    ['api.datadoghq.eu:65536', 'malformed'],
    ['api.datadoghq.eu:443443', 'malformed'],
    ['api.datadoghq.eu:-1', 'malformed'],
    ['api.datadoghq.eu:443/x', 'malformed'],
    ['api.datadoghq.eu:443:443', 'malformed'],
    ['https://api.datadoghq.eu:443', 'malformed'],
    ['user@api.datadoghq.eu:443', 'malformed'],
    ['user:pw@api.datadoghq.eu:443', 'malformed'],
    ['evil.test#.datadoghq.eu:443', 'malformed'],
    ['evil.test%2f.datadoghq.eu:443', 'malformed'],
    ['evil test.datadoghq.eu:443', 'malformed'],
    ['..datadoghq.eu:443', 'malformed'],
    ['-.datadoghq.eu:443', 'malformed'],
    ['*.datadoghq.eu:443', 'malformed'],
    [`${'a.'.repeat(150)}datadoghq.eu:443`, 'malformed'],
    [`${'a'.repeat(64)}.datadoghq.eu:443`, 'malformed'],
    ['::1:443', 'malformed'],
    ['[::1:443', 'malformed'],
    [':443', 'malformed'],
    ['', 'malformed'],
    ['*', 'malformed'],
  ])('%s is refused: %s', (authority, refusal) => {
    expect(readConnectTarget(authority).refusal).toBe(refusal);
  });
});

describe('namesHost', () => {
  it.each([
    ['api.datadoghq.eu', true],
    ['API.datadoghq.eu.:443', true],
    ['api.datadoghq.eu:443', true],
    ['api.datadoghq.eu:80', false],
    ['api.datadoghq.com', false],
    ['', false],
  ])('%s: %s', (text, agrees) => {
    expect(namesHost(text, 'api.datadoghq.eu')).toBe(agrees);
  });
});

describe('shownTarget', () => {
  it.each([
    ['user:password@example.com:443', 'example.com:443'],
    ['a@b@example.com:443', 'example.com:443'],
    ['ex\u001b[31mample\n:443', 'ex?[31mample?:443'],
    ['x'.repeat(5_000), 'x'.repeat(300)],
  ])('%j', (text, shown) => {
    expect(shownTarget(text)).toBe(shown);
  });
});
