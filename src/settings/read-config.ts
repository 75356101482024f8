import * as v from 'valibot';
import { ToolError } from '../errors.ts';
import { findSecret, placeOf } from './config-secrets.ts';
import { configSchema, type Config } from './config-schema.ts';
import { readJsonFile } from './read-json-file.ts';

function keysOf(issue: v.BaseIssue<unknown>): (string | number)[] {
  return (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
}

/** What is wrong with a config: keys and indexes that lead there, and the second half of a sentence. */
export function configIssues(
  value: unknown,
): readonly { readonly keys: readonly (string | number)[]; readonly problem: string }[] {
  const result = v.safeParse(configSchema, value);
  if (result.success) return [];
  return result.issues.map((issue) => ({ keys: keysOf(issue), problem: issue.message }));
}

/** What is wrong with a config, one line an entry: `profiles.test.clientIdd: unknown key (…)`. */
export function configProblems(value: unknown): readonly string[] {
  return configIssues(value).map(({ keys, problem }) => {
    const place = placeOf(keys);
    return place === '' ? `the top level ${problem}` : `${place}: ${problem}`;
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
    throw new ToolError(
      'usage.config',
      `${shown}: ${secret.place} does not belong here: ${secret.advice}`,
    );
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
