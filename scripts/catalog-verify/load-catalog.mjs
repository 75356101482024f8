/** The catalog is TypeScript: it is bundled in memory and imported. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url));
const ENTRY = `
  export { ANY_TOKEN_ROUTES } from './catalog/any-token-routes.ts';
  export { SCOPES } from './catalog/scopes.ts';
  export { SITES } from './catalog/sites.ts';
  export { DATA_TYPES } from './datadog/data-types.ts';
`;

/** `{ ANY_TOKEN_ROUTES, SCOPES, SITES, DATA_TYPES }` of src/. */
export async function loadCatalog() {
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: SOURCE, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
  });
  const text = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${text}`);
}
