// Holds src/ and bin/ to the layers: `node scripts/check-imports.mjs [root]`. Prints every violation
// as file:line and exits 1 when there is one.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { judgeImport, packageOf } from './check-imports/judge-import.mjs';
import {
  DOORS,
  layerOf,
  MAY_IMPORT,
  MAY_TOUCH_PROCESS,
  MOST_LINES,
} from './check-imports/layers.mjs';
import { readModule } from './check-imports/read-module.mjs';

const root = path.resolve(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)));
const SOURCE = /\.(?:[cm]?ts|[cm]?js|tsx|jsx)$/;
const VAGUE_NAME = /(?:^|[-_.])(?:utils?|helpers?)(?:[-_.]|$)/i;
const GENERATED = /^(?:\s*(?:\/\/|\/\*).*\n){0,3}?\s*(?:\/\/|\/\*).*\b[Gg]enerated\b/;

const files = ['src', 'bin'].flatMap((folder) => filesBelow(folder)).sort();
const violations = files.flatMap(checkFile).concat(checkDoors());
for (const { file, line, problem } of violations) {
  console.error(`${file}:${String(line)}: ${problem}`);
}
if (files.length === 0) console.error(`check-imports: no files in ${root}`);
else if (violations.length === 0)
  console.log(`check-imports: ${String(files.length)} files, no violation`);
else
  console.error(
    `check-imports: ${String(violations.length)} violations in ${String(files.length)} files`,
  );
process.exitCode = violations.length > 0 || files.length === 0 ? 1 : 0;

/** Source files below a folder, as paths below the root with forward slashes. */
function filesBelow(folder) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true })
    .map((name) => path.posix.join(folder, name.replaceAll('\\', '/')))
    .filter((file) => SOURCE.test(file) && isFile(file));
}

function isFile(file) {
  return statSync(path.join(root, file), { throwIfNoEntry: false })?.isFile() === true;
}

function checkFile(file) {
  const text = readFileSync(path.join(root, file), 'utf8');
  const { imports, processLines } = readModule(file, text);
  const at = (line, problem) => ({ file, line, problem });
  return [
    ...checkPlace(file, text).map((problem) => at(1, problem)),
    ...imports.flatMap(({ specifier, line }) => {
      const problem = judgeImport(file, specifier, isFile);
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

/** Packages that come in by more than the one file they may. */
function checkDoors() {
  const uses = files.flatMap((file) =>
    readModule(file, readFileSync(path.join(root, file), 'utf8')).imports.map((each) => ({
      file,
      ...each,
    })),
  );
  return Object.keys(DOORS)
    .filter((name) => DOORS[name].single)
    .flatMap((name) => {
      const users = uses.filter(
        ({ specifier }) => specifier !== undefined && packageOf(specifier) === name,
      );
      const [first] = users;
      return users
        .filter(({ file }) => file !== first?.file && DOORS[name].file === undefined)
        .map(({ file, line }) => ({
          file,
          line,
          problem: `${name} already comes in by ${first.file}`,
        }));
    });
}
