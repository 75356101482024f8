import * as v from 'valibot';
import type { ApiKey } from '../model/grant.ts';
import { openRecords, OrgSchema, Time, type RecordStore } from './records.ts';
import type { SecretStore } from './secret-store.ts';

/** API keys at rest. A new key of an organisation stands beside the one before: its value is shown once. */
export type ApiKeyStore = RecordStore<ApiKey>;

const ApiKeySchema = v.object({
  clientId: v.pipe(v.string(), v.nonEmpty()),
  site: v.pipe(v.string(), v.nonEmpty()),
  org: OrgSchema,
  keyId: v.string(),
  name: v.string(),
  last4: v.string(),
  value: v.pipe(v.string(), v.nonEmpty()),
  // Datadog's answer may come without it.
  createdAt: v.union([v.literal(''), Time]),
  runId: v.exactOptional(v.string()),
});

/** Reads a key that was written as JSON; `undefined` when it is none. */
export function parseApiKey(text: string): ApiKey | undefined {
  try {
    const parsed = v.safeParse(ApiKeySchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** Opens the API keys of a store, under `api-key/<clientId>/<site>/<orgId>/<keyId or last4>`. */
export function createApiKeyStore(store: SecretStore): ApiKeyStore {
  return openRecords(store, {
    prefix: 'api-key',
    name: 'API key',
    schema: ApiKeySchema,
    madeAt: ({ createdAt }) => createdAt,
    distinction: ({ keyId, last4 }) => keyId || last4,
  });
}
