/** Writes the rows as TypeScript: src/catalog/scopes.ts and a file for each range of letters. */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';

const CATALOG = fileURLToPath(new URL('../../src/catalog/', import.meta.url));
const FILES = [
  ['a-b', /^[ab]/],
  ['c-d', /^[cd]/],
  ['e-l', /^[e-l]/],
  ['m-r', /^[m-r]/],
  ['s-z', /^[s-z]/],
];

/** Replaces the data files of the catalog by these rows. */
export async function writeCatalog(all) {
  const folder = `${CATALOG}scopes/`;
  await mkdir(folder, { recursive: true });
  for (const old of await readdir(folder)) await rm(folder + old);
  for (const [name, letters] of FILES) {
    const part = all.filter(({ scope }) => letters.test(scope));
    await write(
      `${folder}${name}.ts`,
      `// Written by scripts/generate-scopes.mjs; change the script or its input, not this file.
       import type { ScopeRow } from '../scope-row.ts';

       /** Scopes that begin with ${name.replace('-', ' to ')}. */
       export const ${constantOf(name)}: readonly ScopeRow[] = ${JSON.stringify(part)};`,
    );
  }
  await write(
    `${CATALOG}scopes.ts`,
    `// Written by scripts/generate-scopes.mjs; change the script or its input, not this file.
     import type { ScopeRow } from './scope-row.ts';
     ${FILES.map(([name]) => `import { ${constantOf(name)} } from './scopes/${name}.ts';`).join('\n')}

     /** Every scope the project knows, in alphabetical order. */
     export const SCOPES: readonly ScopeRow[] = [${FILES.map(([name]) => `...${constantOf(name)}`)}];`,
  );
}

function constantOf(name) {
  return `SCOPES_${name.replace('-', '_').toUpperCase()}`;
}

async function write(path, text) {
  const options = await prettier.resolveConfig(path);
  await writeFile(
    path,
    await prettier.format(text, { ...options, filepath: path, quoteProps: 'as-needed' }),
  );
}
