import { ToolError } from '../errors.ts';
import { readLintFile, type LintFile } from '../lint/lint-file.ts';
import { fixedText, isFixable, lint } from '../lint/lint.ts';
import { profileNodes } from '../lint/clients.ts';
import { lintVerdicts } from '../lint/verdicts.ts';
import type { Verdict } from '../model/report.ts';
import { CONFIG_FILE_NAME, findConfig } from '../settings/find-config.ts';
import {
  lintSet,
  namedFile,
  readManifestsOf,
  readNamed,
  shownPath,
  type Named,
} from './lint/lint-files.ts';
import { replaceable, replaceFile } from './lint/replace-file.ts';
import type { Run } from './run/run.ts';

/** What `lint` is to do. */
export interface LintOptions {
  /** As typed; `-` is standard input. Empty: the config and the manifests its profiles name. */
  readonly files: readonly string[];
  readonly fix: boolean;
  readonly config: string | undefined;
  readonly fromManifest: string | undefined;
  readonly profile: string | undefined;
}

/** `lint`: reads files, runs every rule over them, and changes what is safe with `--fix`. Sends nothing. */
export async function runLint(run: Run, options: LintOptions): Promise<Verdict[]> {
  const { cwd } = run.host;
  const named = await namedFiles(run, options);
  const given = readNamed(named);
  checkProfile(given, options.profile);
  const beside = readManifestsOf(given, cwd, options.profile);
  // Somebody who names files wants to hear about these.
  const wanted = options.files.length > 0 ? given : [...given, ...beside];
  const set = lintSet([...given, ...beside]);
  const found = lint(set);
  if (!options.fix) return lintVerdicts(set, found, wanted);
  const fixed = fixAll([...given, ...beside], wanted);
  await write(run, fixed);
  const after = lintSet([...given, ...beside].map((file) => fixed.get(file)?.file ?? file));
  const says = [...fixed.values()].map(({ file, changes }) => [file.shown, changes] as const);
  const reported = wanted.map((file) => fixed.get(file)?.file ?? file);
  return lintVerdicts(after, lint(after), reported, new Map(says));
}

async function namedFiles(run: Run, options: LintOptions): Promise<Named[]> {
  const { cwd, env, io } = run.host;
  const { files, config, fromManifest, fix: isFix } = options;
  if (files.filter((file) => file === '-').length > 1) {
    throw new ToolError('usage.flag', 'lint: standard input (-) can be read once.');
  }
  if (files.includes('-') && isFix) {
    throw new ToolError('usage.flag', 'lint --fix: standard input cannot be changed; give a file.');
  }
  if (files.length > 0) {
    const paths = new Set<string | undefined>();
    const named: Named[] = [];
    for (const file of files) {
      const next = file === '-' ? { shown: '-', text: await io.readStdin() } : namedFile(file, cwd);
      if ('path' in next && paths.has(next.path)) continue;
      if ('path' in next) paths.add(next.path);
      named.push(next);
    }
    return named;
  }
  if (fromManifest !== undefined) return [namedFile(fromManifest, cwd)];
  const found = findConfig({ flag: config, env, cwd });
  if (found === undefined) {
    throw new ToolError(
      'usage.config',
      `lint: there is no ${CONFIG_FILE_NAME} here or in a folder above`,
      {
        hint: 'Name the file: ddoauth lint assets/oauth_clients.json',
      },
    );
  }
  const shown = found.source === 'flag' ? (config ?? '') : shownPath(found.path, cwd);
  return [{ shown, path: found.path }];
}

function checkProfile(files: readonly LintFile[], profile: string | undefined): void {
  const names = files.flatMap((file) => profileNodes(file).map(({ name }) => name));
  if (profile === undefined || names.includes(profile)) return;
  throw new ToolError(
    'usage.profile',
    `--profile: no profile "${profile}" in ${files.map(({ shown }) => shown).join(', ')}`,
  );
}

/** A file after all that was safe to fix, and what that was. */
interface Fixed {
  readonly file: LintFile;
  readonly changes: readonly string[];
}

/** More rounds than fixes that lead to another one: a scope that is spelt right may be there twice then. */
const ROUNDS = 10;

/** Fixes in memory until nothing is left to fix, so that a second run has nothing to do. */
function fixAll(all: readonly LintFile[], wanted: readonly LintFile[]): Map<LintFile, Fixed> {
  const fixed = new Map<LintFile, Fixed>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const now = new Map(wanted.map((file) => [fixed.get(file)?.file ?? file, file]));
    const found = lint(lintSet(all.map((file) => fixed.get(file)?.file ?? file)));
    const fixable = found.filter((each) => now.has(each.file) && isFixable(each));
    if (fixable.length === 0) break;
    for (const [file, original] of now) {
      const own = fixable.filter((each) => each.file === file);
      if (own.length === 0) continue;
      const next = readLintFile(fixedText(file, own), file);
      if ('reason' in next)
        throw new ToolError('internal', `lint --fix ${file.shown}: ${next.reason}`);
      const changes = own.flatMap((each) => each.fix?.says ?? []);
      fixed.set(original, {
        file: next,
        changes: [...(fixed.get(original)?.changes ?? []), ...changes],
      });
    }
  }
  return fixed;
}

/** Writes what has changed; that all of it can be written is made sure before the first file is. */
async function write(run: Run, fixed: ReadonlyMap<LintFile, Fixed>): Promise<void> {
  const targets = await Promise.all(
    [...fixed.values()].map(async ({ file }) => ({
      text: file.text,
      target: await replaceable(file.path ?? '', `lint --fix ${file.shown}`),
    })),
  );
  for (const { text, target } of targets) {
    await run.critical(() => replaceFile(target, text, run.runId));
  }
}
