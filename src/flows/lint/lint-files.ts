import { relative, resolve } from 'node:path';
import { leniently, ToolError } from '../../errors.ts';
import { clientsOf, manifestOf, profileNodes } from '../../lint/clients.ts';
import type { LintSet } from '../../lint/define-lint-rule.ts';
import { plainValue } from '../../lint/json-tree.ts';
import { readLintFile, type LintFile } from '../../lint/lint-file.ts';
import { configSites } from '../../settings/config-sites.ts';
import { configIssues, parseConfig } from '../../settings/read-config.ts';
import { readTextFile } from '../../settings/read-text-file.ts';
import { createSiteTable, type SiteTable } from '../../sites/site-table.ts';

/** Configs and manifests have a few kilobytes; a hundred times that is some other file. */
const LARGEST_BYTES = 1_000_000;

/** A file to lint; without a path it is standard input, and `text` is what came from there. */
export interface Named {
  readonly shown: string;
  readonly path?: string;
  readonly text?: string;
}

/**
 * Reads the files of one run.
 * @throws ToolError `usage.file` for one that cannot be read or is neither config nor manifest.
 */
export function readNamed(files: readonly Named[]): LintFile[] {
  return files.map(({ shown, path, text }) => {
    const raw =
      text ??
      readTextFile({
        path: path ?? '',
        shown,
        code: 'usage.file',
        keepMark: true,
        largestBytes: LARGEST_BYTES,
      });
    if (raw.length > LARGEST_BYTES) {
      throw new ToolError(
        'usage.file',
        `${shown}: it is bigger than ${String(LARGEST_BYTES / 1_000_000)} MB`,
      );
    }
    const file = readLintFile(raw, { path, shown });
    if ('reason' in file) throw new ToolError('usage.file', `${shown}: ${file.reason}`);
    return file;
  });
}

/** The manifests that profiles of some configs name, if they can be read; others a rule tells. */
export function readManifestsOf(
  files: readonly LintFile[],
  cwd: string,
  profile?: string,
): LintFile[] {
  const known = new Set(files.map(({ path }) => path));
  return files
    .filter(({ kind }) => kind === 'config')
    .flatMap((config) =>
      profileNodes(config)
        .filter(({ name }) => profile === undefined || name === profile)
        .flatMap(({ node }) => {
          const path = manifestOf(config, node);
          if (path === undefined || known.has(path)) return [];
          known.add(path);
          const text = readText(path);
          if (typeof text !== 'string') return [];
          const file = readLintFile(text, { path, shown: shownPath(path, cwd) });
          return 'reason' in file || file.kind !== 'manifest' ? [] : [file];
        }),
    );
}

/** A path as a person in this folder writes it. */
export function shownPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short === '' || short.startsWith('..') ? path : short;
}

/** Everything the rules look at. */
export function lintSet(files: readonly LintFile[]): LintSet {
  return { files, clients: clientsOf(files), sites: sitesOf(files), read: readText };
}

/** Datadog's sites and those of the configs; of a config that is no good, none: rules say why. */
function sitesOf(files: readonly LintFile[]): SiteTable {
  const rows = files.flatMap(({ kind, root, shown }) => {
    if (kind !== 'config' || root === undefined) return [];
    const value = plainValue(root);
    return configIssues(value).length > 0
      ? []
      : (leniently(() => configSites(parseConfig(value, shown), shown)) ?? []);
  });
  return leniently(() => createSiteTable(rows)) ?? createSiteTable();
}

function readText(path: string): string | { readonly reason: string } {
  try {
    return readTextFile({
      path,
      shown: '',
      code: 'usage.file',
      keepMark: true,
      largestBytes: LARGEST_BYTES,
    });
  } catch (error) {
    if (error instanceof ToolError)
      return { reason: error.message.replace(/^: (?:cannot be read: )?/, '') };
    throw error;
  }
}

/** An absolute path for a file that a person named. */
export function namedFile(given: string, cwd: string): Named {
  return { shown: given, path: resolve(cwd, given) };
}
