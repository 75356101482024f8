/** Where a key belongs: there is one for each client and organization of a site. */
export interface KeyPlace {
  readonly clientId: string;
  /** Site key, such as `eu1`. */
  readonly site: string;
  /** `dd_oid`; absent when nobody said. */
  readonly orgId?: string;
}

/** A request for an API key that was about to be sent, and of which the outcome is not known yet. */
export interface KeyIntent extends KeyPlace {
  /** `dd_org_name`. */
  readonly orgName?: string;
  /** The run that asked. A key that it saved carries the same. */
  readonly runId: string;
  /** ISO 8601, by the clock of this machine. */
  readonly askedAt: string;
}

/** Requests for keys, written down before they are sent. They outlive the run. */
export interface KeyIntents {
  /** Those that are open for a place. Organizations that nobody named may be any. */
  find(place: KeyPlace): Promise<readonly KeyIntent[]>;
  /** Writes one through to the disk. The caller holds the lock of the place. @throws ToolError `store.failed` */
  begin(intent: KeyIntent): Promise<void>;
  /** The outcome is known: takes it off the disk, a full one too. @throws ToolError `store.failed` */
  settle(intent: KeyIntent): Promise<void>;
  /** All that are open, oldest first. */
  list(clientId?: string): Promise<readonly KeyIntent[]>;
}
