/** A request that a journal entry remembers: names and times are filled in, only `{id}` is open. */
export interface JournalRequest {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'GET';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** JSON, as text. */
  readonly body?: string;
}

/** One thing that was made, or was about to be made, in somebody's organization. */
export interface JournalEntry {
  readonly version: 1;
  /** `datadog`, or the origin of the simulator it was made in. */
  readonly target: string;
  readonly runId: string;
  /** Site key, such as `eu1`. */
  readonly site: string;
  readonly clientId: string;
  /** `dd_oid`; empty when nobody said. */
  readonly orgId: string;
  readonly scope: string;
  /** What it is: `monitor`. */
  readonly step: string;
  /** Place among the creations of its round trip: later ones are deleted first. */
  readonly order: number;
  /** The name it was given. */
  readonly name: string;
  /** Texts by which it is known in an answer, best first. */
  readonly marks: readonly string[];
  /** Datadog product, to say where to look. */
  readonly product: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** Set once the answer was read. */
  readonly id?: string | number;
  /** Where an answer holds the id: `data.0.id`. */
  readonly idAt: string;
  /** Answers about it may hold a secret. */
  readonly secretAnswer?: boolean;
  /** `POST /api/v1/monitor`. */
  readonly route: string;
  /** Deletes it; `{id}` in path, query and body stands for the id. */
  readonly delete: JournalRequest;
  /** Shows it; `{id}` as above. */
  readonly read?: JournalRequest;
  /** The id that the request named, where the caller chooses it. */
  readonly chosenId?: string;
  /** Does not outlive what was made before it in the same round trip. */
  readonly goneWithParent?: boolean;
  /** Lists to find it by name; `own`: of its kind, so that it is not there when the list is whole. */
  readonly lists: readonly { readonly request: JournalRequest; readonly own: boolean }[];
  readonly goneStatuses: readonly number[];
}

/** An entry that is on disk. */
export interface JournalRecord {
  readonly entry: JournalEntry;
  /** Its file. */
  readonly path: string;
  /** Writes the id down, once it is known. */
  update(id: string | number): Promise<void>;
  /** The thing is gone: forgets it. */
  remove(): Promise<void>;
}

/** What runs have made and not yet deleted. It outlives them. */
export interface Journal {
  /** The folder; `memory` when nothing is on disk. */
  readonly where: string;
  /** Proves that entries can be written. @throws ToolError `store.failed` */
  assertWritable(): Promise<void>;
  /** Writes an entry through to the disk, before its request. @throws ToolError `store.failed` */
  begin(entry: JournalEntry): Promise<JournalRecord>;
  /** How many entries of this process are open. */
  readonly open: number;
  /** What runs left that are not at work any more, oldest first. */
  leftBehind(target: string): Promise<readonly JournalRecord[]>;
}
