import { expect, test } from 'vitest';
import { fixedText, isFixable, lint } from '../../src/lint/lint.ts';
import { lintSetOf, manifest, scopes } from './examples/example.ts';

/** The text after `--fix`: rounds until nothing is left to fix. */
function fixed(text: string): string {
  let now = text;
  for (let round = 0; round < 10; round += 1) {
    const set = lintSetOf(now);
    const [file] = set.files;
    const found = lint(set);
    if (file === undefined || !found.some(isFixable)) return now;
    now = fixedText(file, found);
  }
  throw new Error('never done');
}

const GOOD = scopes('api_keys_write', 'monitors_read', 'events_read');

test.each([
  ['joined by blanks', scopes('api_keys_write monitors_read events_read'), GOOD],
  ['joined by commas', scopes('api_keys_write', 'monitors_read, events_read'), GOOD],
  ['joined and misspelt', scopes('API_KEYS_WRITE|monitors-read; events_read,'), GOOD],
  [
    'with invisible characters',
    scopes('api_keys_write\u200b', '\ufeffmonitors_read', 'events_read\u00a0'),
    GOOD,
  ],
  ['with colons', scopes('api_keys:write', 'monitors:read', 'eventsRead'), GOOD],
  [
    'a text for a list',
    manifest({ scopes: 'api_keys_write monitors_read' }),
    manifest({ scopes: '@' }).replace('"@"', '["api_keys_write", "monitors_read"]'),
  ],
  [
    'one redirect URI for a list',
    manifest({ redirect_uris: 'https://app.acme.io/cb' }),
    manifest({ redirect_uris: '@' }).replace('"@"', '["https://app.acme.io/cb"]'),
  ],
])('%s: as a person would write it', (_, text, wanted) => {
  expect(fixed(text)).toBe(wanted);
  const crlf = text.replaceAll('\n', '\r\n');
  expect(fixed(crlf)).toBe(wanted.replaceAll('\n', '\r\n'));
  expect(fixed(wanted)).toBe(wanted);
});

test.each([
  ['a list written as a text', manifest({ scopes: '["api_keys_write"]' })],
  ['a text that is no scope', manifest({ scopes: 'metrics' })],
  ['two URIs in one text', manifest({ redirect_uris: 'https://a.acme.io/,https://b.acme.io/' })],
  ['a placeholder', manifest({ redirect_uris: 'https://{tenant}.acme.io/' })],
  ['joined scopes, one unknown', scopes('api_keys_write metrics_write')],
  ['a guess', scopes('read:metrics', 'monitor_read', 'logs_read')],
  ['broken JSON', scopes('api_keys_write monitors_read').replace('"name": ', '"name" ')],
])('%s: left alone', (_, text) => {
  expect(fixed(text)).toBe(text);
});
