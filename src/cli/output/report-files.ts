import { randomBytes } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ToolError, messageOf } from '../../errors.ts';
import type { Host } from '../../host/host.ts';
import type { Report } from '../../model/report.ts';
import type { Redactor } from '../../redact.ts';
import type { GlobalOptions } from '../options/global-options.ts';
import { GROUPS } from './groups.ts';
import { maskReport } from './mask-report.ts';
import { REPORT_FORMATS, type ReportFormat } from '../options/report-formats.ts';

/** A document that this run has to write, at a place that was found to be writable. */
export interface ReportFile {
  readonly format: ReportFormat;
  /** As the user wrote it. */
  readonly name: string;
  /** Absolute; a symbolic link is followed. */
  readonly path: string;
}

/**
 * Settles which documents of the report are wanted, and makes sure that they can be written before
 * anything is done.
 * @throws ToolError `usage.file`, `usage.flag`
 */
export async function reportFilesOf(
  host: Pick<Host, 'cwd'>,
  globals: GlobalOptions,
): Promise<readonly ReportFile[]> {
  const taken = new Map<string, string>();
  for (const [flag, name] of [
    ['--har', globals.har],
    ['--refresh-token-out', globals.refreshTokenOut],
  ] as const) {
    if (name !== undefined) taken.set(await targetOf(resolve(host.cwd, name)), flag);
  }
  const files: ReportFile[] = [];
  for (const format of REPORT_FORMATS) {
    const name = globals[format.flag];
    if (name === undefined) continue;
    const flag = `--${format.flag}`;
    if (name === '' || name === '-') {
      throw new ToolError('usage.flag', `${flag} ${name}: give the name of a file.`);
    }
    const path = await targetOf(resolve(host.cwd, name));
    const other = taken.get(path);
    if (other !== undefined) {
      throw new ToolError('usage.flag', `${flag} and ${other} name the same file, ${name}.`);
    }
    taken.set(path, flag);
    await assertWritable(path).catch((error: unknown) => {
      throw new ToolError('usage.file', `${flag} ${name}: ${messageOf(error)}`, { cause: error });
    });
    files.push({ format, name, path });
  }
  return files;
}

/** Flags that ask for a document of the report, among those that were given. */
export function reportFlagsIn(globals: GlobalOptions): string[] {
  return REPORT_FORMATS.filter(({ flag }) => globals[flag] !== undefined).map(
    ({ flag }) => `--${flag}`,
  );
}

/** Writes a report as every document that is wanted. @throws as `writeDocuments` */
export async function writeReportFiles(
  files: readonly ReportFile[],
  report: Report,
  redactor: Redactor,
): Promise<void> {
  if (files.length === 0) return;
  const mask = (text: string): string => redactor.mask(text);
  const masked = maskReport(report, mask);
  const groups = GROUPS[report.command];
  await writeDocuments(files, async ({ load }) => {
    const render = await load();
    return [...render(masked, groups === undefined ? {} : { groups })].map(mask).join('');
  });
}

/**
 * Writes every document, each as a whole or not at all. All of them are tried.
 * @throws ToolError `output.failed`, for the first that could not be written
 */
export async function writeDocuments(
  files: readonly ReportFile[],
  textOf: (format: ReportFormat) => Promise<string>,
): Promise<void> {
  const ends = await Promise.allSettled(
    files.map(async ({ format, name, path }) => {
      try {
        await replaceFile(path, await textOf(format));
      } catch (error) {
        throw new ToolError('output.failed', `--${format.flag} ${name}: ${messageOf(error)}`, {
          cause: error,
        });
      }
    }),
  );
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/** Where a path leads; itself when nothing is there yet. */
async function targetOf(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

async function assertWritable(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() === true) throw new Error('it is a folder');
  if (found !== undefined && !found.isFile()) throw new Error('it is no file');
  const draft = draftOf(path);
  const file = await open(draft, 'wx');
  await file.close();
  await rm(draft, { force: true });
}

/** Whoever reads the file sees the old text or the new one. A failure leaves the old one. */
async function replaceFile(path: string, text: string): Promise<void> {
  const mode = await stat(path).then(
    (found) => found.mode & 0o777,
    () => undefined,
  );
  const draft = draftOf(path);
  try {
    const file = await open(draft, 'wx', mode ?? 0o666);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

function draftOf(path: string): string {
  return `${path}.${randomBytes(6).toString('hex')}.new`;
}
