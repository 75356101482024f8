/** The catalog is TypeScript: it is bundled in memory and imported. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url));
const ENTRY = `
  export { ANY_TOKEN_ROUTES } from './catalog/any-token-routes.ts';
  export { SCOPES } from './catalog/scopes.ts';
  export { SITES } from './catalog/sites.ts';
  export { DATA_TYPES } from './catalog/data-types.ts';
  export { SPECIFIED_PAYLOADS } from './catalog/payload-schemas.ts';
  export { ownPayload, ownTags } from './datadog/data/own-payload.ts';
  export { READ_ROUTES } from './datadog/data/read-routes.ts';
  export { intakeOf, submissionRequest } from './datadog/data/submission.ts';
`;

/** The tables of src/, and what builds the requests that send data and read it back. */
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
