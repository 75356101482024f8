/** Writes docs/lint.md from the rules: npm run docs:lint */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { lintDocument } from './write-lint-doc/document.mjs';

const ENTRY = `
  export { LINT_RULES } from './lint/rules/index.ts';
  export { LINT_RULE_FINDINGS } from './catalog/findings/lint.ts';
  export { LINKS } from './catalog/spec-links.ts';
`;

const { outputFiles } = await build({
  stdin: {
    contents: ENTRY,
    resolveDir: fileURLToPath(new URL('../src/', import.meta.url)),
    loader: 'ts',
  },
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
});
const text = Buffer.from(outputFiles[0].contents).toString('base64');
const { LINT_RULES, LINT_RULE_FINDINGS, LINKS } = await import(
  `data:text/javascript;base64,${text}`
);
const target = new URL('../docs/lint.md', import.meta.url);
await writeFile(target, await lintDocument(LINT_RULES, LINT_RULE_FINDINGS, LINKS));
