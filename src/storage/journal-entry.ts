import * as v from 'valibot';
import type { JournalEntry } from '../model/journal.ts';

const RequestSchema = v.object({
  method: v.picklist(['POST', 'PUT', 'PATCH', 'DELETE', 'GET']),
  path: v.pipe(v.string(), v.startsWith('/')),
  query: v.exactOptional(v.record(v.string(), v.string())),
  body: v.exactOptional(v.string()),
});

/** As `JournalEntry` in `model/journal.ts`, which says what the members mean. */
const EntrySchema = v.object({
  version: v.literal(1),
  target: v.string(),
  runId: v.string(),
  site: v.string(),
  clientId: v.string(),
  orgId: v.string(),
  scope: v.string(),
  step: v.string(),
  order: v.number(),
  name: v.string(),
  marks: v.array(v.string()),
  product: v.string(),
  createdAt: v.string(),
  id: v.exactOptional(v.union([v.string(), v.number()])),
  idAt: v.string(),
  secretAnswer: v.exactOptional(v.boolean()),
  route: v.string(),
  delete: RequestSchema,
  read: v.exactOptional(RequestSchema),
  chosenId: v.exactOptional(v.string()),
  goneWithParent: v.exactOptional(v.boolean()),
  lists: v.array(v.object({ request: RequestSchema, own: v.boolean() })),
  goneStatuses: v.array(v.number()),
});

/** Reads an entry; `undefined` when it is not as this program writes them. */
export function parseEntry(text: string): JournalEntry | undefined {
  try {
    const parsed = v.safeParse(EntrySchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
