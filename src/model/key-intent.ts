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

/** A key that came and may not have reached the store. */
export interface SealedKey {
  /** Id of the store's entry that opens it. */
  readonly sealId: string;
  /** Encrypted; base64. */
  readonly data: string;
}

/** A note of a request as it is found. */
export interface KeyNote {
  readonly intent: KeyIntent;
  readonly sealed: readonly SealedKey[];
  /** The process that asked is still there, and may yet learn the outcome. */
  readonly atWork: boolean;
}

/** Requests for keys, written down before they are sent. They outlive the run. */
export interface KeyIntents {
  /** Those that are open for a place. Organizations that nobody named may be any. */
  find(place: KeyPlace): Promise<readonly KeyNote[]>;
  /** Writes one through to the disk. The caller holds the lock of the place. @throws ToolError `store.failed` */
  begin(intent: KeyIntent): Promise<void>;
  /**
   * Puts the key that came into the note, at once: when this returns it is safe from the end of the
   * process. It needs no more room on the disk than the note has.
   * @returns whether it is there
   */
  keep(place: KeyPlace, sealed: SealedKey): boolean;
  /** The outcome is known: takes it off the disk, a full one too. @throws ToolError `store.failed` */
  settle(intent: KeyPlace): Promise<void>;
  /** All that are open, oldest first. */
  list(clientId?: string): Promise<readonly KeyNote[]>;
}
