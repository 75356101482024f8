import { readFileSync } from 'node:fs';

const CI_DOC = readFileSync(new URL('../../docs/ci.md', import.meta.url), 'utf8');

/** The example of docs/ci.md that begins with the name of its file in a comment. */
export function ciExample(file: string): string {
  const blocks = [...CI_DOC.matchAll(/^```\w+\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
  const found = blocks.find((text) => /^(?:#|\/\/) (\S+)\n/.exec(text)?.[1] === file);
  if (found === undefined) throw new Error(`docs/ci.md has no example ${file}`);
  return found;
}
