/**
 * Writes src/catalog/payload-schemas.ts: what the bodies of submissions look like, from Datadog's API
 * specification.
 *
 * node scripts/generate-payload-schemas.mjs openapi-v1.yaml openapi-v2.yaml
 */
import { writeFile } from 'node:fs/promises';
import prettier from 'prettier';
import { payloadSchemas } from './generate-payload-schemas/compact.mjs';
import { readSpecification } from './openapi/specification.mjs';

const paths = process.argv.slice(2);
if (paths.length !== 2) {
  console.error('usage: node scripts/generate-payload-schemas.mjs openapi-v1.yaml openapi-v2.yaml');
  process.exit(2);
}

const schemas = payloadSchemas(await readSpecification(...paths));
const target = new URL('../src/catalog/payload-schemas.ts', import.meta.url);
const text = `// Written by scripts/generate-payload-schemas.mjs; change the script or its input, not this file.
import type { PayloadSchema } from './payload-schema.ts';

/** Request bodies as Datadog's API specification describes them, by data type. */
export const SPECIFIED_PAYLOADS = ${JSON.stringify(schemas)} as const satisfies Record<string, PayloadSchema>;
`;
const options = await prettier.resolveConfig(target);
await writeFile(target, await prettier.format(text, { ...options, parser: 'typescript' }));
