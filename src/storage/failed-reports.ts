import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '../host/host.ts';
import type { Report } from '../model/report.ts';
import { identify, newMark } from './owner.ts';
import { readPrivateFile, replacePrivateFile, sweepDrafts } from './private-file.ts';
import { ensurePrivateFolder } from './private-folder.ts';
import { isObject } from './private-json.ts';

/** Name of the folder below the data folder. */
const FOLDER = 'failed-reports';
/** Files that are kept; older ones go. */
const MOST_FILES = 40;
/** Largest file that is read, in bytes; what is written is far smaller. */
const LARGEST_BYTES = 4 * 1024 * 1024;

/** The last failed report of each client and command. Every method may throw ToolError `store.failed`. */
export interface FailedReports {
  /** Replaces what is kept of this client and command; without results nothing is kept any more. */
  keep(report: Report): Promise<void>;
  /** Readable ones, the last first. */
  list(): Promise<Report[]>;
}

/** What the folder is opened with. */
export interface FailedReportsOptions {
  /** The data folder, absolute. */
  readonly folder: string;
  readonly random: Random;
  readonly pid: number;
  readonly hostname: string;
  readonly onNotice: (line: string) => void;
  /** Masks secrets in text on its way to the disk. */
  readonly mask: (text: string) => string;
}

/**
 * Opens the folder of failed reports; nothing is made yet. Each file is replaced whole, so that of two
 * runs at once the later one stands, and a crash leaves the one before.
 */
export function openFailedReports(options: FailedReportsOptions): FailedReports {
  const folder = join(options.folder, FOLDER);
  return {
    keep: async (report) => {
      const path = join(folder, nameOf(report));
      if (report.results.length === 0) {
        await rm(path, { force: true });
        return;
      }
      await ensurePrivateFolder(options.folder, options.onNotice);
      await ensurePrivateFolder(folder, options.onNotice);
      const self = await identify(options.pid, options.hostname);
      await sweepDrafts(path, self, { locked: false });
      const text = `${JSON.stringify(report)}\n`;
      await replacePrivateFile(path, options.mask(text), newMark(self, options.random));
      await forgetOldest(folder);
    },
    list: async () => {
      const names = await readdir(folder).catch(() => []);
      const reports: Report[] = [];
      for (const name of names.filter((each) => each.endsWith('.json')).slice(0, MOST_FILES * 2)) {
        const path = join(folder, name);
        const size = await stat(path).then(
          (found) => found.size,
          () => 0,
        );
        if (size > LARGEST_BYTES) continue;
        const report = parse((await readPrivateFile(path, options.onNotice)) ?? '');
        if (report !== undefined) reports.push(report);
      }
      return reports.sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
    },
  };
}

/** `datadog.1f0c….check-scopes.json`: a client id is a name that comes from outside. */
function nameOf({ target, client, command }: Report): string {
  const id = createHash('sha256')
    .update(client?.clientId ?? '')
    .digest('hex')
    .slice(0, 16);
  return `${target}.${id}.${command.replace(/[^a-z]+/g, '-')}.json`;
}

async function forgetOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  if (names.length <= MOST_FILES) return;
  const aged = await Promise.all(
    names.map(async (name) => ({
      name,
      at: await stat(join(folder, name)).then(
        (found) => found.mtimeMs,
        () => 0,
      ),
    })),
  );
  for (const { name } of aged.sort((a, b) => b.at - a.at).slice(MOST_FILES)) {
    await rm(join(folder, name), { force: true });
  }
}

/** A report as this version writes it; anything else counts as none. */
function parse(text: string): Report | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isReport(json) ? json : undefined;
}

function isReport(value: unknown): value is Report {
  return (
    isObject(value) &&
    value['schemaVersion'] === 1 &&
    typeof value['command'] === 'string' &&
    typeof value['startedAt'] === 'string' &&
    !Number.isNaN(Date.parse(value['startedAt'])) &&
    (value['client'] === null ||
      (isObject(value['client']) && typeof value['client']['clientId'] === 'string')) &&
    Array.isArray(value['results']) &&
    value['results'].every(isResult)
  );
}

function isResult(value: unknown): boolean {
  return (
    isObject(value) &&
    ['id', 'check', 'title', 'grade', 'message'].every((name) => typeof value[name] === 'string') &&
    isObject(value['subject']) &&
    isObject(value['finding']) &&
    typeof value['finding']['code'] === 'string' &&
    isObject(value['finding']['args']) &&
    Array.isArray(value['exchanges']) &&
    value['exchanges'].every(
      (each) =>
        isObject(each) && typeof each['url'] === 'string' && typeof each['method'] === 'string',
    )
  );
}
