import * as v from 'valibot';
import type { Grant } from '../model/grant.ts';
import { openRecords, OrgSchema, Time, type RecordStore } from './records.ts';
import type { SecretStore } from './secret-store.ts';

/** Grants at rest: one for each client, site and organisation. */
export type GrantStore = RecordStore<Grant>;

const GrantSchema = v.object({
  clientId: v.pipe(v.string(), v.nonEmpty()),
  site: v.pipe(v.string(), v.nonEmpty()),
  domain: v.pipe(v.string(), v.nonEmpty()),
  org: OrgSchema,
  accessToken: v.pipe(v.string(), v.nonEmpty()),
  refreshToken: v.exactOptional(v.pipe(v.string(), v.nonEmpty())),
  scopes: v.nullable(v.array(v.string())),
  obtainedAt: Time,
  expiresAt: v.nullable(Time),
  seed: v.exactOptional(v.pipe(v.string(), v.nonEmpty())),
});

/** Opens the grants of a store, under `grant/<clientId>/<site>/<orgId>`. */
export function createGrantStore(store: SecretStore): GrantStore {
  return openRecords(store, {
    prefix: 'grant',
    name: 'grant',
    schema: GrantSchema,
    madeAt: ({ obtainedAt }) => obtainedAt,
  });
}
