import { writeFile } from 'node:fs/promises';
import prettier from 'prettier';

/** Writes the table as TypeScript, formatted. `leftOut`: lines for its comment. */
export async function writeTable(path, table, leftOut) {
  const text = `// Written by scripts/generate-intake-hosts.mjs; change the script or its input, not this file.
import type { SiteIntakes } from './site-row.ts';

/**
 * Hosts that take data, by site, each with how it was learnt. Not here:
 *
${leftOut.map((line) => ` * - ${line}`).join('\n')}
 */
export const INTAKE_HOSTS = ${JSON.stringify(table)} as const satisfies Readonly<Record<string, SiteIntakes>>;
`;
  const options = await prettier.resolveConfig(path);
  await writeFile(
    path,
    await prettier.format(text, { ...options, filepath: path, quoteProps: 'as-needed' }),
  );
}
