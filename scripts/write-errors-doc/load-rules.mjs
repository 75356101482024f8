/** The rules are TypeScript: they are bundled in memory and imported. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ENTRY = `
  export { LINKS } from './src/catalog/spec-links.ts';
  export { describeRule } from './src/diagnosis/describe-rule.ts';
  export { RULES } from './src/diagnosis/rules/index.ts';
  export { EXAMPLES } from './test/diagnosis/examples/index.ts';
`;

/** The rules, what puts them into words, the texts they are tested with, and the pages they name. */
export async function loadRules() {
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  });
  const text = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${text}`);
}
