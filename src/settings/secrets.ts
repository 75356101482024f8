import type { SiteRow } from '../catalog/site-row.ts';
import { ToolError } from '../errors.ts';
import type { SiteTable } from '../sites/site-table.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const REFRESH_TOKEN = 'DDOAUTH_REFRESH_TOKEN';

function trimmed(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}

/** The client secret in `DDOAUTH_CLIENT_SECRET`, without the white space that pasting adds. */
export function readSecretFromEnvironment(env: Environment): string | undefined {
  return trimmed(env, 'DDOAUTH_CLIENT_SECRET');
}

/** Name of the variable that holds a site's refresh token: `DDOAUTH_REFRESH_TOKEN_US1_FED`. */
export function refreshTokenVariable(site: Pick<SiteRow, 'key'>): string {
  return `${REFRESH_TOKEN}_${site.key.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;
}

/**
 * Refresh tokens in the environment, by site key. `DDOAUTH_REFRESH_TOKEN` is for the one site of the
 * run (US1 when none was said), if that has no variable of its own.
 * @param sites The sites of the run; `undefined` when none was said.
 * @throws ToolError `usage.site` when the run has several sites, `DDOAUTH_REFRESH_TOKEN` is set and no
 * site's own variable is: a token works on one site only, and nothing says on which.
 */
export function refreshTokensFromEnvironment(
  env: Environment,
  table: SiteTable,
  sites?: readonly SiteRow[],
): ReadonlyMap<string, string> {
  const tokens = new Map<string, string>();
  for (const site of new Set([...table.all, ...(sites ?? [])])) {
    const token = trimmed(env, refreshTokenVariable(site));
    if (token !== undefined) tokens.set(site.key, token);
  }
  const general = trimmed(env, REFRESH_TOKEN);
  if (general === undefined) return tokens;
  const chosen = sites ?? table.all.slice(0, 1);
  const [only, second] = chosen;
  if (only !== undefined && second === undefined) {
    if (!tokens.has(only.key)) tokens.set(only.key, general);
  } else if (only !== undefined && second !== undefined && tokens.size === 0) {
    throw new ToolError(
      'usage.site',
      `${REFRESH_TOKEN} does not say for which of the ${String(chosen.length)} sites of this run it is`,
      { hint: `Name the site: ${refreshTokenVariable(only)}, ${refreshTokenVariable(second)}, …` },
    );
  }
  return tokens;
}

/**
 * Variables that begin like a refresh token's but whose end names no site, such as
 * `DDOAUTH_REFRESH_TOKEN_EU2`: worth a word, as they are passed over otherwise.
 */
export function strayRefreshTokenVariables(env: Environment, table: SiteTable): readonly string[] {
  const known = new Set(table.all.map(refreshTokenVariable));
  return Object.keys(env)
    .filter((name) => name.startsWith(`${REFRESH_TOKEN}_`) && !known.has(name))
    .sort();
}

/** Every refresh token in the environment, whichever site it is for. */
export function refreshTokensInEnvironment(env: Environment): readonly string[] {
  return Object.keys(env).flatMap((name) =>
    name === REFRESH_TOKEN || name.startsWith(`${REFRESH_TOKEN}_`)
      ? (trimmed(env, name) ?? [])
      : [],
  );
}
