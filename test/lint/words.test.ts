import { expect, test } from 'vitest';
import { lint } from '../../src/lint/lint.ts';
import { lintVerdicts } from '../../src/lint/verdicts.ts';
import { wordsOf } from '../../src/report/message.ts';
import { config, lintSetOf, manifest, scopes, uris, type Example } from './examples/example.ts';

const CB = 'https://app.acme.io/datadog/callback';

/** Everything that is said of a file, a line a finding. */
function said(example: Example): readonly string[] {
  const set = lintSetOf(example);
  return lintVerdicts(set, lint(set), set.files)
    .filter(({ check }) => check !== 'lint.file')
    .map(({ check, finding }) => `${check.slice(5)}: ${wordsOf(finding).message}`);
}

test.each<[string, Example, string]>([
  [
    'a text for a list',
    manifest({ scopes: 'api_keys_write' }),
    'manifest-field-type: "scopes" has to be a list of texts; this is one text.',
  ],
  [
    'an empty text for a list',
    manifest({ redirect_uris: '' }),
    'manifest-field-missing: "redirect_uris" is empty.',
  ],
  [
    'an object in a list',
    manifest({ redirect_uris: [CB, { url: CB }] }),
    'manifest-field-type: An entry of "redirect_uris" has to be a text that is not empty; this is an object.',
  ],
  [
    'a number in a list',
    manifest({ scopes: ['api_keys_write', 7] }),
    'manifest-field-type: An entry of "scopes" has to be a text that is not empty; this is a number.',
  ],
  [
    'a scope for sending',
    scopes('metrics_write'),
    'scope-unknown: No scope "metrics_write" is known: data is sent with the API key that api_keys_write makes, and needs no other scope.',
  ],
  [
    'a wildcard',
    scopes('*'),
    'scope-unknown: No scope "*" is known: scopes have no wildcard, each is named.',
  ],
  [
    'the verb first',
    scopes('read:metrics'),
    'scope-unknown: No scope "read:metrics" is known (did you mean metrics_read?).',
  ],
  [
    'the verb first, misspelt',
    scopes('write_monitor', 'monitors_read'),
    'scope-unknown: No scope "write_monitor" is known (did you mean monitors_write?).',
  ],
  [
    'a name before the name',
    scopes('datadog:events_read'),
    'scope-unknown: No scope "datadog:events_read" is known (did you mean events_read?).',
  ],
  [
    'the beginning of several',
    scopes('logs_read'),
    'scope-unknown: No scope "logs_read" is known (did you mean logs_read_archives?).',
  ],
  [
    'an invisible character',
    scopes('monitors_read\u200b'),
    'scope-spelling: The scope "monitors_read\\u200b" is written monitors_read.',
  ],
  [
    'a scheme twice',
    uris('https://https://app.acme.io/cb'),
    'redirect-uri-not-absolute: The redirect URI "https://https://app.acme.io/cb" has a scheme twice.',
  ],
  [
    'two URIs in one text',
    uris(`${CB}, https://eu.acme.io/cb`),
    `redirect-uri-not-absolute: The redirect URI "${CB}, https://eu.acme.io/cb" holds several URIs in one text.`,
  ],
  [
    'a placeholder for the host',
    uris('https://${APP_HOST}/cb'),
    'placeholder: "https://${APP_HOST}/cb" has a placeholder in it: ${APP_HOST}.',
  ],
  [
    'a manifest within a manifest',
    `{"integration": ${manifest()}}`,
    'manifest-several-clients: The client does not stand right under "integration".',
  ],
  [
    'a profile that is null',
    '{"profiles": {"test": null}}',
    'config-schema: "test": must be an object.',
  ],
  [
    'a site with a taken name',
    config(
      {},
      { sites: { us1: { domain: 'a.test', app: 'https://a.test', api: 'https://b.a.test' } } },
    ),
    'config-schema: "us1": the name is taken by the site us1.',
  ],
])('%s is told once, by one rule', (_, example, words) => {
  expect(said(example)).toEqual([words]);
});

test('what lies behind broken JSON is not said to be missing', () => {
  const cut = manifest().slice(0, manifest().indexOf('"redirect_uris"'));
  expect(said(cut).map((line) => line.split(':')[0])).toEqual(['json-syntax']);
});

test('a member that resembles nothing is a hint, a misspelt one a warning', () => {
  const found = lint(lintSetOf(manifest({ logo_uri: 'x', redirectUri: 'y' })));
  expect(found.map(({ severity }) => severity).sort()).toEqual(['hint', 'warning']);
});
