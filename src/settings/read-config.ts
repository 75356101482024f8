import * as v from 'valibot';
import { ToolError } from '../errors.ts';
import { findSecret, placeOf } from './config-secrets.ts';
import { configSchema, type Config } from './config-schema.ts';
import { readJsonFile } from './read-json-file.ts';

function keysOf(issue: v.BaseIssue<unknown>): (string | number)[] {
  return (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
}

/** What is wrong with a config, one line an entry: `profiles.test.clientIdd: unknown key (…)`. */
export function configProblems(value: unknown): readonly string[] {
  const result = v.safeParse(configSchema, value);
  if (result.success) return [];
  return result.issues.map((issue) => {
    const place = placeOf(keysOf(issue));
    return place === '' ? `the top level ${issue.message}` : `${place}: ${issue.message}`;
  });
}

/**
 * Judges a config that was read from JSON.
 * @param shown Its path, as messages show it.
 * @throws ToolError `usage.config` that names key and place; for a secret, where secrets go.
 */
export function parseConfig(value: unknown, shown: string): Config {
  // Bodies and queries of probes may well have members of such names.
  const secret = findSecret(value, ['probes']);
  if (secret !== undefined) {
    throw new ToolError('usage.config', `${shown}: ${secret.place}: ${secret.advice}`);
  }
  const result = v.safeParse(configSchema, value);
  if (result.success) return result.output;
  const [first = 'not a config', ...others] = configProblems(value);
  const more = others.length === 0 ? '' : ` (and ${String(others.length)} more)`;
  throw new ToolError('usage.config', `${shown}: ${first}${more}`, {
    hint: 'schema/config.schema.json of the package describes the file.',
  });
}

/**
 * Reads `ddoauth.config.json`.
 * @throws ToolError `usage.config`
 */
export function readConfig(path: string, shown: string): Config {
  return parseConfig(readJsonFile({ path, shown, code: 'usage.config' }), shown);
}
