import type { PayloadSchema } from '../../src/catalog/payload-schema.ts';
import type { Disagreement } from './check-request.mjs';

/** Whether request schemas, by data type, are those of the specification. */
export function checkPayloadSchemas(
  schemas: Readonly<Record<string, PayloadSchema>>,
  specification: Readonly<Record<string, unknown>>,
): readonly Disagreement[];
