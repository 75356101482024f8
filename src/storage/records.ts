import * as v from 'valibot';
import type { Org } from '../model/grant.ts';
import type { SecretStore } from './secret-store.ts';

/** What names a record: one client on one site, and one organisation of it where that matters. */
export interface RecordQuery {
  readonly clientId: string;
  /** Site key, such as `eu1`. */
  readonly site: string;
  /** `dd_oid`; without it the newest record of any organisation is meant. */
  readonly orgId?: string | undefined;
}

/** What every kind of record has. */
export interface StoredRecord {
  readonly clientId: string;
  readonly site: string;
  readonly org: Org;
}

/** Records of one kind in a secret store. */
export interface RecordStore<T extends StoredRecord> {
  /** Adds it, or replaces the one of the same client, site and organisation. */
  save(record: T): Promise<void>;
  /** The newest that fits. */
  find(query: RecordQuery): Promise<T | undefined>;
  /** All, or one client's; by client, site, organisation. */
  list(clientId?: string): Promise<readonly T[]>;
  /** Whether it was there. */
  remove(record: T): Promise<boolean>;
}

/** One kind of record. */
export interface RecordKind<T extends StoredRecord> {
  /** First part of the ids. */
  readonly prefix: string;
  /** How the record is called in a notice. */
  readonly name: string;
  readonly schema: v.GenericSchema<unknown, T>;
  /** When it was made, ISO 8601 or empty. */
  readonly madeAt: (record: T) => string;
  /** Sets apart several of one organisation; without it there is one. */
  readonly distinction?: (record: T) => string;
}

/** ISO 8601, as `Date` understands it. */
export const Time = v.pipe(
  v.string(),
  v.check((text) => !Number.isNaN(Date.parse(text))),
);

/** An organisation as a record holds it. */
export const OrgSchema = v.object({
  id: v.exactOptional(v.string()),
  name: v.exactOptional(v.string()),
});

/**
 * Opens the records of one kind. An entry that is not as it should be is told about by name and passed
 * over; saving the record anew repairs it.
 */
export function openRecords<T extends StoredRecord>(
  store: SecretStore,
  kind: RecordKind<T>,
): RecordStore<T> {
  const idOf = (record: T): string =>
    recordId(kind.prefix, [
      record.clientId,
      record.site,
      record.org.id,
      ...(kind.distinction === undefined ? [] : [kind.distinction(record)]),
    ]);
  const readAll = async (prefix: string): Promise<readonly T[]> => {
    const records: T[] = [];
    for (const id of await store.list(prefix)) {
      const text = await store.get(id);
      // Another process may have removed it since the list was made.
      if (text === undefined) continue;
      const record = parse(text, kind.schema);
      if (record !== undefined && idOf(record) === id) records.push(record);
      else store.onNotice(`The stored ${kind.name} "${id}" cannot be read and is passed over.`);
    }
    return records;
  };
  return {
    save: (record) => store.set(idOf(record), JSON.stringify(record)),
    find: async ({ clientId, site, orgId }) => {
      const org = orgId === undefined ? [] : [orgId];
      const last = orgId !== undefined && kind.distinction === undefined;
      const prefix = recordId(kind.prefix, [clientId, site, ...org]) + (last ? '' : '/');
      const found = await readAll(prefix);
      return found
        .filter((record) => orgId === undefined || record.org.id === orgId)
        .reduce<T | undefined>(
          (newest, each) =>
            newest === undefined || isNewer(kind.madeAt(each), kind.madeAt(newest)) ? each : newest,
          undefined,
        );
    },
    list: (clientId) =>
      readAll(`${recordId(kind.prefix, clientId === undefined ? [] : [clientId])}/`),
    remove: (record) => store.delete(idOf(record)),
  };
}

/** Joins the parts of an id. They come from outside and may hold `/`; one that is not known is `-`. */
export function recordId(prefix: string, parts: readonly (string | undefined)[]): string {
  const encoded = parts.map((part) => {
    if (part === undefined || part === '') return '-';
    // Half a surrogate pair cannot be encoded; the round trip replaces it.
    return part === '-' ? '%2D' : encodeURIComponent(Buffer.from(part).toString());
  });
  return [prefix, ...encoded].join('/');
}

function parse<T>(text: string, schema: v.GenericSchema<unknown, T>): T | undefined {
  try {
    const parsed = v.safeParse(schema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

function isNewer(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => Date.parse(text) || 0);
  return (first ?? 0) > (second ?? 0);
}
