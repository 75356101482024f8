// Bundles src/ into dist/: `node scripts/build.mjs [folder]`. Several builds may run at once.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { COMMON_JS_MARK, toCommonJs } from './build/common-js.mjs';
import { bundledLicences } from './build/licences.mjs';
import { lazyChildProcess } from './build/lazy-child-process.mjs';
import { removeLeftovers, swapFolder } from './build/swap-folder.mjs';

/** Source of each file that bin/ loads. */
const ENTRIES = {
  main: 'src/cli/main.ts',
  host: 'src/host/node/index.ts',
  'fetch-thread': 'src/host/node/fetch-thread.ts',
};

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
    for (const file of result.outputFiles) {
      await mkdir(path.dirname(file.path), { recursive: true });
      await writeFile(file.path, await toCommonJs(file.text));
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
