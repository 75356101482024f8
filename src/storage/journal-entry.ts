import * as v from 'valibot';

const RequestSchema = v.object({
  method: v.picklist(['POST', 'PUT', 'PATCH', 'DELETE', 'GET']),
  path: v.pipe(v.string(), v.startsWith('/')),
  query: v.exactOptional(v.record(v.string(), v.string())),
  /** JSON, as text. */
  body: v.exactOptional(v.string()),
});

const EntrySchema = v.object({
  version: v.literal(1),
  /** `datadog`, or the origin of the simulator it was made in. */
  target: v.string(),
  runId: v.string(),
  /** Site key, such as `eu1`. */
  site: v.string(),
  clientId: v.string(),
  /** `dd_oid`; empty when nobody said. */
  orgId: v.string(),
  scope: v.string(),
  /** What it is: `monitor`. */
  step: v.string(),
  /** Place among the creations of its round trip: later ones are deleted first. */
  order: v.number(),
  /** The name it was given. */
  name: v.string(),
  /** Texts by which it is known in an answer, best first. */
  marks: v.array(v.string()),
  /** Datadog product, to say where to look. */
  product: v.string(),
  /** ISO 8601. */
  createdAt: v.string(),
  /** Set once the answer was read. */
  id: v.exactOptional(v.union([v.string(), v.number()])),
  /** Where an answer holds the id: `data.0.id`. */
  idAt: v.string(),
  /** Answers about it may hold a secret. */
  secretAnswer: v.exactOptional(v.boolean()),
  /** `POST /api/v1/monitor`. */
  route: v.string(),
  /** Deletes it; `{id}` in path, query and body stands for the id. */
  delete: RequestSchema,
  /** Shows it; `{id}` as above. */
  read: v.exactOptional(RequestSchema),
  /** The id that the request named, where the caller chooses it. */
  chosenId: v.exactOptional(v.string()),
  /** Does not outlive what was made before it in the same round trip. */
  goneWithParent: v.exactOptional(v.boolean()),
  /** Lists to find it by name; `own`: of its kind, so that it is not there when the list is whole. */
  lists: v.array(v.object({ request: RequestSchema, own: v.boolean() })),
  goneStatuses: v.array(v.number()),
});

/** A request of a journal entry: names and times are filled in, only `{id}` is open. */
export type JournalRequest = Readonly<v.InferOutput<typeof RequestSchema>>;

/** One thing that was made, or was about to be made, in somebody's organization. */
export type JournalEntry = Readonly<v.InferOutput<typeof EntrySchema>>;

/** Reads an entry; `undefined` when it is not as this program writes them. */
export function parseEntry(text: string): JournalEntry | undefined {
  try {
    const parsed = v.safeParse(EntrySchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
