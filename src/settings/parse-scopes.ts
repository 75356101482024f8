import { ToolError } from '../errors.ts';
import { quoted } from '../sites/quoted.ts';
import { PATTERNS } from './config-patterns.ts';

const SCOPE = new RegExp(PATTERNS.scope, 'u');

/**
 * Reads the values of `--scope`: names with commas or spaces between them. Names we do not know are
 * fine; Datadog may have new ones.
 * @returns Each once, in the order given.
 * @throws ToolError `usage.flag` for a letter that no scope may have (RFC 6749 §3.3), and when no
 * name is left: an empty `scope` parameter fails the whole request.
 */
export function parseScopes(values: readonly string[]): readonly string[] {
  const scopes = values.flatMap((value) => value.split(/[\s,]+/)).filter((scope) => scope !== '');
  if (scopes.length === 0) throw new ToolError('usage.flag', '--scope: no scope given');
  for (const scope of scopes) {
    if (!SCOPE.test(scope)) {
      throw new ToolError('usage.flag', `--scope: ${quoted(scope)} is no name of a scope`);
    }
  }
  return [...new Set(scopes)];
}
