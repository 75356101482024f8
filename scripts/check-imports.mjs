// Holds src/ and bin/ to the layers: `node scripts/check-imports.mjs [root]`. Prints every violation
// as file:line and exits 1 when there is one.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkTree } from './check-imports/check-tree.mjs';

const root = path.resolve(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)));
const { files, violations } = checkTree(root);

for (const { file, line, problem } of violations) {
  console.error(`${file}:${String(line)}: ${problem}`);
}
const counts = `${String(files.length)} files, ${String(violations.length)} violations`;
const clean = violations.length === 0 && files.length > 0;
(clean ? console.log : console.error)(`check-imports: ${counts}`);
process.exitCode = clean ? 0 : 1;
