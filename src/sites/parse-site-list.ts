import type { SiteRow } from '../catalog/site-row.ts';
import { ToolError } from '../errors.ts';
import { parseSite } from './parse-site.ts';
import { quoted } from './quoted.ts';
import type { SiteTable } from './site-table.ts';

/** The site that `word` names. `where` is the flag, variable or place in a file it was found at. */
function siteOf(word: string, table: SiteTable, where: string): SiteRow {
  const parsed = parseSite(word, table);
  if (parsed.kind === 'site') return parsed.site;
  const guess = parsed.nearest === undefined ? '' : ` (did you mean ${parsed.nearest}?)`;
  const keys = table.all.map((site) => site.key).join(', ');
  throw new ToolError(
    'usage.site',
    `${where}: ${quoted(word)} is no Datadog site: ${parsed.reason}${guess}. Sites: ${keys}`,
    { hint: '`ddoauth sites` lists them with their hosts.' },
  );
}

/**
 * Reads the values of `--site`: each a name of a site, a list with commas, or `all`.
 * @param where What to name in an error, such as `DD_SITE`.
 * @returns The sites in the order of the table, each once.
 * @throws ToolError `usage.site` for a word that names no site, and when no word is left.
 */
export function parseSiteList(
  values: readonly string[],
  table: SiteTable,
  where = '--site',
): readonly SiteRow[] {
  const words = values.flatMap((value) => value.split(',')).map((word) => word.trim());
  const named = words.filter((word) => word !== '');
  if (named.length === 0) {
    throw new ToolError('usage.site', `${where}: no site given`, {
      hint: 'Give a key such as eu1, a list such as us1,eu1, or all.',
    });
  }
  const wanted = new Set(
    named.flatMap((word) =>
      word.toLowerCase() === 'all' ? table.all : [siteOf(word, table, where)],
    ),
  );
  return table.all.filter((site) => wanted.has(site));
}
