import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';

const run = promisify(execFile);
const project = fileURLToPath(new URL('../..', import.meta.url));
let root = '';

const MAIN = `
import { Command } from 'commander';
declare const __DDOAUTH_VERSION__: string;
export const version = __DDOAUTH_VERSION__;
export const help = () => new Command('sample').helpInformation();
export const heavy = () => import('./heavy.ts');
export const url = import.meta.url;
`;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'ddoauth-build-'));
  await cp(path.join(project, 'scripts'), path.join(root, 'scripts'), { recursive: true });
  await symlink(path.join(project, 'node_modules'), path.join(root, 'node_modules'));
  await put('package.json', '{ "name": "sample", "version": "4.5.6", "type": "module" }');
  await put('src/cli/main.ts', MAIN);
  await put(
    'src/cli/heavy.ts',
    `import * as v from 'valibot';\nexport const schema = v.string();\n`,
  );
  await put('src/host/node/index.ts', `export const open = () => import('open');\n`);
  await put('src/host/node/fetch-thread.ts', 'export const thread = 1;\n');
});

afterEach(() => rm(root, { recursive: true, force: true }));

async function put(name: string, text: string): Promise<void> {
  const file = path.join(root, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** Runs the build; gives its exit code and what it said. */
async function build(): Promise<{ code: number; stderr: string }> {
  try {
    const { stderr } = await run(process.execPath, ['scripts/build.mjs'], { cwd: root });
    return { code: 0, stderr };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !('stderr' in error)) throw error;
    return { code: Number(error.code), stderr: String(error.stderr) };
  }
}

const leftovers = async () => (await readdir(root)).filter((name) => name.includes('.tmp-'));

/** Evaluates an expression over the built main.js in a Node of its own. */
async function evaluate(expression: string): Promise<string> {
  const code = `import('./dist/main.js').then((main) => console.log(${expression}))`;
  return (await run(process.execPath, ['-e', code], { cwd: root })).stdout.trim();
}

test('the bundle runs, knows its version, and holds what it bundles', async () => {
  expect(await build()).toEqual({ code: 0, stderr: '' });
  expect(await evaluate('main.version')).toBe('4.5.6');
  expect(await evaluate('main.help()')).toContain('Usage: sample');
  await rm(path.join(root, 'node_modules'));
  expect(await evaluate('main.help()')).toContain('Usage: sample');
  expect(await evaluate('main.heavy().then(() => 1) instanceof Promise')).toBe('true');
  expect(await leftovers()).toEqual([]);
});

test('what is loaded lazily is a file of its own, what is installed stays out', async () => {
  await build();
  const main = await readFile(path.join(root, 'dist/main.js'), 'utf8');
  const host = await readFile(path.join(root, 'dist/host.js'), 'utf8');
  // A line may end within the path.
  expect(main.replaceAll('\\\n', '')).toMatch(/__load\(\s*"\.\/chunks\/heavy-/);
  expect(main).not.toContain('valibot');
  expect(host).toMatch(/import\(\s*"open"\)/);
});

test('what a file exports by default is still there when it is loaded lazily', async () => {
  await put('src/cli/lazy.ts', "export default 'by default';\nexport const named = 'by name';\n");
  await put('src/cli/main.ts', `${MAIN}export const lazy = () => import('./lazy.ts');\n`);
  await build();
  const code =
    "require('./dist/main.js').lazy().then((each) => console.log(each.default, each.named))";
  const { stdout } = await run(process.execPath, ['-e', code], { cwd: root });
  expect(stdout.trim()).toBe('by default by name');
});

describe('of files that are loaded at the start', () => {
  beforeEach(async () => {
    await put('src/shared.ts', 'let count = 0;\nexport const next = () => (count += 1);\n');
    await put('src/flags.ts', "export const flags = 'flags';\n");
    await put('src/cli/command-table.ts', "export const rows = [() => import('./a.ts')];\n");
    await put(
      'src/cli/a.ts',
      "import { flags } from '../flags.ts';\nimport { next } from '../shared.ts';\n" +
        "export const a = async () => [flags, next(), await import('./deep/late.ts')];\n",
    );
    await put(
      'src/cli/deep/late.ts',
      "import { flags } from '../../flags.ts';\nimport { next } from '../../shared.ts';\n" +
        'export const late = () => [flags, next()];\n',
    );
    await put(
      'src/cli/program.ts',
      "import { rows } from './command-table.ts';\nimport { next } from '../shared.ts';\n" +
        "import { lazily } from '../lazily.ts';\n" +
        'export const run = async () => [next(), (await lazily()).late(), (await rows[0]()).a];\n',
    );
    await put('src/lazily.ts', "export const lazily = () => import('./cli/deep/late.ts');\n");
    await put(
      'src/cli/main.ts',
      "import { lazily } from '../lazily.ts';\n" +
        "export const run = async () => (await import('./program.ts')).run();\n" +
        'export const late = async () => (await lazily()).late();\n',
    );
  });

  it('what each needs at once is one with it, and there once', async () => {
    expect(await build()).toEqual({ code: 0, stderr: '' });
    const files = await readdir(path.join(root, 'dist/chunks'));
    expect(files.map((name) => name.replace(/-[A-Z0-9]+\.js$/, '')).sort()).toEqual([
      'a',
      'late',
      'program',
    ]);
    const code =
      "import('./dist/main.js').then(async (main) => {" +
      'const [first, late, a] = await main.run(); const [flags, third, again] = await a();' +
      'console.log(JSON.stringify([first, late, flags, third, again.late(), await main.late()])) })';
    const { stdout } = await run(process.execPath, ['-e', code], { cwd: root });
    expect(stdout.trim()).toBe('[1,["flags",2],"flags",3,["flags",4],["flags",5]]');
  });
});

test('the result is CommonJS, whatever the package around it is', async () => {
  await build();
  const code =
    "const main = require('./dist/main.js');" +
    'main.heavy().then(({ schema }) => console.log(main.url, typeof schema, ' +
    "process.moduleLoadList.includes('NativeModule child_process')))";
  const { stdout } = await run(process.execPath, ['-e', code], { cwd: root });
  const main = pathToFileURL(path.join(root, 'dist/main.js')).href;
  expect(stdout.trim()).toBe(`${main} object false`);
});

test('licence texts of what is bundled go with it, and only those', async () => {
  await build();
  const text = await readFile(path.join(root, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
  for (const name of ['commander', 'valibot']) {
    expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(MIT\\)$`, 'm'));
  }
  expect(text).toContain('Permission is hereby granted');
  expect(text).not.toMatch(/^open /m);
});

test('builds at the same time leave one whole result', async () => {
  const results = await Promise.all(Array.from({ length: 4 }, build));
  expect(results.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  expect(await evaluate('main.version')).toBe('4.5.6');
  expect((await readdir(path.join(root, 'dist'))).sort()).toEqual([
    'THIRD-PARTY-LICENSES.txt',
    'chunks',
    'fetch-thread.js',
    'host.js',
    'main.js',
    'package.json',
  ]);
  expect(await leftovers()).toEqual([]);
});

test('files of an earlier build are gone', async () => {
  await put('dist/stale.js', '');
  await build();
  expect(await readdir(path.join(root, 'dist'))).not.toContain('stale.js');
});

test('a missing entry is named and fails; the other one is built', async () => {
  await rm(path.join(root, 'src/host'), { recursive: true });
  const { code, stderr } = await build();
  expect(code).toBe(1);
  expect(stderr).toContain('src/host/node/index.ts is missing');
  expect(await evaluate('main.version')).toBe('4.5.6');
});

test('a source that does not build leaves the earlier result alone', async () => {
  await build();
  await put('src/cli/main.ts', `import './nowhere.ts';\n`);
  const { code, stderr } = await build();
  expect(code).toBe(1);
  expect(stderr).toContain('nowhere.ts');
  expect(await evaluate('main.version')).toBe('4.5.6');
  expect(await leftovers()).toEqual([]);
});
