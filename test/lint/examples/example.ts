import { join } from 'node:path';
import { clientsOf } from '../../../src/lint/clients.ts';
import type { LintSet } from '../../../src/lint/define-lint-rule.ts';
import { readLintFile, type LintFile } from '../../../src/lint/lint-file.ts';
import { createSiteTable } from '../../../src/sites/site-table.ts';

/** A text to lint, or several files by path, of which the first is linted and the others lie beside it. */
export type Example = string | Readonly<Record<string, string>>;

/** What a rule must find, and what it must leave alone. */
export interface LintExamples {
  readonly triggers: readonly Example[];
  readonly ignores: readonly Example[];
}

/** Where examples lie. */
export const FOLDER = '/work-folder';

/** A client id as Datadog makes them. */
export const ID = '6f1b0c5e-1a2b-11ef-8e9f-da7ad0900002';

/** A manifest in which nothing is to be found, but for what is overridden; `undefined` leaves out. */
export function manifest(fields: Readonly<Record<string, unknown>> = {}): string {
  const client = {
    name: 'Acme',
    description: 'Acme for Datadog',
    client_role: 'integration',
    id: ID,
    onboarding_url: 'https://app.acme.io/datadog/start',
    redirect_uris: ['https://app.acme.io/datadog/callback'],
    scopes: ['api_keys_write', 'monitors_read'],
    ...fields,
  };
  return JSON.stringify({ integration: client }, null, 2);
}

/** A manifest with these redirect URIs. */
export function uris(...redirectUris: readonly string[]): string {
  return manifest({ redirect_uris: redirectUris });
}

/** A manifest with these scopes. */
export function scopes(...names: readonly string[]): string {
  return manifest({ scopes: names });
}

/** A config with one profile, a test client in which nothing is to be found but for what is overridden. */
export function config(
  fields: Readonly<Record<string, unknown>> = {},
  rest: Readonly<Record<string, unknown>> = {},
): string {
  const profile = {
    kind: 'test',
    clientId: '0d40439e-bd92-11ed-994c-da7ad0900002',
    redirectUris: ['http://localhost:8085/callback', 'http://127.0.0.1:8085/callback'],
    scopes: ['api_keys_write'],
    ...fields,
  };
  return JSON.stringify({ profiles: { test: profile }, ...rest }, null, 2);
}

/** Reads an example as `lint` would; files that are neither config nor manifest are not linted. */
export function lintSetOf(example: Example): LintSet {
  const texts =
    typeof example === 'string'
      ? { [example.includes('"profiles"') ? 'ddoauth.config.json' : 'oauth_clients.json']: example }
      : example;
  const byPath = new Map(Object.entries(texts).map(([name, text]) => [join(FOLDER, name), text]));
  const files = [...byPath].flatMap(([path, text]): LintFile[] => {
    const file = readLintFile(text, { path, shown: path.slice(FOLDER.length + 1) });
    return 'reason' in file ? [] : [file];
  });
  return {
    files,
    clients: clientsOf(files),
    sites: createSiteTable(),
    read: (path) => byPath.get(path) ?? { reason: 'there is no such file' },
  };
}
