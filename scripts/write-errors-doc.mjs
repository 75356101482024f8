/** Writes docs/errors.md from the rules of diagnose and their examples: npm run docs:errors */
import { writeFile } from 'node:fs/promises';
import { errorsDocument } from './write-errors-doc/document.mjs';
import { loadRules } from './write-errors-doc/load-rules.mjs';

const { RULES, EXAMPLES, LINKS, describeRule } = await loadRules();
const entries = RULES.map((rule) => ({
  ...describeRule(rule),
  examples: EXAMPLES[rule.id].recognises,
}));
const target = new URL('../docs/errors.md', import.meta.url);
await writeFile(target, await errorsDocument(entries, LINKS));
