// Bundles src/ into dist/: `node scripts/build.mjs [folder]`. Several builds may run at once.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { COMMON_JS_MARK, toCommonJs } from './build/common-js.mjs';
import { bundledLicences } from './build/licences.mjs';
import { lazyChildProcess } from './build/lazy-child-process.mjs';
import { ownersOf } from './build/owners.mjs';
import { removeLeftovers, swapFolder } from './build/swap-folder.mjs';

/**
 * Source of each file that bin/ loads, and of the one that a second thread loads. What they share is
 * in chunks.
 */
const ENTRIES = {
  main: 'src/cli/main.ts',
  host: 'src/host/node/index.ts',
  'fetch-thread': 'src/host/node/fetch-thread.ts',
};

/** Lazily imports every command. */
const COMMAND_TABLE = 'src/cli/command-table.ts';

/**
 * What is loaded at the start, in that order: each group becomes a file, with all that it needs at once.
 * What a command needs for its flags is with the program. What answers without a run has a file of its
 * own, with the config, sites and scopes that a run needs too.
 */
const loadedAtStart = (commands) => [
  [ENTRIES.main],
  [ENTRIES.host],
  ['src/cli/program.ts', ...commands],
  ['src/cli/completion/complete.ts', 'src/cli/help/help-topics.ts'],
  ['src/cli/run/execute.ts'],
];

/** Packages a user installs: native, or too big to load before they are needed. */
const INSTALLED = ['@inquirer/prompts', 'keytar', 'open'];

const root = fileURLToPath(new URL('..', import.meta.url));
const target = path.resolve(root, process.argv[2] ?? 'dist');

const present = Object.entries(ENTRIES).filter(([, source]) => existsSync(path.join(root, source)));
for (const [name, source] of Object.entries(ENTRIES)) {
  if (present.some(([each]) => each === name)) continue;
  console.error(`build: ${source} is missing, so ${name}.js is not built`);
  process.exitCode = 1;
}
if (present.length > 0) await build(Object.fromEntries(present));

/** Builds beside the target and puts the result in its place at the end, whole. */
async function build(entryPoints) {
  await mkdir(path.dirname(target), { recursive: true });
  await removeLeftovers(target);
  const folder = await mkdtemp(`${target}.tmp-`);
  try {
    const result = await bundle(entryPoints, folder);
    const { inputs, outputs } = result.metafile;
    const commands = inputs[COMMAND_TABLE]?.imports.map((each) => each.path) ?? [];
    const texts = new Map(result.outputFiles.map((file) => [nameOf(file.path), file.text]));
    const owners = ownersOf(outputs, loadedAtStart(commands));
    for (const file of await toCommonJs(root, texts, outputs, owners)) {
      await mkdir(path.dirname(file.path), { recursive: true });
      await writeFile(file.path, file.text);
    }
    await writeFile(path.join(folder, 'package.json'), COMMON_JS_MARK);
    const licences = await bundledLicences(root, Object.keys(result.metafile.inputs));
    await writeFile(path.join(folder, 'THIRD-PARTY-LICENSES.txt'), licences);
    await swapFolder(folder, target);
  } catch (error) {
    process.exitCode = 1;
    // esbuild has printed its own messages by now.
    if (!Array.isArray(error?.errors)) console.error('build:', error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A path as esbuild's metafile has it. */
function nameOf(absolute) {
  return path.relative(root, absolute).split(path.sep).join('/');
}

/**
 * Bundles as ES modules: those esbuild can split. Readable but without blank space: names stay, so that
 * a stack trace of a user says something.
 */
async function bundle(entryPoints, outdir) {
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  return esbuild.build({
    absWorkingDir: root,
    entryPoints,
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: INSTALLED,
    plugins: [lazyChildProcess],
    // Its main file is UMD, which cannot be bundled.
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    chunkNames: 'chunks/[name]-[hash]',
    define: { __DDOAUTH_VERSION__: JSON.stringify(version) },
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
}
