import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkTree } from '../../scripts/check-imports/check-tree.mjs';

const script = fileURLToPath(new URL('../../scripts/check-imports.mjs', import.meta.url));
let root = '';

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'ddoauth-imports-'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

type Files = Readonly<Record<string, string>>;

function plant(files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Violations in a tree of files, as `file:line: problem`. */
function check(files: Files): string[] {
  plant(files);
  return checkTree(root).violations.map(
    ({ file, line, problem }) => `${file}:${String(line)}: ${problem}`,
  );
}

/** Runs the script on a tree of files. */
function run(files: Files): { status: number | null; stdout: string; stderr: string } {
  plant(files);
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, root], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** One file for every layer, so that any of them can be imported. */
const TREE: Files = {
  'bin/tool.js':
    "import module from 'node:module';\nawait import('../dist/main.js');\nimport('../dist/host.js');\nprocess.exit(0);\n",
  'src/model/a.ts': 'export const model = 1;\n',
  'src/host/host.ts': 'export interface Host { readonly x: number }\n',
  'src/host/node/index.ts':
    "import { env } from 'node:process';\nimport open from 'open';\nexport const host = [process.argv, env, open];\n",
  'src/host/node/keychain.ts': "export const load = () => import('keytar');\n",
  'src/catalog/a.ts': "import { model } from '../model/a.ts';\nexport const catalog = model;\n",
  'src/errors.ts': "import { catalog } from './catalog/a.ts';\nexport const errors = catalog;\n",
  'src/redact.ts': "import { model } from './model/a.ts';\nexport const redact = model;\n",
  'src/sites/a.ts': "import { errors } from '../errors.ts';\nexport const sites = errors;\n",
  'src/oauth/a.ts':
    "import * as o from 'oauth4webapi';\nimport { sites } from '../sites/a.ts';\nexport const oauth = [o, sites];\n",
  'src/callback/a.ts': "import s from 'selfsigned';\nexport const callback = s;\n",
  'src/storage/a.ts': "import fs from 'node:fs';\nexport const storage = fs;\n",
  'src/simulator/a.ts': "import * as v from 'valibot';\nexport const simulator = v;\n",
  'src/diagnosis/a.ts': 'export const diagnosis = 1;\n',
  'src/report/style.ts': "import chalk from 'chalk';\nexport const report = chalk;\n",
  'src/settings/a.ts': 'export const settings = 1;\n',
  'src/transport/a.ts': "import type { Host } from '../host/host.ts';\nexport type T = Host;\n",
  'src/datadog/a.ts': "import { oauth } from '../oauth/a.ts';\nexport const datadog = oauth;\n",
  'src/checks/a.ts': "import { datadog } from '../datadog/a.ts';\nexport const checks = datadog;\n",
  'src/flows/a.ts':
    "import { checks } from '../checks/a.ts';\nimport { simulator } from '../simulator/a.ts';\nexport const flows = [checks, simulator];\n",
  'src/cli/main.ts':
    "import { Command } from 'commander';\nimport { flows } from '../flows/a.ts';\nimport { report } from '../report/style.ts';\nexport const main = [Command, flows, report];\n",
};

describe('the script', () => {
  test('passes a tree that keeps to the rules', () => {
    expect(run(TREE)).toEqual({
      status: 0,
      stdout: 'check-imports: 21 files, 0 violations\n',
      stderr: '',
    });
  });

  test('takes no empty folder for a clean tree', () => {
    expect(run({ 'README.md': '' }).status).toBe(1);
  });

  test('prints every violation, not only the first', () => {
    const { status, stderr } = run({
      ...TREE,
      'src/model/b.ts': "import '../cli/main.ts';\nimport '../flows/a.ts';\n",
      'src/oauth/b.ts': "import '../storage/a.ts';\nprocess.exit();\n",
    });
    expect(status).toBe(1);
    expect(stderr).toBe(
      [
        'src/model/b.ts:1: model may not import cli (../cli/main.ts)',
        'src/model/b.ts:2: model may not import flows (../flows/a.ts)',
        'src/oauth/b.ts:1: oauth may not import storage (../storage/a.ts)',
        'src/oauth/b.ts:2: touches process outside src/host/node and bin',
        'check-imports: 23 files, 4 violations',
        '',
      ].join('\n'),
    );
  });
});

describe('who may import whom', () => {
  test.each([
    ['src/model/b.ts', '../catalog/a.ts', 'model may not import catalog'],
    ['src/host/host.ts', '../model/a.ts', 'host may not import model'],
    ['src/catalog/b.ts', '../errors.ts', 'catalog may not import errors'],
    ['src/errors.ts', './redact.ts', 'errors may not import redact'],
    ['src/redact.ts', './host/host.ts', 'redact may not import host'],
    ['src/sites/b.ts', '../host/host.ts', 'sites may not import host'],
    ['src/oauth/b.ts', '../callback/a.ts', 'oauth may not import callback'],
    ['src/callback/b.ts', '../oauth/a.ts', 'callback may not import oauth'],
    ['src/storage/b.ts', '../host/node/index.ts', 'storage may not import host/node'],
    ['src/simulator/b.ts', '../oauth/a.ts', 'simulator may not import oauth'],
    ['src/diagnosis/b.ts', '../report/style.ts', 'diagnosis may not import report'],
    ['src/report/b.ts', '../settings/a.ts', 'report may not import settings'],
    ['src/settings/b.ts', '../transport/a.ts', 'settings may not import transport'],
    ['src/transport/b.ts', '../datadog/a.ts', 'transport may not import datadog'],
    ['src/host/node/b.ts', '../../transport/a.ts', 'host/node may not import transport'],
    ['src/datadog/b.ts', '../checks/a.ts', 'datadog may not import checks'],
    ['src/datadog/b.ts', '../transport/a.ts', 'datadog may not import transport'],
    ['src/checks/b.ts', '../flows/a.ts', 'checks may not import flows'],
    ['src/checks/b.ts', '../simulator/a.ts', 'checks may not import simulator'],
    ['src/flows/b.ts', '../report/style.ts', 'flows may not import report'],
    ['src/flows/b.ts', '../host/node/index.ts', 'flows may not import host/node'],
    ['src/flows/b.ts', '../cli/main.ts', 'flows may not import cli'],
    ['src/cli/b.ts', '../host/node/index.ts', 'cli may not import host/node'],
  ])('%s importing %s', (file, target, problem) => {
    expect(check({ ...TREE, [file]: `\nimport '${target}';\n` })).toEqual([
      `${file}:2: ${problem} (${target})`,
    ]);
  });
});

describe('rooms of a layer', () => {
  const ROOMS: Files = {
    ...TREE,
    'src/simulator/http/a.ts': 'export const http = 1;\n',
    'src/simulator/world/a.ts': 'export const world = 1;\n',
    'src/simulator/oauth/a.ts': 'export const oauth = 1;\n',
    'src/diagnosis/define-rule.ts': 'export const rule = 1;\n',
    'src/cli/program.ts': 'export const program = 1;\n',
  };

  test.each([
    ['src/simulator/http/b.ts', '../world/a.ts', 'simulator/http may not import simulator/world'],
    [
      'src/simulator/intake/b.ts',
      '../oauth/a.ts',
      'simulator/intake may not import simulator/oauth',
    ],
    ['src/simulator/http/b.ts', '../a.ts', 'simulator/http may not import simulator/a'],
    [
      'src/simulator/world/deep/b.ts',
      '../../oauth/a.ts',
      'simulator/world may not import simulator/oauth',
    ],
    [
      'src/diagnosis/text/b.ts',
      '../define-rule.ts',
      'diagnosis/text may not import diagnosis/define-rule',
    ],
    [
      'src/diagnosis/read-input.ts',
      './define-rule.ts',
      'diagnosis/read-input may not import diagnosis/define-rule',
    ],
    ['src/cli/commands/b.ts', '../program.ts', 'cli/commands may not import cli/program'],
  ])('%s may not import %s', (file, target, problem) => {
    expect(check({ ...ROOMS, [file]: `import '${target}';\n` })).toEqual([
      `${file}:1: ${problem} (${target})`,
    ]);
  });

  test.each([
    ['src/simulator/world/b.ts', '../http/a.ts'],
    ['src/simulator/world/b.ts', './deep/c.ts'],
    ['src/simulator/api/b.ts', '../oauth/a.ts'],
    ['src/simulator/b.ts', './oauth/a.ts'],
    ['src/simulator/b.ts', './a.ts'],
    ['src/simulator/new/b.ts', '../a.ts'],
    ['src/diagnosis/facts/b.ts', '../define-rule.ts'],
    ['src/flows/b.ts', './deep/c.ts'],
    ['src/flows/b.ts', '../simulator/oauth/a.ts'],
  ])('%s may import %s', (file, target) => {
    const more = { 'src/simulator/world/deep/c.ts': '', 'src/flows/deep/c.ts': '' };
    expect(check({ ...ROOMS, ...more, [file]: `import '${target}';\n` })).toEqual([]);
  });
});

test.each([
  ["import type { main } from '../cli/main.ts';", 1],
  ["import { type main } from '../cli/main.ts';", 1],
  ["export { main } from '../cli/main.ts';", 1],
  ["export * from '../cli/main.ts';", 1],
  ["export type { main } from '../cli/main.ts';", 1],
  ["\n\nexport const f = async () => import('../cli/main.ts');", 3],
  ['export const f = () => import(`../cli/main.ts`);', 1],
  ["export type M = import('../cli/main.ts').main;", 1],
  ["export type M = typeof import('../cli/main.ts');", 1],
  ["import main = require('../cli/main.ts');", 1],
  ["export const m = require('../cli/main.ts');", 1],
])('every way to import counts: %s', (text, line) => {
  const violations = check({ ...TREE, 'src/model/b.ts': `${text}\n` });
  expect(violations).toEqual([
    `src/model/b.ts:${String(line)}: model may not import cli (../cli/main.ts)`,
  ]);
});

test.each([
  ['export const f = (name: string) => import(name);', 'only known at run time'],
  ["import '../../package.json';", 'outside src'],
  ["import '../../test/a.ts';", 'outside src'],
  ["import './missing.ts';", 'does not exist'],
  ["import '/etc/a.ts';", 'no relative path'],
  ["import 'fs';", 'without node:'],
  ["import 'left-pad';", 'left-pad has no door'],
  ["import '@scope/thing/deep.js';", '@scope/thing has no door'],
  ["import 'commander';", 'storage may not import commander'],
  ["import 'undici';", 'storage may not import undici'],
  ["import 'undici/types/agent.js';", 'storage may not import undici'],
  ["import type { Agent } from 'undici';", 'storage may not import undici'],
  ["import 'chalk';", 'only src/report/style.ts may import chalk'],
])('storage with %s', (text, problem) => {
  const violations = check({ ...TREE, 'src/storage/b.ts': `${text}\n` });
  expect(violations).toHaveLength(1);
  expect(violations[0]).toMatch(/^src\/storage\/b\.ts:1: /);
  expect(violations[0]).toContain(problem);
});

test.each([
  ['src/report/b.ts', "import 'chalk';", 'only src/report/style.ts may import chalk'],
  ['src/flows/b.ts', "import 'valibot';", 'flows may not import valibot'],
  ['src/simulator/b.ts', "import 'oauth4webapi';", 'simulator may not import oauth4webapi'],
  ['src/host/node/b.ts', "import 'open';", 'open already comes in by src/host/node/'],
  ['src/host/node/b.ts', "import 'commander';", 'host/node may not import commander'],
  ['src/catalog/b.ts', "import 'node:fs';", 'catalog is plain data'],
  ['bin/other.js', "import '../src/cli/main.ts';", 'bin may not import src/cli/main.ts'],
  ['bin/other.js', "import 'commander';", 'commander has no door'],
])('%s with %s', (file, text, problem) => {
  const violations = check({ ...TREE, [file]: `${text}\n` });
  expect(violations).toHaveLength(1);
  expect(violations[0]).toContain(problem);
});

test('a declaration of types is no second door', () => {
  const files = {
    'src/host/node/fetch.ts': "import agent from 'undici/lib/agent.js';\nexport const a = agent;\n",
    'src/host/node/parts.d.ts':
      "declare module 'undici/lib/agent.js' {\n  export { Agent as default } from 'undici';\n}\n",
  };
  expect(check({ ...TREE, ...files })).toEqual([]);
  expect(check({ ...TREE, ...files, 'src/host/node/b.ts': "import 'undici';\n" })).toHaveLength(1);
});

describe('process', () => {
  test.each([
    'export const p = process.env;',
    'export const p = typeof process;',
    'export const p = { process };',
    'export const p = globalThis.process;',
    "export const p = globalThis['process'].pid;",
    'export const p = (x = process) => x;',
    'const { process: p } = globalThis;',
    'const { process } = globalThis;',
    "import { argv } from 'node:process';",
    'export type P = typeof process.env;',
  ])('is found in %s', (text) => {
    const violations = check({ ...TREE, 'src/cli/b.ts': `\n${text}\n` });
    expect(violations).toHaveLength(1);
    expect(violations[0]).toMatch(/^src\/cli\/b\.ts:2: .*outside src\/host\/node and bin/);
  });

  test.each([
    'export const p = (run: { process: number }) => run.process;',
    'export const p = { process: 1 };',
    "export const p = 'process'; // process",
    'export const p = (process: number) => process;',
    '/** Ends the {@link process}. */\nexport const p = 1;',
  ])('is another thing in %s', (text) => {
    expect(check({ ...TREE, 'src/cli/b.ts': `${text}\n` })).toEqual([]);
  });
});

describe('files', () => {
  test.each([
    'src/cli/utils.ts',
    'src/cli/util.ts',
    'src/cli/helpers.ts',
    'src/cli/string-utils.ts',
    'src/cli/helper.test.ts',
    'src/cli/utils/dates.ts',
  ])('%s is a name that says nothing', (file) => {
    expect(check({ ...TREE, [file]: '' })).toHaveLength(1);
  });

  test.each(['src/cli/utility-bill.ts', 'src/cli/helpful.ts'])('%s is a name', (file) => {
    expect(check({ ...TREE, [file]: '' })).toEqual([]);
  });

  const lines = (count: number) => 'export {};\n'.repeat(count);

  test.each([
    ['src/cli/b.ts', lines(250), 0],
    ['src/cli/b.ts', lines(251), 1],
    ['src/catalog/b.ts', lines(900), 0],
    ['src/cli/b.ts', `// Generated by scripts/generate.mjs.\n${lines(900)}`, 0],
    ['src/cli/b.ts', `${lines(300)}// Generated\n`, 1],
  ])('%s may be so long', (file, text, count) => {
    expect(check({ ...TREE, [file]: text })).toHaveLength(count);
  });

  test.each(['src/tools/a.ts', 'src/stray.ts', 'src/host/stray.ts'])('%s has no place', (file) => {
    expect(check({ ...TREE, [file]: '' })).toHaveLength(1);
  });
});
