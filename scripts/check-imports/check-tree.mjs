// What is wrong with the files of a tree: places, names, lengths, imports, use of `process`.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { judgeImport, packageOf } from './judge-import.mjs';
import { DOORS, layerOf, MAY_IMPORT, MAY_TOUCH_PROCESS, MOST_LINES } from './layers.mjs';
import { readModule } from './read-module.mjs';

const SOURCE = /\.(?:[cm]?ts|[cm]?js|tsx|jsx)$/;
const VAGUE_NAME = /(?:^|[-_.])(?:utils?|helpers?)(?:[-_.]|$)/i;
const GENERATED = /^(?:\s*(?:\/\/|\/\*).*\n){0,3}?\s*(?:\/\/|\/\*).*\b[Gg]enerated\b/;

/**
 * Holds src/ and bin/ below `root` to the rules of layers.mjs.
 * @param {string} root absolute path
 * @returns {{ files: string[], violations: { file: string, line: number, problem: string }[] }}
 */
export function checkTree(root) {
  const files = ['src', 'bin'].flatMap((folder) => filesBelow(root, folder)).sort();
  const isThere = (file) => isFile(path.join(root, file));
  const modules = files.map((file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    return { file, text, ...readModule(file, text) };
  });
  const violations = modules.flatMap((each) => checkModule(each, isThere));
  return { files, violations: [...violations, ...checkDoors(modules)] };
}

/** Source files below a folder, as paths below the root with forward slashes. */
function filesBelow(root, folder) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true })
    .map((name) => path.posix.join(folder, name.replaceAll('\\', '/')))
    .filter((file) => SOURCE.test(file) && isFile(path.join(root, file)));
}

function isFile(file) {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

function checkModule({ file, text, imports, processLines }, isThere) {
  const at = (line, problem) => ({ file, line, problem });
  return [
    ...checkPlace(file, text).map((problem) => at(1, problem)),
    ...imports.flatMap(({ specifier, line }) => {
      const problem = judgeImport(file, specifier, isThere);
      return problem === undefined ? [] : [at(line, problem)];
    }),
    ...(MAY_TOUCH_PROCESS.test(file) ? [] : processLines).map((line) =>
      at(line, 'touches process outside src/host/node and bin'),
    ),
  ];
}

/** What is wrong with a file's name, folder or length. */
function checkPlace(file, text) {
  const problems = [];
  const layer = layerOf(file);
  if (file.startsWith('src/') && (layer === undefined || !Object.hasOwn(MAY_IMPORT, layer))) {
    problems.push(`${layer ?? 'this file'} has no row in the table of layers`);
  }
  if (layer === 'host' && file !== 'src/host/host.ts') {
    problems.push('only host.ts and node/ may stand in src/host');
  }
  if (VAGUE_NAME.test(file.replaceAll('/', '.'))) {
    problems.push('a name such as utils or helpers says nothing about what is in it');
  }
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  const table = file.startsWith('src/catalog/') || GENERATED.test(text);
  if (file.startsWith('src/') && !table && lines > MOST_LINES) {
    problems.push(`has ${String(lines)} lines, more than ${String(MOST_LINES)}`);
  }
  return problems;
}

/** Packages that come in by more than the one file they may. A declaration of types loads nothing. */
function checkDoors(modules) {
  const loading = modules.filter(({ file }) => !file.endsWith('.d.ts'));
  const uses = loading.flatMap(({ file, imports }) => imports.map((each) => ({ file, ...each })));
  return Object.keys(DOORS)
    .filter((name) => DOORS[name].single && DOORS[name].file === undefined)
    .flatMap((name) => {
      const users = uses.filter(
        ({ specifier }) => specifier !== undefined && packageOf(specifier) === name,
      );
      return users
        .filter(({ file }) => file !== users[0].file)
        .map(({ file, line }) => ({
          file,
          line,
          problem: `${name} already comes in by ${users[0].file}`,
        }));
    });
}
